import { open, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { GoujiError } from '../../model/index.js';
import { write, type OutputStream } from './io.js';

/** Where results go. `commit` makes them visible, `discard` leaves things as they were. */
export interface Output {
  write: (text: string) => Promise<void>;
  commit: () => Promise<void>;
  discard: () => Promise<void>;
}

/** Standard output: written as results come. */
export function streamOutput(stream: OutputStream): Output {
  return { write: (text) => write(stream, text), commit: () => Promise.resolve(), discard: () => Promise.resolve() };
}

/** A file that appears whole or not at all; its folders are made. Throws output/not-writable before any work is done. */
export async function fileOutput(path: string): Promise<Output> {
  const partial = `${path}.${process.pid}.partial`;
  try {
    await mkdir(dirname(path), { recursive: true });
    if (await isFolder(path)) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
    const handle = await open(partial, 'w');
    return {
      write: (text) => guarded(path, () => handle.writeFile(text)),
      commit: () =>
        guarded(path, async () => {
          await handle.close();
          await rename(partial, path);
        }),
      discard: async () => {
        await handle.close();
        await rm(partial, { force: true });
      },
    };
  } catch (error) {
    throw notWritable(path, error);
  }
}

async function guarded(path: string, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    throw notWritable(path, error);
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

function notWritable(path: string, error: unknown): GoujiError {
  const reason = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error);
  return new GoujiError('output/not-writable', { file: path, reason }, { cause: error });
}
