import { availableParallelism } from 'node:os';
import type { PageProgress } from '../../extractors/index.js';
import { GoujiError } from '../../model/index.js';
import type { Source } from '../intake/source.js';
import { failedResult } from '../stages/failed-result.js';
import type { CheckOptions } from '../stages/options.js';
import { Child, WORKER_ENTRY, type ChildLimits } from './child.js';
import type { Checked } from './protocol.js';

export interface PoolOptions {
  check: CheckOptions;
  /** Documents checked at the same time, each in a process of its own. */
  jobs: number;
  /** Per document, see {@link ChildLimits}. */
  timeoutSeconds: number;
  memoryMegabytes: number;
  /** Draw the paper around every finding. */
  snippets: boolean;
  /** Draw all pages with what was read over them into this folder instead (one source only). */
  inspectFolder?: string;
  /** What the processes had to say: stacks of bugs, warnings of the parser. */
  onLog: (text: string) => void;
  /** Called as each document is done, in the order they finish. */
  onDone?: (checked: Checked) => void;
  /** Called as pages are read. */
  onPage?: (file: string, progress: PageProgress) => void;
  signal?: AbortSignal | undefined;
  child?: Partial<ChildLimits>;
}

/** A child is replaced after so many documents, or pages read as images, before what parsers and recognition leave behind adds up. */
const DOCUMENTS_PER_CHILD = 100;
const SCANNED_PAGES_PER_CHILD = 200;
/** A child that still holds this share of its memory limit would leave too little of it to the next document. */
const WORN_SHARE = 0.6;
/** Starting a child costs about as much CPU as ten warm documents (1 s against 0.1): below so many each, another one does not pay. */
const DOCUMENTS_PER_LANE = 10;

/** Children worth starting for so many documents. */
export function defaultJobs(documents: number): number {
  return Math.max(1, Math.min(availableParallelism(), Math.ceil(documents / DOCUMENTS_PER_LANE)));
}

/**
 * Checks every source and yields the results in the order of the sources, each as soon as all before it are out. Every document
 * runs in a supervised child: one that loops, crashes or eats memory costs its own result and nothing else.
 */
export async function* checkSources(sources: readonly Source[], options: PoolOptions): AsyncGenerator<Checked> {
  const count = Math.max(1, Math.min(options.jobs, sources.length));
  // The processors are shared out: engines of several children that each take all of them only wait for one another.
  const ocrThreads = options.check.ocrThreads ?? Math.max(1, Math.floor(availableParallelism() / count));
  const lanes = Array.from({ length: count }, () => new Lane({ ...options, check: { ...options.check, ocrThreads } }));
  const idle = [...lanes];
  const waiting: ((lane: Lane) => void)[] = [];
  const tasks: (Promise<Checked> | null)[] = sources.map(async (source) => {
    const lane = idle.pop() ?? (await new Promise<Lane>((resolve) => waiting.push(resolve)));
    try {
      const checked = await lane.check(source);
      options.onDone?.(checked);
      return checked;
    } finally {
      const next = waiting.shift();
      if (next) next(lane);
      else idle.push(lane);
    }
  });
  for (const task of tasks) task?.catch(() => undefined);
  const stop = (): void => lanes.forEach((lane) => lane.stop());
  options.signal?.addEventListener('abort', stop, { once: true });
  try {
    for (const [index, task] of tasks.entries()) {
      if (task === null) continue;
      yield await task;
      tasks[index] = null;
    }
  } finally {
    options.signal?.removeEventListener('abort', stop);
    stop();
  }
}

/** One child at a time, started when first needed. */
class Lane {
  #child: Child | null = null;
  #stopped = false;
  constructor(readonly options: PoolOptions) {}

  stop(): void {
    this.#stopped = true;
    this.#child?.kill();
  }

  async check({ file, read }: Source): Promise<Checked> {
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
        (progress) => this.options.onPage?.(file, progress),
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
      ...this.options.child,
    });
    return this.#child;
  }
}

function isWornOut({ jobs, scannedPages, megabytes }: Child, memoryMegabytes: number): boolean {
  return jobs >= DOCUMENTS_PER_CHILD || scannedPages >= SCANNED_PAGES_PER_CHILD || megabytes > memoryMegabytes * WORN_SHARE;
}
