import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs';
import { WorkerMessageHandler } from 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { GoujiError } from '../../model/index.js';
import { openChannel } from './channel.js';
import type { PageContent } from './content.js';
import { readDrawing, type OperatorList } from './drawing.js';
import type { PagePicture } from '../image/image.js';
import { showPage, type DecodedImage } from './pictures.js';
import { lazyRenderer } from './lazy-renderer.js';
import { openingOf } from './opening.js';
import type { Renderer } from './render.js';
import type { Matrix } from './matrix.js';
import type { FontFace } from './state.js';
import { widgetsOf, type Annotation, type Widget } from './widgets.js';

export interface OpenOptions {
  password?: string;
  /** Documents with more pages are refused. */
  maxPages?: number;
}

/**
 * One page as drawn; `undecoded` counts images whose pixels could not be had. `picture` shows the page as pixels: the image that it
 * is, or else drawn; it can be asked for until the next page is.
 */
export interface DrawnPage {
  number: number;
  /** How many pages the document has. */
  of: number;
  width: number;
  height: number;
  rotation: 0 | 90 | 180 | 270;
  content: PageContent;
  widgets: Widget[];
  undecoded: number;
  picture: () => Promise<PagePicture>;
}

export type PageOutcome =
  DrawnPage | { number: number; of: number; width: number; height: number; rotation: 0 | 90 | 180 | 270; failure: string };

/** A4 in points: what a page is taken to measure when even its size cannot be read. */
const A4 = { width: 595.28, height: 841.89 };
const HEADER_REACH = 1024;

/**
 * Reads all pages of a PDF in order and hands each over as drawn. A page that cannot be read is handed over as a failure, the
 * others go on. Everything pdfjs holds is released, whatever happens.
 * @throws GoujiError file/empty, file/unsupported, pdf/password-required, pdf/password-wrong, pdf/damaged, pdf/no-pages, pdf/too-many-pages
 */
export async function* readPages(bytes: Uint8Array, { password, maxPages = 300 }: OpenOptions = {}): AsyncGenerator<PageOutcome> {
  checkHeader(bytes);
  const { display, core } = openChannel();
  const worker = new pdfjs.PDFWorker({ port: display as unknown as null, verbosity: pdfjs.VerbosityLevel.ERRORS });
  WorkerMessageHandler.initializeFromPort(core);
  const task = pdfjs.getDocument({
    ...openingOf({ bytes, password }),
    worker,
    // Text is placed, never painted: with a document that takes any font, no glyph outline is built.
    disableFontFace: false,
    useSystemFonts: false,
    ownerDocument: { fonts: { add: () => undefined, delete: () => undefined } } as never,
  });
  const renderer = lazyRenderer({ bytes, password });
  try {
    const document = await open(task.promise, password !== undefined);
    if (document.numPages < 1) throw new GoujiError('pdf/no-pages');
    if (document.numPages > maxPages) throw new GoujiError('pdf/too-many-pages', { pages: document.numPages, limit: maxPages });
    const hasForm = (await document.getFieldObjects().catch(() => null)) !== null;
    const fonts = new Map<string, FontFace>();
    for (let number = 1; number <= document.numPages; number++) {
      const { outcome, release } = await readPage({ document, fonts, hasForm, renderer }, number);
      try {
        yield outcome;
      } finally {
        release();
      }
    }
  } finally {
    await renderer.close();
    await task.destroy();
    worker.destroy();
    core.terminate();
  }
}

function checkHeader(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new GoujiError('file/empty');
  const head = String.fromCharCode(...bytes.subarray(0, HEADER_REACH));
  if (!head.includes('%PDF')) throw new GoujiError('file/unsupported', { type: kindOf(head) });
}

const KINDS: readonly (readonly [string, string])[] = [
  ['PK\x03\x04', 'zip'],
  ['\xD0\xCF\x11\xE0', 'Microsoft Office'],
  ['\x89PNG', 'png'],
  ['\xFF\xD8\xFF', 'jpeg'],
  ['II*\0', 'tiff'],
  ['MM\0*', 'tiff'],
  ['{\\rtf', 'rtf'],
  ['<', 'html/xml'],
];

function kindOf(head: string): string {
  return KINDS.find(([magic]) => head.startsWith(magic))?.[1] ?? '?';
}

