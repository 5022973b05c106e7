import { extractReport } from '../../extractors/index.js';
import type { CheckOptions } from './options.js';

/** What the extractors make of a document. */
export type Extracted = Awaited<ReturnType<typeof extractReport>>;

/** Bytes of a PDF to pages, record and provenance. Throws GoujiError for input that cannot be read. */
export async function extractStage(bytes: Uint8Array, options: CheckOptions): Promise<Extracted> {
  const { password, maxPages, language } = options;
  return await extractReport(bytes, { maxPages, language, ...(password === undefined ? {} : { password }) });
}
