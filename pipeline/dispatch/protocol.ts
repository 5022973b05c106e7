import type { PageProgress } from '../../extractors/index.js';
import type { FileResult, LocalizedText } from '../../model/index.js';
import type { CheckOptions } from '../stages/options.js';

/** A picture of the paper around one place of a finding. `data` is a data: URI; sizes in CSS pixels. */
export interface Snippet {
  fingerprint: string;
  page: number;
  /** What the place shows, for related places; null for the finding's own. */
  note: LocalizedText | null;
  data: string;
  width: number;
  height: number;
}

/** Pictures for one document, or why there are none for some of its findings. */
export interface Snippets {
  pictures: Snippet[];
  /** Findings without a picture although they have a place: over the limit, or the page would not render. */
  missing: number;
  warnings: string[];
}

/** What `gouji inspect` wrote. */
export interface Inspected {
  files: string[];
  warnings: string[];
}

/** A page as PNG, or why it could not be drawn. */
export type PagePicture = { png: Uint8Array } | { reason: string };

/** One job for a child process. */
export type Job =
  | { kind: 'check'; file: string; bytes: Uint8Array; options: CheckOptions; snippets: boolean }
  | { kind: 'inspect'; file: string; bytes: Uint8Array; options: CheckOptions; folder: string }
  | DrawJob;

/** Draws one page. `bytes` is null when the child was given that document last and still has it open. `scale` is pixels per point. */
export interface DrawJob {
  kind: 'draw';
  sha256: string;
  bytes: Uint8Array | null;
  page: number;
  scale: number;
  maxPages: number;
}

/** What the child says, in this order; the result comes before pictures so that one that fails cannot lose it. */
export type Report =
  | { kind: 'started' }
  | { kind: 'progress'; progress: PageProgress }
  | { kind: 'result'; result: FileResult }
  | { kind: 'drawn' }
  | { kind: 'snippets'; snippets: Snippets }
  | { kind: 'inspected'; inspected: Inspected }
  | { kind: 'picture'; picture: PagePicture }
  | { kind: 'log'; text: string }
  | { kind: 'done' };

/** All a document came to. */
export interface Checked {
  result: FileResult;
  snippets: Snippets | null;
  inspected: Inspected | null;
}
