import type { LocalizedText, Page } from '../model/index.js';
import { readPage } from './layout/read-page.js';
import { setRunningLinesApart } from './layout/running.js';
import { readPages } from './pdf/engine.js';
import { joinTables } from './tables/joins.js';
import { readReport, type ReadReport } from './sections/index.js';

export interface ExtractOptions {
  /** Open password of an encrypted document. */
  password?: string;
  /** Documents with more pages are refused; default 300. */
  maxPages?: number;
  /** Language of the messages in page issues; default Chinese. */
  language?: keyof LocalizedText;
}

/**
 * A PDF's pages as lines in reading order, tables, ticks, running headers and footers. Pages that cannot be read carry issues.
 * @throws GoujiError for documents that cannot be opened (codes file/… and pdf/…)
 */
export async function extractPages(bytes: Uint8Array, { language = 'zh', ...options }: ExtractOptions = {}): Promise<Page[]> {
  const pages: Page[] = [];
  for await (const drawn of readPages(bytes, options)) pages.push(readPage(drawn, language));
  setRunningLinesApart(pages);
  joinTables(pages);
  return pages;
}

/** What was made of one document: its pages, and the record read from them with its evidence. */
export interface ExtractedReport extends ReadReport {
  pages: Page[];
}

/**
 * A PDF as the record of an audit report. `issues` are those of the document (sections not found); each page carries its own.
 * @throws GoujiError as {@link extractPages}
 */
export async function extractReport(bytes: Uint8Array, options: ExtractOptions = {}): Promise<ExtractedReport> {
  const pages = await extractPages(bytes, options);
  return { pages, ...readReport(pages, options.language) };
}
