/** What one document is checked with. */
export interface CheckOptions {
  password?: string | undefined;
  maxPages: number;
  /** The language of errors and page issues; findings are always in both. */
  language: 'zh' | 'en';
}

export const DEFAULT_CHECK_OPTIONS: CheckOptions = { maxPages: 300, language: 'zh' };
