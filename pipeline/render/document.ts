import { createCanvas, type Canvas } from '@napi-rs/canvas';
import { getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { isImageFile } from '../../extractors/image/kinds.js';
import { openingOf } from '../../extractors/pdf/opening.js';
import { drawInStandIn } from '../../extractors/pdf/stand-in-fonts.js';

/** No page picture grows beyond this, whatever size its paper claims to have (A4 at 2 px/pt has 2 million). */
const MAX_PIXELS = 16_000_000;

/** Pixels per point as wanted, or as many as a page of that size in points may have. */
export function boundedScale(wanted: number, { width, height }: { width: number; height: number }): number {
  return Math.min(wanted, Math.sqrt(MAX_PIXELS / (width * height)));
}

/** A page drawn as a picture; `scale` is pixels per point. */
export interface DrawnPicture {
  canvas: Canvas;
  scale: number;
}

/** An opened document to draw pages from. `missingFonts` fills as pages are drawn. */
export interface RenderedDocument {
  draw: (page: number, scale: number) => Promise<DrawnPicture>;
  /** Names of fonts neither embedded nor installed: their text is not to be seen on the pictures. */
  missingFonts: Set<string>;
  close: () => Promise<void>;
}

/** What opening a document for drawing needs of the options it was checked with. */
export interface DrawingOptions {
  password?: string | undefined;
  maxPages?: number;
}

/** Opens a PDF or an image file for drawing. Boxes in points, origin top-left after rotation, times `scale` are pixels of the picture. */
export async function openForDrawing(bytes: Uint8Array, options: DrawingOptions = {}): Promise<RenderedDocument> {
  if (!isImageFile(bytes)) return openPdf(bytes, options.password);
  const { openImageFile } = await import('./image-file.js');
  return openImageFile(bytes, options.maxPages);
}

async function openPdf(bytes: Uint8Array, password: string | undefined): Promise<RenderedDocument> {
  const task = getDocument(openingOf({ bytes, password }));
  const missingFonts = new Set<string>();
  let document: PDFDocumentProxy;
  try {
    document = await task.promise;
  } catch (error) {
    await task.destroy();
    throw error;
  }
  return {
    draw: async (number, scale) => drawPage(await document.getPage(number), scale, missingFonts),
    missingFonts,
    close: () => task.destroy(),
  };
}

async function drawPage(page: PDFPageProxy, wantedScale: number, missingFonts: Set<string>): Promise<DrawnPicture> {
  try {
    const paper = page.getViewport({ scale: 1 });
    const scale = boundedScale(wantedScale, paper);
    const viewport = page.getViewport({ scale });
    await page.getOperatorList(); // loads the fonts, so that missing ones can get their stand-in before anything is drawn
    for (const name of fontsWithoutFile(page)) if (!drawInStandIn(name)) missingFonts.add(name);
    const canvas = createCanvas(Math.max(1, Math.ceil(viewport.width)), Math.max(1, Math.ceil(viewport.height)));
    await page.render({ canvas, viewport }).promise;
    return { canvas, scale };
  } finally {
    page.cleanup();
  }
}

/** The names under which pdfjs asks the canvas for fonts that the file does not hold. */
function fontsWithoutFile(page: PDFPageProxy): string[] {
  const objects = page.commonObjs as Iterable<[string, unknown]>;
  const names: string[] = [];
  for (const [, font] of objects) {
    if (font === null || typeof font !== 'object' || !('missingFile' in font) || font.missingFile !== true) continue;
    if ('loadedName' in font && typeof font.loadedName === 'string') names.push(font.loadedName);
  }
  return names;
}
