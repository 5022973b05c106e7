import { Readable } from 'node:stream';
import { GoujiError } from '../../model/index.js';
import { HEAD_BYTES } from './kind.js';
import { tooLarge } from './read-file.js';

/** Bytes on their way in: their start can be looked at before the rest is let through. No more than that start is held. */
export class Incoming {
  /** Bytes seen so far. */
  size = 0;
  readonly #iterator: AsyncIterator<Uint8Array>;
  readonly #coded: (error: unknown) => unknown;
  readonly #cut: () => boolean;
  #held: Uint8Array[] = [];
  #ended = false;
  #failure: { error: unknown } | null = null;

  /** `coded` turns what the content throws into the error to be thrown; `cut` is asked at its end whether it was cut short. */
  constructor(content: AsyncIterable<Uint8Array>, coded: (error: unknown) => unknown, cut: () => boolean = () => false) {
    // A stream may fail before it is read; it then says so when it is.
    if (content instanceof Readable) content.on('error', () => undefined);
    this.#iterator = content[Symbol.asyncIterator]();
    this.#coded = coded;
    this.#cut = cut;
  }

  /** The first bytes, enough to tell the kind; less where there are no more. A content that failed goes on to fail. */
  async head(): Promise<Uint8Array> {
    while (this.size < HEAD_BYTES) {
      const chunk = await this.#next();
      if (chunk === null) break;
      this.#held.push(chunk);
    }
    return Buffer.concat(this.#held).subarray(0, HEAD_BYTES);
  }

  /** All bytes, those of the head first. To be asked for once. @throws GoujiError file/too-large beyond `maxBytes` */
  async *all(maxBytes: number, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    if (this.size > maxBytes) throw tooLarge(this.size, maxBytes);
    const held = this.#held;
    this.#held = [];
    yield* held;
    for (let chunk = await this.#next(); chunk !== null; chunk = await this.#next()) {
      signal?.throwIfAborted();
      if (this.size > maxBytes) throw tooLarge(this.size, maxBytes);
      yield chunk;
    }
  }

  /** Reads on to the end and keeps nothing: a sender who still sends is not heard otherwise, and the size becomes known. Never throws. */
  async drain(signal?: AbortSignal): Promise<void> {
    try {
      while (signal?.aborted !== true && (await this.#next()) !== null);
    } catch {
      // It was refused already; that it broke off as well adds nothing.
    }
  }

  /** Ends the content where it stands. Never throws. */
  async close(): Promise<void> {
    this.#held = [];
    if (this.#ended) return;
    this.#ended = true;
    try {
      await this.#iterator.return?.();
    } catch {
      // Nobody waits for it any more.
    }
  }

  async #next(): Promise<Uint8Array | null> {
    if (this.#failure !== null) throw this.#failure.error;
    if (this.#ended) return null;
    try {
      const next = await this.#iterator.next();
      if (next.done !== true) {
        this.size += next.value.length;
        return next.value;
      }
      this.#ended = true;
      if (this.#cut()) throw new GoujiError('file/broken-off', { reason: 'LIMIT' });
      return null;
    } catch (error) {
      this.#ended = true;
      this.#failure = { error: this.#coded(error) };
      throw this.#failure.error;
    }
  }
}

/** What an upload's stream threw, as file/broken-off; errors of the catalogue stay. */
export function brokenOff(error: unknown): unknown {
  if (error instanceof GoujiError) return error;
  const reason = error instanceof Error ? ('code' in error && typeof error.code === 'string' ? error.code : error.name) : String(error);
  return new GoujiError('file/broken-off', { reason }, { cause: error });
}
