import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { GoujiError } from '../../model/index.js';
import { isHidden } from './kind.js';
import { asFileError } from './read-file.js';

/** What a folder holds: files (`size` in bytes), hidden entries that were not looked at, and what cannot be read, with the reason. */
export type FolderEntry = { path: string; file: string; name: string } & (
  { found: 'file'; size: number } | { found: 'hidden' } | { found: 'refused'; error: GoujiError }
);

/**
 * Walks a folder with all below it, entries in code point order. `file` is how the user knows the folder; entries are named below it
 * with "/". Symbolic links are followed, but not back into a folder above. Throws only bugs.
 */
export async function* walkFolder(path: string, file: string, ancestors: ReadonlySet<string> = new Set()): AsyncGenerator<FolderEntry> {
  let entries: Dirent[];
  let real: string;
  try {
    real = await realpath(path);
    if (ancestors.has(real)) return;
    entries = await readdir(path, { withFileTypes: true });
  } catch (error) {
    yield refused({ path, file, name: file }, error);
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name } of entries) {
    const inner = { path: join(path, name), file: file === '/' ? `/${name}` : `${file}/${name}`, name };
    if (isHidden(name)) {
      yield { ...inner, found: 'hidden' };
      continue;
    }
    let info;
    try {
      info = await stat(inner.path);
    } catch (error) {
      yield refused(inner, error);
      continue;
    }
    if (info.isDirectory()) yield* walkFolder(inner.path, inner.file, new Set([...ancestors, real]));
    else if (info.isFile()) yield { ...inner, found: 'file', size: info.size };
    else yield { ...inner, found: 'refused', error: specialFile() };
  }
}

/** A pipe, socket or device: reading it might never end. */
export function specialFile(): GoujiError {
  return new GoujiError('file/unsupported', { type: 'special file' });
}

/** How a folder given by the user is named: without slashes at its end. */
export function folderName(given: string): string {
  return given.replace(/(?<=.)\/+$/, '');
}

function refused(entry: { path: string; file: string; name: string }, error: unknown): FolderEntry {
  const coded = asFileError(error, entry.file);
  if (coded instanceof GoujiError) return { ...entry, found: 'refused', error: coded };
  throw coded;
}
