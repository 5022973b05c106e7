import { crc32 } from 'node:zlib';
import { fromBufferPromise, getFileNameLowLevel, openPromise, validateFileName, type Entry, type Options, type ZipFile } from 'yauzl';
import { GoujiError } from '../../model/index.js';
import { fileKind, HEAD_BYTES, isHidden, isSideFile, officeType } from './kind.js';
import { refuseTooLarge, refuseUnreadable, tooLarge } from './read-file.js';
import { refusedSource, type IntakeLimits, type Source } from './source.js';

/** More entries than any delivery of reports has; a longer directory is an attack or a mistake. */
export const MAX_ENTRIES = 20_000;
/** Inflating beyond this many times the packed size (after the first megabytes) is a bomb; PDFs hardly shrink, uncompressed TIFFs of nearly blank pages reach about 100. */
export const MAX_RATIO = 200;
const RATIO_FREE_BYTES = 10_000_000;
/** The same for the whole ZIP: one bomb among many entries is stopped early and leaves the others their room. */
const ARCHIVE_FREE_BYTES = 1_000_000_000;

/** Names stay raw: their encoding is decided entry by entry. Yauzl then checks declared against inflated sizes. */
const OPEN_OPTIONS: Options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true };

/** Where {@link collectArchive} puts what it finds. */
interface ArchiveCollection extends IntakeLimits {
  sources: Source[];
  skipped: string[];
  hidden: number;
  closers: (() => void)[];
}

/** Bytes inflated so far out of one ZIP; overlapping entries of a bomb each look small, their sum does not. */
interface Inflated {
  packed: number;
  bytes: number;
}

/** Adds a source per entry of a ZIP, named "<zip>/<entry>". Damage, bombs, encryption and path tricks become sources that say so. */
export async function collectArchive(path: string, file: string, into: ArchiveCollection): Promise<void> {
  const zip = await openZip(() => openPromise(path, OPEN_OPTIONS));
  into.closers.push(() => zip.close());
  const before = into.sources.length;
  const entries: { entry: Entry; name: string }[] = [];
  try {
    if (zip.entryCount > MAX_ENTRIES) throw damaged(`${zip.entryCount} > ${MAX_ENTRIES} entries`);
    for await (const entry of zip.eachEntry()) entries.push({ entry, name: entryName(entry) });
  } catch (error) {
    throw error instanceof GoujiError ? error : damaged(messageOf(error), error);
  }
  const office = officeType(entries.map(({ name }) => name));
  if (office !== null) throw new GoujiError('file/unsupported', { type: office });

  const total: Inflated = { packed: zip.fileSize, bytes: 0 };
  for (const { entry, name } of entries) {
    if (name.endsWith('/')) continue;
    const inner = `${file}/${name}`;
    const steps = name.split('/');
    const refusal = refusalReason(entry, name);
    if (refusal !== null) into.sources.push(refusedSource(inner, new GoujiError('archive/refused-entry', { reason: refusal, file: name })));
    else if (steps.some(isHidden)) into.hidden += 1;
    else if (isSideFile(steps.at(-1)!)) into.skipped.push(inner);
    else into.sources.push({ file: inner, read: () => readEntry(zip, entry, name, into.maxBytes, total) });
  }
  if (into.sources.length === before) into.sources.push(refusedSource(file, new GoujiError('archive/empty', { file })));
}

/** Chinese Windows writes GBK names without saying so; the UTF-8 flag is trusted only when the bytes are valid UTF-8. */
export function entryName(entry: Pick<Entry, 'fileNameRaw' | 'generalPurposeBitFlag' | 'extraFields'>): string {
  const raw = Buffer.from(entry.fileNameRaw);
  const hasUnicodePath = entry.extraFields.some(({ id }) => id === 0x7075);
  if (hasUnicodePath) return getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false).normalize('NFC');
  const decoded = isUtf8(raw) ? raw.toString('utf8') : new TextDecoder('gb18030').decode(raw);
  return decoded.replaceAll('\\', '/').normalize('NFC');
}

function isUtf8(raw: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(raw);
    return true;
  } catch {
    return false;
  }
}

function refusalReason(entry: Entry, name: string): string | null {
  if (validateFileName(name) !== null || /[\u0000-\u001f\u007f]/.test(name)) return '路径可疑 / suspicious path';
  if (entry.isEncrypted()) return '已加密 / encrypted';
  if (!entry.canDecodeFileData()) return `压缩方法 ${entry.compressionMethod} / compression method ${entry.compressionMethod}`;
  const unixType = (entry.externalFileAttributes >>> 16) & 0o170000;
  if (entry.versionMadeBy >>> 8 === 3 && unixType !== 0 && unixType !== 0o100000) return '不是普通文件 / not a regular file';
  return null;
}

/** Inflates one entry, counting as it goes: sizes declared in the ZIP prove nothing. */
async function readEntry(zip: ZipFile, entry: Entry, name: string, maxBytes: number, total: Inflated): Promise<Uint8Array> {
  refuseTooLarge(entry.uncompressedSize, maxBytes);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      total.bytes += chunk.length;
      if (size > maxBytes) throw tooLarge(size, maxBytes);
      if (isBomb(size, entry.compressedSize, RATIO_FREE_BYTES) || isBomb(total.bytes, total.packed, ARCHIVE_FREE_BYTES)) {
        throw new GoujiError('archive/refused-entry', { reason: `压缩比超过 ${MAX_RATIO} / ratio above ${MAX_RATIO}`, file: name });
      }
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof GoujiError ? error : damaged(messageOf(error), error);
  }
  const bytes = Buffer.concat(chunks, size);
  if (crc32(bytes) !== entry.crc32) throw damaged('CRC-32');
  await refuseNestedZip(bytes, name);
  await refuseUnreadable(bytes);
  return bytes;
}

function isBomb(inflated: number, packed: number, free: number): boolean {
  return inflated > free && inflated > packed * MAX_RATIO;
}

/** Office files are ZIPs as well: they are named for what they are. */
async function refuseNestedZip(bytes: Buffer, name: string): Promise<void> {
  if ((await fileKind(bytes.subarray(0, HEAD_BYTES))).kind !== 'zip') return;
  const names: string[] = [];
  const inner = await openZip(() => fromBufferPromise(bytes, OPEN_OPTIONS));
  for await (const entry of inner.eachEntry()) if (names.push(entryName(entry)) >= 1000) break;
  const office = officeType(names);
  if (office !== null) throw new GoujiError('file/unsupported', { type: office });
  throw new GoujiError('archive/refused-entry', { reason: 'ZIP 内的 ZIP / ZIP inside a ZIP', file: name });
}

async function openZip(opening: () => Promise<ZipFile>): Promise<ZipFile> {
  try {
    return await opening();
  } catch (error) {
    throw damaged(messageOf(error), error);
  }
}

function damaged(reason: string, cause?: unknown): GoujiError {
  return new GoujiError('archive/damaged', { reason }, { cause });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
