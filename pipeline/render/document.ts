import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createCanvas, type Canvas } from '@napi-rs/canvas';
import { getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { drawInStandIn } from './fonts.js';

const PDFJS = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/** No page picture grows beyond this, whatever size its paper claims to have (A4 at 2 px/pt has 2 million). */
const MAX_PIXELS = 16_000_000;

/** A page as a picture; `scale` is pixels per point. */
export interface PagePicture {
  canvas: Canvas;
  scale: number;
}

/** An opened PDF to draw pages from. `missingFonts` fills as pages are drawn. */
export interface RenderedDocument {
  draw: (page: number, scale: number) => Promise<PagePicture>;
  /** Names of fonts neither embedded nor installed: their text is not to be seen on the pictures. */
  missingFonts: Set<string>;
  close: () => Promise<void>;
}

/** Opens a PDF for drawing. Boxes in points, origin top-left after rotation, times `scale` are pixels of the picture. */
export async function openForDrawing(bytes: Uint8Array, password?: string): Promise<RenderedDocument> {
  const task = getDocument({
    data: new Uint8Array(bytes),
    cMapUrl: join(PDFJS, 'cmaps/'),
    standardFontDataUrl: join(PDFJS, 'standard_fonts/'),
    wasmUrl: join(PDFJS, 'wasm/'),
    isEvalSupported: false,
    verbosity: 0,
    ...(password === undefined ? {} : { password }),
  });
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

async function drawPage(page: PDFPageProxy, wantedScale: number, missingFonts: Set<string>): Promise<PagePicture> {
  try {
    const paper = page.getViewport({ scale: 1 });
    const scale = Math.min(wantedScale, Math.sqrt(MAX_PIXELS / (paper.width * paper.height)));
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
