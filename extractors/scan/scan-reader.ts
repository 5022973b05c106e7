import { GoujiError, type LocalizedText, type Page } from '../../model/index.js';
import { issueOf } from '../layout/read-page.js';
import type { OcrChoice, OcrEngines } from '../ocr/engine.js';
import type { DrawnPage } from '../pdf/engine.js';
import { readScan } from './read-scan.js';

export interface ScanReaderOptions {
  language: keyof LocalizedText;
  ocr: Exclude<OcrChoice, 'off'>;
  ocrThreads?: number;
  engines?: () => Promise<OcrEngines>;
}

/** Reads the scanned pages of one document with engines of its own, opened for the first of them. */
export class ScanReader {
  readonly #options: ScanReaderOptions;
  #engines: OcrEngines | null = null;

  constructor(options: ScanReaderOptions) {
    this.#options = options;
  }

  /**
   * The page as read from its picture. `unread` is the page as its text layer left it: what could not be read stays that page, with the
   * reason among its issues.
   * @throws GoujiError ocr/engine-missing, ocr/engine-failed: without engines no page can be read
   */
  async read(drawn: DrawnPage, unread: Page): Promise<Page> {
    const { language } = this.#options;
    this.#engines ??= await this.#open();
    try {
      const picture = await drawn.picture();
      const page = await readScan(drawn, picture, this.#engines, language);
      const issues = unread.issues.filter(({ code }) => code !== 'needs-ocr' && code !== 'page/image-undecoded');
      return { ...page, issues: [...issues, ...page.issues] };
    } catch (error) {
      if (error instanceof GoujiError && error.code.startsWith('ocr/')) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      return { ...unread, issues: [...unread.issues, issueOf('page/failed', { reason }, language)] };
    }
  }

  async close(): Promise<void> {
    await this.#engines?.close();
    this.#engines = null;
  }

  async #open(): Promise<OcrEngines> {
    const { engines, ocr, ocrThreads } = this.#options;
    if (engines !== undefined) return await engines();
    const { openEngines } = await import('../ocr/open-engines.js');
    return await openEngines(ocr, ocrThreads === undefined ? {} : { threads: ocrThreads });
  }
}
