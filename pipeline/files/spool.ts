import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, stat, statfs, type FileHandle } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { GoujiError } from '../../model/index.js';
import { asStorageError, bytesOf, type Content, type Spooled } from './file-store.js';

/** How much of a volume stays free: databases on it must be able to go on. */
export const DEFAULT_RESERVE = 256e6;

/** The free space is looked at again after so many bytes. */
const LOOK_AFTER = 64e6;

/** Temporary files of other machines, and of processes that cannot be told from living ones, are orphans when untouched for so long. */
const ORPHAN_AGE_MS = 24 * 3600e3;

/** The temporary files this process is writing or using. */
const inUse = new Set<string>();

const HOST = hostname().replace(/[^\w-]/g, '_');

/** A folder of temporary files. Files are named host~pid~random, so that those of dead processes can be told. */
export class Spool {
  constructor(
    readonly folder: string,
    readonly reserve: number = DEFAULT_RESERVE,
  ) {}

  /** Makes the folder. @throws GoujiError storage/unavailable */
  async prepare(): Promise<void> {
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o750 });
    } catch (error) {
      throw asStorageError(error);
    }
  }

  /**
   * Writes the content to a temporary file, hashing it on the way, and syncs it to disk. What `content` throws passes; the file is gone then.
   * @throws GoujiError storage/full, storage/unavailable
   */
  async write(content: Content): Promise<Spooled> {
    // A stream may fail before it is read; it then says so when it is.
    if (content instanceof Readable) content.on('error', () => undefined);
    const name = `${HOST}~${process.pid}~${randomUUID()}.part`;
    const path = join(this.folder, name);
    inUse.add(name);
    const discard = async (): Promise<void> => {
      await rm(path, { force: true });
      inUse.delete(name);
    };
    try {
      await this.#refuseFull();
      const handle = await attempt(() => open(path, 'wx', 0o640));
      try {
        return { path, discard, ...(await this.#copy(content, handle)) };
      } finally {
        await handle.close();
      }
    } catch (error) {
      await discard();
      throw error;
    }
  }

  async #copy(content: Content, handle: FileHandle): Promise<{ sha256: string; size: number }> {
    const hash = createHash('sha256');
    let size = 0;
    let looked = 0;
    for await (const chunk of bytesOf(content)) {
      hash.update(chunk);
      await attempt(() => writeAll(handle, chunk));
      size += chunk.length;
      if (size - looked >= LOOK_AFTER) {
        await this.#refuseFull();
        looked = size;
      }
    }
    await attempt(() => handle.sync());
    return { sha256: hash.digest('hex'), size };
  }

  /** Bytes that may still be written before the reserve begins. @throws GoujiError storage/unavailable */
  async freeSpace(): Promise<number> {
    return Math.max(0, (await this.#free()) - this.reserve);
  }

  async #free(): Promise<number> {
    const { bavail, bsize } = await attempt(() => statfs(this.folder));
    return bavail * bsize;
  }

  async #refuseFull(): Promise<void> {
    const free = await this.#free();
    if (free <= this.reserve) throw full(free, this.reserve);
  }

  /** Deletes what dead processes left behind; how many files. Files of living processes stay, those of other machines for a day. */
  async sweep(now = Date.now()): Promise<number> {
    let count = 0;
    for (const name of await attempt(() => readdir(this.folder))) {
      const [host, pid] = name.split('~');
      if (!name.endsWith('.part') || pid === undefined || inUse.has(name)) continue;
      const path = join(this.folder, name);
      const here = host === HOST;
      // A container's process has the same number after every start: our own number, not in use, is a predecessor's.
      const dead = here && (Number(pid) === process.pid || !isAlive(Number(pid)));
      if (!dead && !(await isOlder(path, now - ORPHAN_AGE_MS))) continue;
      await attempt(() => rm(path, { force: true }));
      count += 1;
    }
    return count;
  }
}

async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let done = 0; done < chunk.length;) done += (await handle.write(chunk, done)).bytesWritten;
}

async function attempt<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    throw code === 'ENOSPC' || code === 'EDQUOT' ? full(0, 0, error) : asStorageError(error);
  }
}

function full(free: number, reserve: number, cause?: unknown): GoujiError {
  return new GoujiError('storage/full', { free: Math.floor(free / 1e6), reserve: Math.ceil(reserve / 1e6) }, { cause });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function isOlder(path: string, time: number): Promise<boolean> {
  try {
    return (await stat(path)).mtimeMs < time;
  } catch {
    return false;
  }
}
