import { open, type FileHandle } from 'node:fs/promises';
import { GoujiError } from '../../model/index.js';
import { fileKind, HEAD_BYTES } from './kind.js';

/** The whole file, at most `maxBytes`; throws file/not-found, file/unreadable, file/empty, file/too-large or file/unsupported. */
export async function readDocument(path: string, file: string, maxBytes: number): Promise<Uint8Array> {
  const handle = await openFile(path, file);
  try {
    const { size } = await handle.stat();
    refuseTooLarge(size, maxBytes);
    const bytes = await handle.readFile();
    refuseTooLarge(bytes.length, maxBytes);
    await refuseUnreadable(bytes);
    return bytes;
  } catch (error) {
    throw asFileError(error, file);
  } finally {
    await handle.close();
  }
}

/** The first bytes of a file, for telling its kind. */
export async function readHead(path: string, file: string): Promise<Uint8Array> {
  const handle = await openFile(path, file);
  try {
    const buffer = new Uint8Array(HEAD_BYTES);
    const { bytesRead } = await handle.read(buffer, 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    throw asFileError(error, file);
  } finally {
    await handle.close();
  }
}

/** Throws file/empty or file/unsupported for anything but a PDF or an image of pages. */
export async function refuseUnreadable(bytes: Uint8Array): Promise<void> {
  const kind = await fileKind(bytes.subarray(0, HEAD_BYTES));
  if (kind.kind === 'empty') throw new GoujiError('file/empty');
  if (kind.kind === 'zip') throw new GoujiError('file/unsupported', { type: 'ZIP' });
  if (kind.kind === 'other') throw new GoujiError('file/unsupported', { type: kind.type });
}

export function refuseTooLarge(size: number, maxBytes: number): void {
  if (size > maxBytes) throw tooLarge(size, maxBytes);
}

export function tooLarge(size: number, maxBytes: number): GoujiError {
  const megabytes = (bytes: number): number => Math.ceil((bytes / 1e6) * 10) / 10;
  return new GoujiError('file/too-large', { size: megabytes(size), limit: megabytes(maxBytes) });
}

/** The catalogue's error for what the file system said. Errors that are none of the file system's are bugs and pass. */
export function asFileError(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
  if (error instanceof GoujiError || code === null) return error;
  if (code === 'ENOENT' || code === 'ENOTDIR') return new GoujiError('file/not-found', { file }, { cause: error });
  return new GoujiError('file/unreadable', { reason: code }, { cause: error });
}

async function openFile(path: string, file: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    throw asFileError(error, file);
  }
}
