import type { LocalizedText, Page, Provenance } from '../model/index.js';
import { isImageFile } from './image/kinds.js';
import { readPage } from './layout/read-page.js';
import { setRunningLinesApart } from './layout/running.js';
import type { OcrChoice, OcrEngines } from './ocr/engine.js';
import { readPages, type PageOutcome } from './pdf/engine.js';
import type { ScanReader } from './scan/scan-reader.js';
import { joinTables } from './tables/joins.js';
import { readReport, type ReadReport } from './sections/index.js';

export interface ExtractOptions {
  /** Open password of an encrypted document. */
  password?: string;
  /** Documents with more pages are refused; default 300. */
  maxPages?: number;
  /** Language of the messages in page issues; default Chinese. */
  language?: keyof LocalizedText;
  /** Readers for scanned pages; default auto. With 'off' such pages carry the issue needs-ocr. */
  ocr?: OcrChoice;
  /** Threads an engine may use; default all cores. */
  ocrThreads?: number;
  /** Engines to use instead of those `ocr` names, opened when the first scanned page is met: recorded ones in tests. */
  engines?: () => Promise<OcrEngines>;
  /** Called after each page. */
  onPage?: (progress: PageProgress) => void;
}

/** How far a document is: pages read so far (from 1), of how many, and how the last one was read. */
export interface PageProgress {
  page: number;
  pages: number;
  source: Page['source'];
}

/**
 * Pages of a PDF or an image file as lines in reading order, tables, ticks, running headers and footers; boxes are in points of the page as
 * shown. Pages that cannot be read carry issues.
 * @throws GoujiError for documents that cannot be opened (codes file/…, pdf/… and image/…)
 */
export async function extractPages(bytes: Uint8Array, options: ExtractOptions = {}): Promise<Page[]> {
  return (await asShown({ pages: await readDocument(bytes, options), provenance: {} })).pages;
}

/** What was made of one document: its pages, and the record read from them with its evidence. */
export interface ExtractedReport extends ReadReport {
  pages: Page[];
}

/**
 * A document as the record of an audit report. `issues` are those of the document (sections not found); each page carries its own.
 * @throws GoujiError as {@link extractPages}
 */
export async function extractReport(bytes: Uint8Array, options: ExtractOptions = {}): Promise<ExtractedReport> {
  const pages = await readDocument(bytes, options);
  return await asShown({ pages, ...readReport(pages, options.language) });
}

/** All pages; those read as images still in the coordinates of their straightened picture. */
async function readDocument(bytes: Uint8Array, options: ExtractOptions): Promise<Page[]> {
  const { language = 'zh', ocr = 'auto', onPage } = options;
  const pages: Page[] = [];
  let reader: ScanReader | null = null;
  try {
    for await (const drawn of await openPages(bytes, options)) {
      let page = readPage(drawn, language);
      if (page.source === 'scan' && !('failure' in drawn) && ocr !== 'off') {
        reader ??= new (await import('./scan/scan-reader.js')).ScanReader({ ...options, language, ocr });
        page = await reader.read(drawn, page);
      }
      pages.push(page);
      onPage?.({ page: drawn.number, pages: drawn.of, source: page.source });
    }
  } finally {
    await reader?.close();
  }
  setRunningLinesApart(pages);
  joinTables(pages);
  return pages;
}

async function openPages(bytes: Uint8Array, options: ExtractOptions): Promise<AsyncIterable<PageOutcome>> {
  if (!isImageFile(bytes)) return readPages(bytes, options);
  const { readImageFile } = await import('./image/files.js');
  return readImageFile(bytes, options);
}

async function asShown<Read extends { pages: Page[]; provenance: Provenance }>(read: Read): Promise<Read> {
  if (read.pages.every((page) => page.toShown === undefined)) return read;
  const { toShown } = await import('./scan/to-shown.js');
  return toShown(read);
}
