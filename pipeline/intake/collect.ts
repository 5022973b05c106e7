import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { GoujiError } from '../../model/index.js';
import { fileKind, isHidden, isSideFile } from './kind.js';
import { asFileError, readHead, readDocument } from './read-file.js';
import { refusedSource, type Intake, type IntakeLimits, type Source } from './source.js';

interface Collection extends IntakeLimits {
  sources: Source[];
  skipped: string[];
  hidden: number;
  closers: (() => void)[];
}

/**
 * Everything the given paths hold, in the order given; folders recursively, their entries in code point order; ZIPs by their
 * content's order. A path that cannot be read becomes a source that says why: nothing given goes missing.
 * Below folders hidden entries are left out and counted, and so are side files ({@link isSideFile}).
 */
export async function collectSources(paths: readonly string[], limits: IntakeLimits): Promise<Intake> {
  const into: Collection = { ...limits, sources: [], skipped: [], hidden: 0, closers: [] };
  for (const given of paths) {
    try {
      const info = await stat(given);
      if (info.isDirectory()) await collectGivenFolder(given, into);
      else await collectFile(given, given, into);
    } catch (error) {
      into.sources.push(refused(given, error));
    }
  }
  const { sources, skipped, hidden, closers } = into;
  return { sources, skipped, hidden, close: () => closers.forEach((close) => close()) };
}

async function collectGivenFolder(given: string, into: Collection): Promise<void> {
  const before = into.sources.length;
  await collectFolder(given, given.replace(/(?<=.)\/+$/, ''), new Set(), into);
  if (into.sources.length === before) into.sources.push(refusedSource(given, new GoujiError('archive/empty', { file: given })));
}

/** `ancestors` holds the real paths of the folders above, so that a symbolic link back to one of them ends there. */
async function collectFolder(path: string, file: string, ancestors: ReadonlySet<string>, into: Collection): Promise<void> {
  let entries: Dirent[];
  let real: string;
  try {
    real = await realpath(path);
    if (ancestors.has(real)) return;
    entries = await readdir(path, { withFileTypes: true });
  } catch (error) {
    into.sources.push(refused(file, error));
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const inner = { path: join(path, entry.name), file: file === '/' ? `/${entry.name}` : `${file}/${entry.name}` };
    if (isHidden(entry.name)) {
      into.hidden += 1;
      continue;
    }
    try {
      const info = await stat(inner.path);
      if (info.isDirectory()) await collectFolder(inner.path, inner.file, new Set([...ancestors, real]), into);
      else if (isSideFile(entry.name)) into.skipped.push(inner.file);
      else if (info.isFile()) await collectFile(inner.path, inner.file, into);
      else into.sources.push(refusedSource(inner.file, new GoujiError('file/unsupported', { type: 'special file' })));
    } catch (error) {
      into.sources.push(refused(inner.file, error));
    }
  }
}

/** A file is one source, unless it is a ZIP: then its entries are. */
async function collectFile(path: string, file: string, into: Collection): Promise<void> {
  const { kind } = (await stat(path)).isFile() ? await fileKind(await readHead(path, file)) : { kind: 'pdf' };
  if (kind === 'zip') {
    const { collectArchive } = await import('./archive.js');
    await collectArchive(path, file, into);
  } else {
    into.sources.push({ file, read: () => readDocument(path, file, into.maxBytes) });
  }
}

/** Only a coded error becomes a source; a bug passes. */
function refused(file: string, error: unknown): Source {
  const coded = asFileError(error, file);
  if (coded instanceof GoujiError) return refusedSource(file, coded);
  throw coded;
}
