import type { PageProgress } from '../../extractors/index.js';
import { GoujiError } from '../../model/index.js';
import type { Source } from '../intake/source.js';
import { failedResult } from '../stages/failed-result.js';
import type { CheckOptions } from '../stages/options.js';
import { Child, WORKER_ENTRY, type ChildLimits } from './child.js';
import type { Checked } from './protocol.js';

export interface LaneOptions {
  check: CheckOptions;
  /** Per document, see {@link ChildLimits}. */
  timeoutSeconds: number;
  memoryMegabytes: number;
  /** Draw the paper around every finding. */
  snippets: boolean;
  /** Draw all pages with what was read over them into this folder instead (one source only). */
  inspectFolder?: string;
  /** What the processes had to say: stacks of bugs, warnings of the parser. */
  onLog: (text: string) => void;
  /** Called as pages are read. */
  onPage?: (file: string, progress: PageProgress) => void;
  child?: Partial<ChildLimits>;
}

/** A child is replaced after so many documents, or pages read as images, before what parsers and recognition leave behind adds up. */
const DOCUMENTS_PER_CHILD = 500;
const SCANNED_PAGES_PER_CHILD = 200;
/** A child that still holds this share of its memory limit would leave too little of it to the next document. */
const WORN_SHARE = 0.6;

/** One child at a time, started when first needed and replaced when it is worn out or dead. */
export class Lane {
  #child: Child | null = null;
  #stopped = false;
  constructor(readonly options: LaneOptions) {}

  /** Starts its child before there is a document for it. */
  warm(): void {
    if (!this.#stopped) this.#warmChild();
  }

  stop(): void {
    this.#stopped = true;
    this.#child?.kill();
  }

  /** Ends what is being checked; the lane can be used on. */
  abandon(): void {
    this.#child?.kill();
  }

  /** Checks one document. Resolves in any case (`failed` with a code when its child was lost), but rejects once the lane is stopped. */
  async check({ file, read }: Source, onPage?: (progress: PageProgress) => void): Promise<Checked> {
    const { check, snippets, inspectFolder: folder, onLog } = this.options;
    let bytes: Uint8Array | null = null;
    try {
      this.#refuseWhenStopped();
      bytes = await read();
      this.#refuseWhenStopped();
      const answer = await this.#warmChild().run(
        folder === undefined
          ? { kind: 'check', file, bytes, options: check, snippets }
          : { kind: 'inspect', file, bytes, options: check, folder },
        (progress) => {
          this.options.onPage?.(file, progress);
          onPage?.(progress);
        },
      );
      this.#refuseWhenStopped();
      for (const text of answer.log) onLog(`${file}: ${text}`);
      const { failure } = answer;
      if (answer.result === undefined) throw new GoujiError(failure?.code ?? 'file/crashed', failure?.details ?? {});
      const lost = failure === null ? null : { pictures: [], missing: answer.result.findings.length, warnings: [failure.code] };
      return { result: answer.result, snippets: answer.snippets ?? lost, inspected: answer.inspected ?? null };
    } catch (error) {
      if (this.#stopped) throw error;
      if (!(error instanceof GoujiError)) onLog(`${file}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      const { code, details } =
        error instanceof GoujiError
          ? error
          : { code: 'internal/bug' as const, details: { reason: error instanceof Error ? error.message : '' } };
      return { result: failedResult(file, bytes, code, details, check.language), snippets: null, inspected: null };
    }
  }

  #refuseWhenStopped(): void {
    if (this.#stopped) throw new DOMException('stopped', 'AbortError');
  }

  #warmChild(): Child {
    const { timeoutSeconds, memoryMegabytes } = this.options;
    if (this.#child !== null && (!this.#child.alive || isWornOut(this.#child, memoryMegabytes))) {
      this.#child.kill();
      this.#child = null;
    }
    this.#child ??= new Child({
      timeoutSeconds,
      memoryMegabytes,
      heapMegabytes: memoryMegabytes,
      entry: WORKER_ENTRY,
      program: 'check',
      ...this.options.child,
    });
    return this.#child;
  }
}

function isWornOut({ jobs, scannedPages, megabytes }: Child, memoryMegabytes: number): boolean {
  return jobs >= DOCUMENTS_PER_CHILD || scannedPages >= SCANNED_PAGES_PER_CHILD || megabytes > memoryMegabytes * WORN_SHARE;
}
