import { GoujiError } from '../../model/index.js';
import { Child, WORKER_ENTRY } from './child.js';

export interface PictureOptions {
  /** Children that draw at the same time. */
  count: number;
  /** Requests that may wait for one of them; those beyond are refused. */
  maxWaiting: number;
  /** Wall-clock seconds per page, and megabytes per child. */
  timeoutSeconds: number;
  memoryMegabytes: number;
  maxPages: number;
  /** The child's entry; another one in tests. */
  entry?: URL;
}

/** A stored document to draw from; `read` gives its bytes when they are needed. */
export interface DrawnDocument {
  sha256: string;
  read: () => Promise<Uint8Array>;
}

/** A child is replaced after so many pages, before what parsers leave behind adds up. */
const PAGES_PER_CHILD = 400;

/** One place to draw in: its child, started when first needed, and the document that child has open. */
interface Easel {
  child: Child | null;
  sha256: string | null;
}

/**
 * Draws pages in supervised children: a hostile document costs its own picture and nothing else. Warm children keep the document they drew
 * from last, and whoever leafs on in it gets that child when it is free.
 */
export class Pictures {
  readonly #idle: Easel[];
  readonly #all: Easel[];
  readonly #waiting: { sha256: string; take: (easel: Easel) => void }[] = [];
  #stopped = false;

  constructor(readonly options: PictureOptions) {
    this.#all = Array.from({ length: options.count }, () => ({ child: null, sha256: null }));
    this.#idle = [...this.#all];
  }

  /**
   * A page as PNG, at `scale` pixels per point (less for paper of enormous size).
   * @throws GoujiError server/busy when too many wait, page/not-drawn with the reason, storage/* when the document cannot be had
   */
  async draw(document: DrawnDocument, page: number, scale: number, signal?: AbortSignal): Promise<Uint8Array> {
    const easel = await this.#easel(document.sha256);
    try {
      signal?.throwIfAborted();
      return await this.#draw(easel, document, page, scale);
    } finally {
      const next = this.#waiting.shift();
      if (next) next.take(easel);
      else this.#idle.push(easel);
    }
  }

  /** Kills the children; what is being drawn, and all that is asked for afterwards, is refused. */
  stop(): void {
    this.#stopped = true;
    for (const { child } of this.#all) child?.kill();
  }

  async #easel(sha256: string): Promise<Easel> {
    const found = this.#idle.findIndex((easel) => easel.sha256 === sha256);
    const idle = found >= 0 ? this.#idle.splice(found, 1)[0] : this.#idle.pop();
    if (idle !== undefined) return idle;
    if (this.#waiting.length >= this.options.maxWaiting) throw new GoujiError('server/busy');
    return new Promise((take) => this.#waiting.push({ sha256, take }));
  }

  async #draw(easel: Easel, { sha256, read }: DrawnDocument, page: number, scale: number): Promise<Uint8Array> {
    const { timeoutSeconds, memoryMegabytes, maxPages, entry = WORKER_ENTRY } = this.options;
    if (easel.child !== null && (!easel.child.alive || easel.child.jobs >= PAGES_PER_CHILD)) {
      easel.child.kill();
      easel.child = null;
      easel.sha256 = null;
    }
    const bytes = easel.sha256 === sha256 ? null : await read();
    if (this.#stopped) throw new GoujiError('server/busy');
    easel.child ??= new Child({ timeoutSeconds, memoryMegabytes, heapMegabytes: memoryMegabytes, entry });
    easel.sha256 = null;
    const { picture, failure } = await easel.child.run({ kind: 'draw', sha256, bytes, page, scale, maxPages });
    if (failure !== null || picture === undefined)
      throw new GoujiError('page/not-drawn', { page, reason: failure?.code ?? 'file/crashed' });
    if ('reason' in picture) throw new GoujiError('page/not-drawn', { page, reason: picture.reason });
    easel.sha256 = sha256;
    return picture.png;
  }
}
