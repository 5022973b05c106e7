import { availableParallelism } from 'node:os';
import type { Source } from '../intake/source.js';
import { Lane, type LaneOptions } from './lane.js';
import type { Checked } from './protocol.js';

export interface PoolOptions extends LaneOptions {
  /** Documents checked at the same time, each in a process of its own. */
  jobs: number;
  /** Called as each document is done, in the order they finish. */
  onDone?: (checked: Checked) => void;
  signal?: AbortSignal | undefined;
}

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
