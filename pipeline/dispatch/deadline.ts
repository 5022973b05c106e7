/** A document may take as long as this many of its pages take at most each: a scan of many pages is legal, an endless one is not. */
const PAGES_PER_LIMIT = 6;

/**
 * Wall-clock limit of one document. It expires when no progress is made for `seconds`, and when the whole takes longer than `seconds`
 * and a sixth of that for each page: 300 pages at 120 seconds have 1 hour 42 minutes at most, a page that loops 120 seconds.
 */
export class Deadline {
  readonly #started = Date.now();
  #timer: NodeJS.Timeout | null = null;
  #pages = 0;

  constructor(
    readonly seconds: number,
    /** Gets the seconds since the start. */
    readonly onExpired: (seconds: number) => void,
  ) {
    this.#wind();
  }

  /** Something was done; `pages` is how many the document has, as far as that is known. */
  progress(pages = 0): void {
    this.#pages = Math.max(this.#pages, pages);
    if (this.#timer !== null) this.#wind();
  }

  end(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #wind(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    const left = this.seconds * (1 + this.#pages / PAGES_PER_LIMIT) - this.elapsed;
    this.#timer = setTimeout(
      () => {
        this.#timer = null;
        this.onExpired(Math.max(1, Math.round(this.elapsed)));
      },
      Math.max(0, Math.min(this.seconds, left)) * 1000,
    );
  }

  /** Since the start. */
  get elapsed(): number {
    return (Date.now() - this.#started) / 1000;
  }
}
