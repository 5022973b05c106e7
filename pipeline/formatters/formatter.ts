import type { Checked } from '../dispatch/protocol.js';

/** What a formatter may know beside the results. */
export interface FormatContext {
  language: 'zh' | 'en';
  /** ANSI colours are wanted (text only). */
  color: boolean;
  /** Width of the terminal in columns. */
  columns: number;
  /** Version of gouji. */
  version: string;
  /** When the run started. */
  startedAt: Date;
}

/** Turns results, as they come, into pieces of output. */
export type Formatter = (results: AsyncIterable<Checked>, context: FormatContext) => AsyncIterable<string>;

export const FORMATS = ['text', 'json', 'csv', 'html', 'sarif'] as const;
export type Format = (typeof FORMATS)[number];

/** The formatter of a format; only the one asked for is loaded. */
export async function loadFormatter(format: Format): Promise<Formatter> {
  switch (format) {
    case 'text':
      return (await import('./text.js')).formatText;
    case 'json':
      return (await import('./json.js')).formatJson;
    case 'csv':
      return (await import('./csv.js')).formatCsv;
    case 'html':
      return (await import('./html.js')).formatHtml;
    case 'sarif':
      return (await import('./sarif.js')).formatSarif;
  }
}
