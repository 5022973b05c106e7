import type { Lane } from './lane.js';
import { workOn, type WorkContext, type WorkEnd } from './work.js';

/** The lanes of one worker process, and who is busy in them. */
export class Lanes {
  readonly #all: Lane[];
  readonly #idle: Lane[];
  readonly #busy = new Set<Promise<unknown>>();
  readonly #context: WorkContext;
  /** What follows on documents that have ended, one after the other, while the lanes read on; and how much of it there is. */
  #following = Promise.resolve();
  #behind = 0;
  #ending = false;

  constructor(lanes: readonly Lane[], context: WorkContext) {
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

  /**
   * Works on that document, or the next, in a free lane; there is one when no more than {@link count} work at a time. Begins nothing once the
   * lanes are being stopped.
   */
  async work(id?: string): Promise<WorkEnd> {
    if (this.#ending) return 'nothing';
    const lane = this.#idle.pop();
    if (lane === undefined) throw new Error('More work at a time than there are lanes.');
    const work = workOn(lane, this.#context, id);
    this.#busy.add(work);
    try {
      return await work;
    } finally {
      this.#busy.delete(work);
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
