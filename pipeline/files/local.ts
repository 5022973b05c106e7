import { constants } from 'node:fs';
import { access, mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { GoujiError } from '../../model/index.js';
import {
  asStorageError,
  requireContent,
  requireHash,
  verified,
  type Content,
  type FileStore,
  type Spooled,
  type StoredFile,
} from './file-store.js';
import { Spool } from './spool.js';

/**
 * Contents in a folder: `<folder>/<first two digits>/<sha256>`, 256 folders of which each holds a few hundred of 50,000 files. Temporary
 * files stand in `<folder>/tmp`, on the same volume, and become contents by renaming.
 */
export class LocalFileStore implements FileStore {
  readonly #spool: Spool;
  /** Folders known to be on disk, entry in their parent included. */
  readonly #durable = new Map<string, Promise<void>>();

  constructor(
    readonly folder: string,
    reserve?: number,
  ) {
    this.#spool = new Spool(join(folder, 'tmp'), reserve);
  }

  /** Makes the folders and clears what dead processes left. @throws GoujiError storage/unavailable */
  async open(): Promise<this> {
    await this.#spool.prepare();
    try {
      await syncFolder(this.folder);
      await syncFolder(dirname(resolve(this.folder)));
    } catch (error) {
      throw asStorageError(error);
    }
    await this.sweep();
    return this;
  }

  async put(content: Content): Promise<StoredFile> {
    const spooled = await this.#spool.write(content);
    try {
      const { sha256, size } = spooled;
      const path = this.#path(sha256);
      await this.#folder(dirname(path));
      // Also over a content already there: it is the same, or damaged and hereby healed.
      await rename(spooled.path, path);
      await syncFolder(dirname(path));
      return { sha256, size };
    } catch (error) {
      throw asStorageError(error);
    } finally {
      await spooled.discard();
    }
  }

  spool(content: AsyncIterable<Uint8Array>): Promise<Spooled> {
    return this.#spool.write(content);
  }

  async stream(sha256: string): Promise<Readable> {
    return verified(await this.#open(sha256), sha256);
  }

  range(sha256: string, start: number, end: number): Promise<Readable> {
    return this.#open(sha256, { start, end });
  }

  async read(sha256: string): Promise<Uint8Array> {
    requireHash(sha256);
    try {
      return requireContent(await readFile(this.#path(sha256)), sha256);
    } catch (error) {
      throw failureOf(error, sha256);
    }
  }

  async has(sha256: string): Promise<boolean> {
    return (await this.stat(sha256)) !== null;
  }

  async stat(sha256: string): Promise<StoredFile | null> {
    requireHash(sha256);
    try {
      return { sha256, size: (await stat(this.#path(sha256))).size };
    } catch (error) {
      if (isMissing(error)) return null;
      throw asStorageError(error);
    }
  }

  freeSpace(): Promise<number> {
    return this.#spool.freeSpace();
  }

  sweep(): Promise<number> {
    return this.#spool.sweep();
  }

  async ping(): Promise<void> {
    try {
      await access(this.#spool.folder, constants.R_OK | constants.W_OK);
    } catch (error) {
      throw asStorageError(error);
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #path(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), sha256);
  }

  async #open(sha256: string, part: { start?: number; end?: number } = {}): Promise<Readable> {
    requireHash(sha256);
    try {
      return (await open(this.#path(sha256), 'r')).createReadStream({ ...part, highWaterMark: 256 * 1024 });
    } catch (error) {
      throw failureOf(error, sha256);
    }
  }

  /** Makes a folder of contents, once and durably; a failure is tried again by the next. */
  #folder(path: string): Promise<void> {
    const known = this.#durable.get(path);
    if (known !== undefined) return known;
    const made = mkdir(path, { recursive: true, mode: 0o750 }).then(() => syncFolder(this.folder));
    this.#durable.set(path, made);
    made.catch(() => this.#durable.delete(path));
    return made;
  }
}

/** Puts a folder's entries on disk. Windows cannot, and has no need to. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function failureOf(error: unknown, sha256: string): GoujiError {
  return isMissing(error) ? new GoujiError('storage/missing', { sha256 }, { cause: error }) : asStorageError(error);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