async function open(promise: Promise<PDFDocumentProxy>, withPassword: boolean): Promise<PDFDocumentProxy> {
  try {
    return await promise;
  } catch (error) {
    const { name, message } = error as Error;
    if (name === 'PasswordException')
      throw new GoujiError(withPassword ? 'pdf/password-wrong' : 'pdf/password-required', {}, { cause: error });
    if (/zero pages|no pages|page count|Pages tree/i.test(message)) throw new GoujiError('pdf/no-pages', {}, { cause: error });
    throw new GoujiError('pdf/damaged', { reason: message }, { cause: error });
  }
}

interface OpenDocument {
  document: PDFDocumentProxy;
  fonts: Map<string, FontFace>;
  hasForm: boolean;
  renderer: Renderer;
}

/** One page, and what lets go of its images. */
async function readPage(open: OpenDocument, number: number): Promise<{ outcome: PageOutcome; release: () => void }> {
  const { document, fonts, hasForm } = open;
  const of = document.numPages;
  let size: Pick<DrawnPage, 'width' | 'height' | 'rotation'> = { ...A4, rotation: 0 };
  let page: PDFPageProxy | null = null;
  const release = (): void => void page?.cleanup();
  try {
    page = await document.getPage(number);
    const viewport = page.getViewport({ scale: 1 });
    size = { width: viewport.width, height: viewport.height, rotation: (((page.rotate % 360) + 360) % 360) as DrawnPage['rotation'] };
    const matrix = viewport.transform as unknown as Matrix;
    const list = await page.getOperatorList();
    await loadFonts(page, list, fonts);
    const widgets = hasForm ? widgetsOf((await page.getAnnotations()) as Annotation[], matrix) : [];
    const drawnElsewhere = new Set(widgets.map((widget) => widget.id));
    const content = readDrawing(list, {
      matrix,
      ...size,
      fontOf: (id) => fonts.get(id) ?? { name: '', scale: 0.001, vertical: false },
      skipAnnotation: (id) => drawnElsewhere.has(id),
    });
    const { images, undecoded } = await decodedImages(page, content);
    const picture = (): Promise<PagePicture> => showPage({ ...size, number, content, images, undecoded, renderer: open.renderer });
    return { outcome: { number, of, ...size, content, widgets, undecoded, picture }, release };
  } catch (error) {
    return { outcome: { number, of, ...size, failure: error instanceof Error ? error.message : String(error) }, release };
  }
}

interface LoadedFont {
  name?: string;
  fontMatrix?: number[];
  vertical?: boolean;
  isType3Font?: boolean;
}

async function loadFonts(page: PDFPageProxy, list: OperatorList, fonts: Map<string, FontFace>): Promise<void> {
  for (let index = 0; index < list.fnArray.length; index++) {
    if (list.fnArray[index] !== pdfjs.OPS.dependency) continue;
    for (const id of list.argsArray[index] as string[]) {
      if (fonts.has(id) || id.includes('_img_')) continue;
      const font = (await objectOf(page, id)) as LoadedFont | null;
      // A font that failed to load comes as its error message.
      if (font === null || typeof font !== 'object') continue;
      fonts.set(id, {
        name: (font.name ?? '').replace(/^[A-Z]{6}\+/, ''),
        scale: font.fontMatrix?.[0] ?? 0.001,
        vertical: font.vertical ?? false,
      });
    }
  }
}

/** Fonts and shared images live with the document ("g_…"), other images with the page. */
function objectOf(page: PDFPageProxy, id: string): Promise<unknown> {
  const store = id.startsWith('g_') ? page.commonObjs : page.objs;
  return new Promise((resolve) => {
    store.get(id, resolve);
  });
}

/** The page's images by name, and how many have no pixels. */
async function decodedImages(page: PDFPageProxy, content: PageContent): Promise<{ images: Map<string, DecodedImage>; undecoded: number }> {
  const images = new Map<string, DecodedImage>();
  const names = new Set(content.images.flatMap(({ id }) => (id === null ? [] : [id])));
  for (const id of names) {
    const image = (await objectOf(page, id)) as DecodedImage | null;
    if (image?.data) images.set(id, image);
  }
  return { images, undecoded: names.size - images.size };
}
