import { crc32 } from 'node:zlib';
import { fromBufferPromise, getFileNameLowLevel, openPromise, validateFileName, type Entry, type Options, type ZipFile } from 'yauzl';
import { GoujiError } from '../../model/index.js';
import { isHidden, officeType } from './kind.js';
import { refuseTooLarge, tooLarge } from './read-file.js';

/** More entries than any delivery of reports has; a longer directory is an attack or a mistake. */
export const MAX_ENTRIES = 20_000;
/** Inflating beyond this many times the packed size (after the first megabytes) is a bomb; PDFs hardly shrink, uncompressed TIFFs of nearly blank pages reach about 100. */
export const MAX_RATIO = 200;
const RATIO_FREE_BYTES = 10_000_000;
/** The same for the whole ZIP: one bomb among many entries is stopped early and leaves the others their room. */
const ARCHIVE_FREE_BYTES = 1_000_000_000;
/** The directory is held in memory; names and comments of up to 64 KB each could fill it. */
const MAX_DIRECTORY_BYTES = 64_000_000;

/** Names stay raw: their encoding is decided entry by entry. Yauzl then checks declared against inflated sizes. */
const OPEN_OPTIONS: Options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true };

export interface ArchiveLimits {
  /** Bytes of one entry, inflated. */
  maxBytes: number;
  /** Entries of the directory, folders included (default {@link MAX_ENTRIES}). */
  maxEntries?: number;
  /** Bytes of all entries together, inflated (default: only the ratio counts). */
  maxInflated?: number;
}

/** An open ZIP. Its entries are listed, in its own order, and inflated only as they are read. */
export interface Archive {
  /** Files; folders are left out. */
  entries: ArchiveEntry[];
  /**
   * An entry's bytes, counted as they are inflated: sizes declared in the ZIP prove nothing. The checksum is compared at the end.
   * @throws GoujiError file/too-large, archive/refused-entry (a bomb), archive/damaged
   */
  read: (entry: ArchiveEntry) => AsyncGenerator<Buffer>;
  close: () => void;
}

export interface ArchiveEntry {
  /** Its path inside the ZIP, with "/". */
  name: string;
  /** Inflated bytes, as the ZIP declares them. */
  size: number;
  /** Left behind by a system, somewhere on its path: not looked at. */
  hidden: boolean;
  /** Why it is not read: path tricks, encryption, unknown compression, no regular file. */
  refusal: GoujiError | null;
  entry: Entry;
}

/** Bytes inflated so far out of one ZIP; overlapping entries of a bomb each look small, their sum does not. */
interface Inflated {
  packed: number;
  bytes: number;
}

/** Opens a ZIP and lists it. @throws GoujiError archive/damaged (too many entries, too), file/unsupported for an office file */
export async function openArchive(path: string, limits: ArchiveLimits): Promise<Archive> {
  const zip = await openZip(() => openPromise(path, OPEN_OPTIONS));
  try {
    const listed = await list(zip, limits.maxEntries ?? MAX_ENTRIES);
    const office = officeType(listed.map(({ name }) => name));
    if (office !== null) throw new GoujiError('file/unsupported', { type: office });
    const entries = listed.filter(({ name }) => !name.endsWith('/')).map(({ entry, name }) => toEntry(entry, name));
    const total: Inflated = { packed: zip.fileSize, bytes: 0 };
    return { entries, read: (entry) => inflate(zip, entry, limits, total), close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw asArchiveError(error);
  }
}

async function list(zip: ZipFile, maxEntries: number): Promise<{ entry: Entry; name: string }[]> {
  if (zip.entryCount > maxEntries) throw damaged(`${zip.entryCount} > ${maxEntries} entries`);
  const listed: { entry: Entry; name: string }[] = [];
  let bytes = 0;
  for await (const entry of zip.eachEntry()) {
    bytes += entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
    if (bytes > MAX_DIRECTORY_BYTES) throw damaged(`directory > ${MAX_DIRECTORY_BYTES / 1e6} MB`);
    listed.push({ entry, name: entryName(entry) });
  }
  return listed;
}

function toEntry(entry: Entry, name: string): ArchiveEntry {
  const reason = refusalReason(entry, name);
  const refusal = reason === null ? null : new GoujiError('archive/refused-entry', { reason, file: name });
  return { name, size: entry.uncompressedSize, hidden: name.split('/').some(isHidden), refusal, entry };
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

async function* inflate(zip: ZipFile, { entry, name }: ArchiveEntry, limits: ArchiveLimits, total: Inflated): AsyncGenerator<Buffer> {
  const { maxBytes, maxInflated = Infinity } = limits;
  refuseTooLarge(entry.uncompressedSize, maxBytes);
  const refused = (reason: string): GoujiError => new GoujiError('archive/refused-entry', { reason, file: name });
  let size = 0;
  let checksum = 0;
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      total.bytes += chunk.length;
      if (size > maxBytes) throw tooLarge(size, maxBytes);
      if (isBomb(size, entry.compressedSize, RATIO_FREE_BYTES) || isBomb(total.bytes, total.packed, ARCHIVE_FREE_BYTES)) {
        throw refused(`压缩比超过 ${MAX_RATIO} / ratio above ${MAX_RATIO}`);
      }
      if (total.bytes > maxInflated) {
        const limit = Math.floor(maxInflated / 1e6);
        throw refused(`整个 ZIP 解压后超过 ${limit} MB / the whole ZIP is above ${limit} MB unpacked`);
      }
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
  } catch (error) {
    throw asArchiveError(error);
  }
  if (checksum !== entry.crc32) throw damaged('CRC-32');
}

function isBomb(inflated: number, packed: number, free: number): boolean {
  return inflated > free && inflated > packed * MAX_RATIO;
}

/** Throws for a ZIP found inside a ZIP, given as bytes or as a path; office files are ZIPs as well, they are named for what they are. */
export async function refuseNestedZip(content: Buffer | string, name: string): Promise<never> {
  const names: string[] = [];
  const inner = await openZip(() =>
    typeof content === 'string' ? openPromise(content, OPEN_OPTIONS) : fromBufferPromise(content, OPEN_OPTIONS),
  );
  try {
    for await (const entry of inner.eachEntry()) if (names.push(entryName(entry)) >= 1000) break;
  } catch (error) {
    throw asArchiveError(error);
  } finally {
    inner.close();
  }
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

/** Whatever goes wrong in taking a ZIP apart is its damage. */
function asArchiveError(error: unknown): GoujiError {
  return error instanceof GoujiError ? error : damaged(messageOf(error), error);
}

function damaged(reason: string, cause?: unknown): GoujiError {
  return new GoujiError('archive/damaged', { reason }, { cause });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
