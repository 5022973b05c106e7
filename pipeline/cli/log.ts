import { displayWidth, wrap } from '../formatters/width.js';
import type { OutputStream } from './io.js';

/** Without a terminal, a progress line about so often: enough for a log, too few to flood it. */
const SPARSE_LINES = 10;

/** Pages of one scan between two lines about it, where lines stay. */
const SPARSE_PAGES = 10;

/**
 * What goes to stderr: log lines, and one progress line that is rewritten in place on a terminal and written sparsely elsewhere.
 * Documents are counted only when there are several; pages are for those that take their time, scans above all.
 */
export class Log {
  #progress = '';
  #documents = '';
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
      this.#documents = done < total ? this.describe(done, total) : '';
      this.#show(this.#documents);
    } else if (done === total || (done > 0 && done % Math.max(1, Math.ceil(total / SPARSE_LINES)) === 0)) {
      this.stream.write(`${this.describe(done, total)}\n`);
    }
  }

  /** A slow document goes on by one page; `text` says so. */
  page(page: number, pages: number, text: string): void {
    if (this.stream.isTTY === true) this.#show([this.#documents, page < pages ? text : ''].filter((part) => part !== '').join(' · '));
    else if (page < pages && page % SPARSE_PAGES === 0) this.stream.write(`${text}\n`);
  }

  /** Takes the progress line away, so that results can be written to the same terminal. */
  pause(): void {
    this.#erase();
  }

  #show(progress: string): void {
    this.#erase();
    const width = Math.max(20, (this.stream.columns ?? 80) - 1);
    // A line that wraps could not be taken back.
    this.#progress = displayWidth(progress) > width ? (wrap(progress, width)[0] ?? '') : progress;
    this.#draw();
  }

  #erase(): void {
    if (this.#progress !== '') this.stream.write('\r\u001b[K');
  }

  #draw(): void {
    if (this.#progress !== '') this.stream.write(this.#progress);
  }
}
