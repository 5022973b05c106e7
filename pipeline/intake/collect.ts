import { stat } from 'node:fs/promises';
import { GoujiError } from '../../model/index.js';
import { folderName, walkFolder } from './folder.js';
import { fileKind, isSideFile } from './kind.js';
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
    await guarded(given, into, async () => {
      if ((await stat(given)).isDirectory()) await collectFolder(given, into);
      else await collectFile(given, given, into);
    });
  }
  const { sources, skipped, hidden, closers } = into;
  return { sources, skipped, hidden, close: () => closers.forEach((close) => close()) };
}

async function collectFolder(given: string, into: Collection): Promise<void> {
  const before = into.sources.length;
  for await (const entry of walkFolder(given, folderName(given))) {
    if (entry.found === 'hidden') into.hidden += 1;
    // Side files are known by name alone, whatever they are.
    else if (entry.found === 'file' && isSideFile(entry.name)) into.skipped.push(entry.file);
    else if (entry.found === 'refused') into.sources.push(refusedSource(entry.file, entry.error));
    else await guarded(entry.file, into, () => collectFile(entry.path, entry.file, into));
  }
  if (into.sources.length === before) into.sources.push(refusedSource(given, new GoujiError('archive/empty', { file: given })));
}

/** A file is one source, unless it is a ZIP: then its entries are. */
async function collectFile(path: string, file: string, into: Collection): Promise<void> {
  const { kind } = (await stat(path)).isFile() ? await fileKind(await readHead(path, file)) : { kind: 'pdf' };
  if (kind === 'zip') {
    const { collectArchive } = await import('./archive-sources.js');
    await collectArchive(path, file, into);
  } else {
    into.sources.push({ file, read: () => readDocument(path, file, into.maxBytes) });
  }
}

/** Only a coded error becomes a source; a bug passes. */
async function guarded(file: string, into: Collection, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    const coded = asFileError(error, file);
    if (!(coded instanceof GoujiError)) throw coded;
    into.sources.push(refusedSource(file, coded));
  }
}
