/** What a file is by its content; names are never trusted. `image` is one that can be read as pages; `other` carries a word for the user. */
export type FileKind =
  { kind: 'pdf' } | { kind: 'image'; type: ImageType } | { kind: 'zip' } | { kind: 'empty' } | { kind: 'other'; type: string };

/** Image files that are documents: a TIFF has one page per picture, the others one page. */
export type ImageType = 'PNG' | 'JPEG' | 'TIFF' | 'WebP';

/** Bytes of the file's start that {@link fileKind} looks at. */
export const HEAD_BYTES = 4100;

/** A PDF header may stand anywhere in the first kilobyte (ISO 32000-1, Annex H.3, note 13). */
const PDF_HEADER_WINDOW = 1024;

/** Names that do more for a user than a MIME type. */
const TYPE_NAMES: Readonly<Record<string, string>> = {
  'application/x-cfb': 'Word/Excel 97–2003 (.doc, .xls)',
  'application/x-rar-compressed': 'RAR',
  'application/x-7z-compressed': '7z',
  'image/heic': 'HEIC',
  'image/heif': 'HEIF',
  'image/heic-sequence': 'HEIC',
  'image/avif': 'AVIF',
  'image/bmp': 'BMP',
  'image/gif': 'GIF',
  'image/jp2': 'JPEG 2000',
  'image/jxl': 'JPEG XL',
  'image/vnd.djvu': 'DjVu',
};

const IMAGE_TYPES: Readonly<Record<string, ImageType>> = {
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/apng': 'PNG',
  'image/tiff': 'TIFF',
  'image/webp': 'WebP',
};

/** The kind of a file from its first {@link HEAD_BYTES} bytes. ZIP-based office files look like `zip` here: {@link officeType} tells them apart. */
export async function fileKind(head: Uint8Array): Promise<FileKind> {
  if (head.length === 0) return { kind: 'empty' };
  const start = Buffer.from(head.buffer, head.byteOffset, head.length);
  // A ZIP goes first: a PDF stored in it unpacked shows its header as well.
  const signature = start.subarray(0, 4).toString('latin1');
  if (signature === 'PK\u0003\u0004' || signature === 'PK\u0005\u0006') return { kind: 'zip' };
  if (start.subarray(0, PDF_HEADER_WINDOW).includes('%PDF-')) return { kind: 'pdf' };
  const { fileTypeFromBuffer } = await import('file-type');
  const detected = await fileTypeFromBuffer(head);
  if (detected) {
    const image = IMAGE_TYPES[detected.mime];
    return image === undefined ? { kind: 'other', type: TYPE_NAMES[detected.mime] ?? detected.mime } : { kind: 'image', type: image };
  }
  // The directory of a TIFF usually lies behind its pictures, far from the start.
  if (/^(II[*+]\0|MM\0[*+])/.test(signature)) return { kind: 'image', type: 'TIFF' };
  return { kind: 'other', type: looksLikeText(start) ? 'text' : 'unknown' };
}

/** The document type of a ZIP that is really an office file, by the entry each format must hold; null for a plain ZIP. */
export function officeType(entryNames: readonly string[]): string | null {
  const names = new Set(entryNames);
  if (names.has('OFD.xml')) return 'OFD';
  if (names.has('word/document.xml')) return 'Word (.docx)';
  if (names.has('xl/workbook.xml')) return 'Excel (.xlsx)';
  if (names.has('[Content_Types].xml')) return 'Office Open XML';
  if (entryNames[0] === 'mimetype') return 'OpenDocument / EPUB';
  return null;
}

function looksLikeText(start: Buffer): boolean {
  return !start.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27));
}

/** Extensions that archives keep beside their documents; in folders and ZIPs such files are counted as skipped, not as failed. */
const SIDE_FILES = new Set(
  'json jsonl md txt csv tsv xml html htm css js mjs ts map py sh bat yml yaml toml ini cfg log lock db sqlite url lnk sha256 md5 asc sig'.split(
    ' ',
  ),
);

/** Whether a file inside a folder or ZIP is obviously no document by its name. */
export function isSideFile(name: string): boolean {
  const dot = name.lastIndexOf('.');
  return dot > 0 && SIDE_FILES.has(name.slice(dot + 1).toLowerCase());
}

/** Hidden files and what operating systems leave behind: never looked at inside folders and ZIPs. */
export function isHidden(name: string): boolean {
  return name.startsWith('.') || name === '__MACOSX' || name === 'Thumbs.db' || name === 'desktop.ini';
}
