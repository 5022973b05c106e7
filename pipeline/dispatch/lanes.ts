import type { Lane } from './lane.js';
import { workOn, type WorkContext } from './work.js';

/** The lanes of one worker process, and who is busy in them. */
export class Lanes {
  readonly #all: Lane[];
  readonly #idle: Lane[];
  /** Documents that wait for a lane. */
  readonly #waiting: ((lane: Lane) => void)[] = [];
  /** Documents taken and not yet ended, and those of them of which all pages are read. */
  readonly #busy = new Set<Promise<unknown>>();
  readonly #remaining = new Set<Promise<unknown>>();
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

  /** Starts the lanes' children, so that the first documents need not wait for them. */
  warm(): void {
    for (const lane of this.#all) lane.warm();
  }

  /**
   * Reads that document, or the next. Resolves as soon as another one may be taken, so that it is at hand when the lane is free: all pages of this one
   * are read, and its tables, its rules and the writing remain. To false when there was nothing to read. Not for more callers at a time than there
   * are lanes; begins nothing once they are being stopped.
   */
  async work(id?: string): Promise<boolean> {
    if (this.#ending) return false;
    // A database that cannot keep up is not flooded.
    if (this.#remaining.size > 2 * this.count) await Promise.race(this.#remaining);
    const { promise: ready, resolve: onReady } = withResolvers();
    const over = workOn(this.#turn(onReady), this.#context, id).then(
      (end) => ({ end }),
      (error: unknown) => ({ error }),
    );
    this.#busy.add(over);
    void over.then(() => this.#busy.delete(over));
    const first = await Promise.race([over, ready]);
    if (first === undefined) {
      this.#remaining.add(over);
      void over.then((how) => {
        this.#remaining.delete(over);
        if ('error' in how) this.#onTrouble(how.error);
      });
      return true;
    }
    if ('error' in first) throw first.error;
    return first.end !== 'nothing';
  }

  /** The next free lane, for one document. */
  #turn(onReady: () => void): Pick<Lane, 'check' | 'abandon'> {
    let lane: Lane | null = null;
    let isAbandoned = false;
    return {
      abandon: () => {
        isAbandoned = true;
        lane?.abandon();
      },
      check: async (source) => {
        const mine = this.#idle.pop() ?? (await new Promise<Lane>((resolve) => this.#waiting.push(resolve)));
        lane = mine;
        try {
          if (this.#ending || isAbandoned) throw new DOMException('stopped', 'AbortError');
          return await mine.check(source, ({ page, pages }) => {
            if (page >= pages) onReady();
          });
        } finally {
          lane = null;
          const next = this.#waiting.shift();
          if (next === undefined) this.#idle.push(mine);
          else next(mine);
          onReady();
        }
      },
    };
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
