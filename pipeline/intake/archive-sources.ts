import { GoujiError } from '../../model/index.js';
import { openArchive, refuseNestedZip, type Archive, type ArchiveEntry } from './archive.js';
import { fileKind, HEAD_BYTES, isSideFile } from './kind.js';
import { refuseUnreadable } from './read-file.js';
import { refusedSource, type IntakeLimits, type Source } from './source.js';

/** Where {@link collectArchive} puts what it finds. */
interface ArchiveCollection extends IntakeLimits {
  sources: Source[];
  skipped: string[];
  hidden: number;
  closers: (() => void)[];
}

/** Adds a source per entry of a ZIP, named "<zip>/<entry>". Damage, bombs, encryption and path tricks become sources that say so. */
export async function collectArchive(path: string, file: string, into: ArchiveCollection): Promise<void> {
  const archive = await openArchive(path, { maxBytes: into.maxBytes });
  into.closers.push(archive.close);
  const before = into.sources.length;
  for (const entry of archive.entries) {
    const inner = `${file}/${entry.name}`;
    if (entry.refusal !== null) into.sources.push(refusedSource(inner, entry.refusal));
    else if (entry.hidden) into.hidden += 1;
    else if (isSideFile(entry.name.slice(entry.name.lastIndexOf('/') + 1))) into.skipped.push(inner);
    else into.sources.push({ file: inner, read: () => readEntry(archive, entry) });
  }
  if (into.sources.length === before) into.sources.push(refusedSource(file, new GoujiError('archive/empty', { file })));
}

async function readEntry(archive: Archive, entry: ArchiveEntry): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of archive.read(entry)) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  if ((await fileKind(bytes.subarray(0, HEAD_BYTES))).kind === 'zip') await refuseNestedZip(bytes, entry.name);
  await refuseUnreadable(bytes);
  return bytes;
}
