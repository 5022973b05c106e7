import type { OutputStream } from './io.js';

/** Without a terminal, a progress line about so often: enough for a log, too few to flood it. */
const SPARSE_LINES = 10;

/**
 * What goes to stderr: log lines, and one progress line that is rewritten in place on a terminal and written sparsely elsewhere.
 * Progress is only shown for more than one document.
 */
export class Log {
  #progress = '';
  constructor(
    readonly stream: OutputStream,
    readonly describe: (done: number, total: number) => string,
  ) {
    // A closed stderr must not end the run.
    stream.on('error', () => undefined);
  }

  line(text: string): void {
    this.#erase();
    this.stream.write(`${text}\n`);
    this.#draw();
  }

  progress(done: number, total: number): void {
    if (total < 2) return;
    if (this.stream.isTTY === true) {
      this.#erase();
      this.#progress = done < total ? this.describe(done, total) : '';
      this.#draw();
    } else if (done === total || (done > 0 && done % Math.max(1, Math.ceil(total / SPARSE_LINES)) === 0)) {
      this.stream.write(`${this.describe(done, total)}\n`);
    }
  }

  /** Takes the progress line away, so that results can be written to the same terminal. */
  pause(): void {
    this.#erase();
  }

  #erase(): void {
    if (this.#progress !== '') this.stream.write('\r\u001b[K');
  }

  #draw(): void {
    if (this.#progress !== '') this.stream.write(this.#progress);
  }
}
