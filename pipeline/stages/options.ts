import type { OcrChoice } from '../../extractors/ocr/engine.js';

/** What one document is checked with. */
export interface CheckOptions {
  password?: string | undefined;
  maxPages: number;
  /** The language of errors and page issues; findings are always in both. */
  language: 'zh' | 'en';
  /** `off` leaves pages that are images unread, marked needs-ocr. */
  ocr: OcrChoice;
  /** Threads that readers of images may use; default 1. */
  ocrThreads?: number | undefined;
}

export const DEFAULT_CHECK_OPTIONS: CheckOptions = { maxPages: 300, language: 'zh', ocr: 'auto' };
