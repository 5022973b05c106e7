import { createCanvas } from '@napi-rs/canvas';
import { getDocument, type PDFDocumentLoadingTask, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PagePicture } from '../image/image.js';
import { scaling } from '../image/projection.js';
import { openingOf, type DocumentData } from './opening.js';
import { onWhite } from './pictures.js';
import { drawInStandIn } from './stand-in-fonts.js';

/** Dots per inch at which a page without images worth the name is drawn, and the bounds for the others. */
const DPI = 300;
const LEAST_DPI = 200;
/** No picture grows beyond this, whatever size its paper claims to have (A4 at 300 dpi has 8.7 million). */
const MAX_PIXELS = 40_000_000;

/** The same document opened once more, to draw pages from: what is read for its text alone cannot be painted. */
export interface Renderer {
  /** Draws a page at the finest scale of its images (pixels per point; null, without any: at 300 dpi). */
  draw(number: number, imageScale: number | null): Promise<PagePicture>;
  close(): Promise<void>;
}

/** Opens the document when the first page is asked for. */
export function rendererOf(data: DocumentData): Renderer {
  let task: PDFDocumentLoadingTask | null = null;
  return {
    draw: async (number, imageScale) => {
      task ??= getDocument(openingOf(data));
      const page = await (await task.promise).getPage(number);
      try {
        return await drawPage(page, imageScale);
      } finally {
        page.cleanup();
      }
    },
    close: async () => task?.destroy(),
  };
}

async function drawPage(page: PDFPageProxy, imageScale: number | null): Promise<PagePicture> {
  const { width, height } = page.getViewport({ scale: 1 });
  const wanted = Math.min(Math.max(imageScale ?? DPI / 72, LEAST_DPI / 72), DPI / 72);
  const scale = Math.min(wanted, Math.sqrt(MAX_PIXELS / (width * height)));
  const viewport = page.getViewport({ scale });
  await page.getOperatorList(); // loads the fonts, so that missing ones get their stand-in before anything is drawn
  const missing = fontsWithoutFile(page).filter((name) => !drawInStandIn(name));
  const canvas = createCanvas(Math.max(1, Math.ceil(viewport.width)), Math.max(1, Math.ceil(viewport.height)));
  const context = canvas.getContext('2d');
  await page.render({ canvas: null, canvasContext: context as never, viewport, background: 'white' }).promise;
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data;
  return {
    picture: { width: canvas.width, height: canvas.height, channels: 3, data: onWhite(pixels, canvas.width * canvas.height) },
    toPage: scaling(1 / scale),
    width,
    height,
    defects: missing.map((name) => `字体 ${name} 既未嵌入也未安装 (font neither embedded nor installed)`),
  };
}

/** The names under which pdfjs asks the canvas for fonts that the file does not hold. */
function fontsWithoutFile(page: PDFPageProxy): string[] {
  const names: string[] = [];
  for (const [, font] of page.commonObjs as Iterable<[string, unknown]>) {
    if (font === null || typeof font !== 'object' || !('missingFile' in font) || font.missingFile !== true) continue;
    if ('loadedName' in font && typeof font.loadedName === 'string') names.push(font.loadedName);
  }
  return names;
}
