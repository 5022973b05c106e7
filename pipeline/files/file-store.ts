import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline, Transform, type Readable } from 'node:stream';
import { GoujiError } from '../../model/index.js';

/** Bytes as they come, or the path of a file on this machine. */
export type Content = AsyncIterable<Uint8Array> | string;

/**
 * Keeps file contents under the SHA-256 of their bytes (lower-case hex): the same content twice is one file. Nothing but the
 * hash is known here; names belong to the receipts. Contents stream through: memory does not grow with their size.
 *
 * Besides the errors named, all methods throw GoujiError storage/unavailable, which is the environment's failure: trying again may help.
 */
export interface FileStore {
  /**
   * Stores a content and resolves when it would survive a loss of power. What `content` throws passes through, and nothing is stored then.
   * @throws GoujiError storage/full before the volume's reserve is used up
   */
  put(content: Content): Promise<StoredFile>;
  /**
   * Puts bytes aside in a temporary file, for what must be read at random (a ZIP). Whoever asks discards it.
   * @throws GoujiError storage/full
   */
  spool(content: AsyncIterable<Uint8Array>): Promise<Spooled>;
  /** The content as a stream; it ends in an error storage/corrupt when the bytes that went by are not those of the hash. @throws GoujiError storage/missing */
  stream(sha256: string): Promise<Readable>;
  /** Bytes `start` to `end`, both included, of a content that has them. A part cannot be verified. @throws GoujiError storage/missing */
  range(sha256: string, start: number, end: number): Promise<Readable>;
  /** The whole content, verified. @throws GoujiError storage/missing, storage/corrupt */
  read(sha256: string): Promise<Uint8Array>;
  has(sha256: string): Promise<boolean>;
  /** What is known without reading it; null when it is not there. */
  stat(sha256: string): Promise<StoredFile | null>;
  /** Bytes that can still be taken in, on the volume where contents are stored or, for a remote store, put aside first. */
  freeSpace(): Promise<number>;
  /** Deletes temporary files whose process is gone; how many. Called once when the store is opened. */
  sweep(): Promise<number>;
  /** Whether contents could be stored now. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface StoredFile {
  sha256: string;
  /** Bytes. */
  size: number;
}

/** A temporary file. */
export interface Spooled extends StoredFile {
  path: string;
  discard: () => Promise<void>;
}

/** A content's bytes; a file is opened only when they are asked for. */
export async function* bytesOf(content: Content): AsyncGenerator<Uint8Array> {
  yield* typeof content === 'string' ? (createReadStream(content, { highWaterMark: 256 * 1024 }) as AsyncIterable<Uint8Array>) : content;
}

/** Throws storage/missing for anything but a hash: a path made of it could lead anywhere. */
export function requireHash(sha256: string): void {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new GoujiError('storage/missing', { sha256 });
}

/** Lets a stored content pass and ends in storage/corrupt when it is not what its hash says. Destroying the result destroys the source. */
export function verified(source: Readable, sha256: string): Readable {
  const hash = createHash('sha256');
  const check = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      done(hash.digest('hex') === sha256 ? null : new GoujiError('storage/corrupt', { sha256 }));
    },
  });
  // Errors reach whoever reads the result.
  return pipeline(source, check, () => undefined);
}

/** All bytes of a stored content, verified. @throws GoujiError storage/corrupt, storage/unavailable */
export async function readVerified(source: Readable, sha256: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of source) chunks.push(chunk as Uint8Array);
  } catch (error) {
    throw asStorageError(error);
  }
  return requireContent(Buffer.concat(chunks), sha256);
}

/** The bytes, if they are what the hash says. @throws GoujiError storage/corrupt */
export function requireContent(bytes: Uint8Array, sha256: string): Uint8Array {
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new GoujiError('storage/corrupt', { sha256 });
  return bytes;
}

/** storage/unavailable with the system's word for it; coded errors stay what they are. */
export function asStorageError(error: unknown): GoujiError {
  if (error instanceof GoujiError) return error;
  const known = error instanceof Error ? ('code' in error && typeof error.code === 'string' ? error.code : error.name) : String(error);
  return new GoujiError('storage/unavailable', { reason: known }, { cause: error });
}
