import { createHash } from 'node:crypto';
import type { DrawJob, PagePicture } from '../dispatch/protocol.js';
import { openForDrawing, type RenderedDocument } from './document.js';

/** The document that was drawn from last: readers leaf through one, and opening it costs more than a page. */
let last: { sha256: string; document: RenderedDocument } | null = null;

/** Draws one page as PNG in this process; never throws. Bytes that are missing or are not those of the hash are named like any other reason. */
export async function drawPicture({ sha256, bytes, page, scale, maxPages }: DrawJob): Promise<PagePicture> {
  try {
    const document = await opened(sha256, bytes, maxPages);
    const { canvas } = await document.draw(page, scale);
    return { png: canvas.toBuffer('image/png') };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

async function opened(sha256: string, bytes: Uint8Array | null, maxPages: number): Promise<RenderedDocument> {
  if (last?.sha256 === sha256) return last.document;
  await last?.document.close();
  last = null;
  if (bytes === null) throw new Error('document not at hand');
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error('content differs from its hash');
  last = { sha256, document: await openForDrawing(bytes, { maxPages }) };
  return last.document;
}
