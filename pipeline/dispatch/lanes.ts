import type { Lane } from './lane.js';
import { workOn, type WorkContext } from './work.js';

/** The lanes of one worker process, and who is busy in them. */
export class Lanes {
  readonly #all: Lane[];
  readonly #idle: Lane[];
  /** Documents taken and not yet ended, and those of them that are read and being written. */
  readonly #busy = new Set<Promise<unknown>>();
  readonly #writing = new Set<Promise<unknown>>();
  readonly #context: WorkContext;
  /** What follows on documents that have ended, one after the other, while the lanes read on; and how much of it there is. */
  #following = Promise.resolve();
  #behind = 0;
  #ending = false;

  readonly #onTrouble: (error: unknown) => void;

  constructor(lanes: readonly Lane[], context: WorkContext, onTrouble: (error: unknown) => void) {
    this.#onTrouble = onTrouble;
    this.#all = [...lanes];
    this.#idle = [...lanes];
    const { onFinished } = context;
    this.#context = onFinished === undefined ? context : { ...context, onFinished: (id) => this.#follow(() => onFinished(id)) };
  }

  get count(): number {
    return this.#all.length;
  }

  /** Whether some lane has nothing to do. */
  get hasIdle(): boolean {
    return this.#idle.length > 0;
  }

  /** Starts the lanes' children, so that the first documents need not wait for them. */
  warm(): void {
    for (const lane of this.#all) lane.warm();
  }

  /**
   * Reads that document, or the next, in a free lane; there is one when no more than {@link count} work at a time. Resolves as soon as the lane is
   * free again, while what was read is still being written; to false when there was nothing to read. Begins nothing once the lanes are being stopped.
   */
  async work(id?: string): Promise<boolean> {
    if (this.#ending) return false;
    const lane = this.#idle.pop();
    if (lane === undefined) throw new Error('More work at a time than there are lanes.');
    try {
      // A database that cannot keep up is not flooded.
      if (this.#writing.size > this.count) await Promise.race(this.#writing);
      const { promise: read, resolve: onRead } = withResolvers();
      const work = workOn(lane, this.#context, { ...(id === undefined ? {} : { id }), onRead });
      const over = work.then(
        (end) => ({ end }),
        (error: unknown) => ({ error }),
      );
      this.#busy.add(over);
      const first = await Promise.race([read, over]);
      if (first === undefined) {
        this.#writing.add(over);
        void over.then((how) => {
          this.#writing.delete(over);
          if ('error' in how) this.#onTrouble(how.error);
        });
      }
      void over.then(() => this.#busy.delete(over));
      if (first !== undefined && 'error' in first) throw first.error;
      return first === undefined || first.end !== 'nothing';
    } finally {
      this.#idle.push(lane);
    }
  }

  /** Waits for what is being read, then ends all children: what was not done by then is given back. */
  async stop(graceSeconds: number): Promise<void> {
    this.#ending = true;
    const over = Promise.allSettled(this.#busy);
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([over, new Promise((resolve) => (timer = setTimeout(resolve, graceSeconds * 1000)))]);
    clearTimeout(timer);
    for (const lane of this.#all) lane.stop();
    await over;
    await this.#following;
  }

  /** Done in its turn; waited for only when more would gather than there are lanes. */
  async #follow(task: () => Promise<void>): Promise<void> {
    this.#behind += 1;
    const following = this.#following.then(task).finally(() => (this.#behind -= 1));
    this.#following = following.catch(() => undefined);
    if (this.#behind > this.count) await following;
    else following.catch(() => undefined);
  }
}

function withResolvers(): { promise: Promise<undefined>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<undefined>((settle) => (resolve = () => settle(undefined)));
  return { promise, resolve };
}
