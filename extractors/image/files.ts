import sharp, { type Metadata, type SharpOptions } from 'sharp';
import { describeError, GoujiError } from '../../model/index.js';
import type { PageContent } from '../pdf/content.js';
import type { DrawnPage, PageOutcome } from '../pdf/engine.js';
import type { PagePicture, Picture } from './image.js';
import { scaling } from './projection.js';
import { tiffPictures, type Resolution } from './tiff-directories.js';

export interface ImageFileOptions {
  /** Files with more pages are refused; default 300. */
  maxPages?: number;
}

/** Pages with more pixels are not decoded: A3 at 600 dpi has 70 million. */
export const MAX_PIXELS = 120_000_000;

/** Points. */
const A4 = { width: 595.28, height: 841.89 };
/** What can be a page, by its longer side in points (A6 to A2), and how finely one is scanned at least. */
const LONG_SIDE = { least: 400, most: 1700 };
const LEAST_DPI = 90;
/** Nothing is gained by more for reading; pictures above the second are reduced to the first. */
const DPI = 300;
const MUCH_DPI = 400;

sharp.cache(false);
sharp.concurrency(1);

const OPTIONS = { limitInputPixels: MAX_PIXELS, sequentialRead: true, failOn: 'truncated' } as const satisfies SharpOptions;

/**
 * Pages of an image file (PNG, JPEG, WebP: one; TIFF: one per picture), each with its size as shown in points. Limits are checked before
 * anything is decoded. A page that cannot be read among several is handed over as a failure.
 * @throws GoujiError file/empty, image/damaged, image/too-large (the only page), pdf/too-many-pages
 */
export async function* readImageFile(bytes: Uint8Array, { maxPages = 300 }: ImageFileOptions = {}): AsyncGenerator<PageOutcome> {
  if (bytes.length === 0) throw new GoujiError('file/empty');
  const { pages: decodable = 1, format } = await metadataOf(bytes, 0);
  const resolutions = format === 'tiff' ? tiffPictures(bytes, Math.max(maxPages + 1, decodable)) : [];
  // An animated WebP is one picture that moves, no document.
  const pages = format === 'tiff' ? Math.max(decodable, resolutions.length) : 1;
  if (pages > maxPages) throw new GoujiError('pdf/too-many-pages', { pages, limit: maxPages });
  for (let number = 1; number <= pages; number++) {
    try {
      yield await openPage(bytes, number, pages, resolutions[number - 1] ?? null);
    } catch (error) {
      if (pages === 1) throw error;
      const failure = error instanceof GoujiError ? describeError(error.code, error.details).message : messageOf(error);
      yield { number, of: pages, ...A4, rotation: 0, failure };
    }
  }
}

async function metadataOf(bytes: Uint8Array, page: number): Promise<Metadata> {
  try {
    return await sharp(bytes, { ...OPTIONS, page, limitInputPixels: false }).metadata();
  } catch (error) {
    throw new GoujiError('image/damaged', { reason: messageOf(error) }, { cause: error });
  }
}

async function openPage(bytes: Uint8Array, number: number, of: number, resolution: Resolution | null): Promise<DrawnPage> {
  const metadata = await metadataOf(bytes, number - 1);
  const pixels = metadata.width * metadata.height;
  if (pixels > MAX_PIXELS)
    throw new GoujiError('image/too-large', { width: metadata.width, height: metadata.height, limit: MAX_PIXELS / 1_000_000 });
  const lying = (metadata.orientation ?? 1) >= 5;
  const stored = pageSize(metadata, resolution);
  const size = lying ? { width: stored.height, height: stored.width } : stored;
  const content: PageContent = {
    glyphs: [],
    rotated: [],
    shapes: [],
    images: [
      {
        id: null,
        box: [0, 0, size.width, size.height],
        matrix: [size.width, 0, 0, -size.height, 0, size.height],
        stencil: null,
        plain: true,
        inline: null,
        shapesBefore: 0,
      },
    ],
    invisible: 0,
  };
  const picture = async (): Promise<PagePicture> => {
    const decoded = await decode(bytes, number - 1, metadata, size);
    return { picture: decoded, toPage: scaling(size.width / decoded.width, size.height / decoded.height), ...size, defects: [] };
  };
  return { number, of, ...size, rotation: 0, content, widgets: [], undecoded: 0, picture };
}

/** The paper's size in points, as stored (before EXIF turning): by the file's own resolution where it can be true, else as an A4 sheet. */
export function pageSize(
  { width, height, density }: Pick<Metadata, 'width' | 'height' | 'density'>,
  resolution: Resolution | null,
): { width: number; height: number } {
  const { x, y } = resolution ?? { x: density ?? 0, y: density ?? 0 };
  const size = { width: (width / x) * 72, height: (height / y) * 72 };
  const long = Math.max(size.width, size.height);
  if (Math.min(x, y) >= LEAST_DPI && long >= LONG_SIDE.least && long <= LONG_SIDE.most) return size;
  const scale = Math.sqrt((A4.width * A4.height) / (width * height));
  return { width: width * scale, height: height * scale };
}

/** Upright by EXIF, on white paper, eight bits, at most as fine as reading needs. */
async function decode(bytes: Uint8Array, page: number, metadata: Metadata, size: { width: number; height: number }): Promise<Picture> {
  const grey = metadata.space === 'b-w' || metadata.space === 'grey16';
  let image = sharp(bytes, { ...OPTIONS, page }).autoOrient();
  const [width, height] = (metadata.orientation ?? 1) >= 5 ? [metadata.height, metadata.width] : [metadata.width, metadata.height];
  const dpi = { x: (width / size.width) * 72, y: (height / size.height) * 72 };
  // Fax pixels are taller than wide: both directions get the finer one's resolution.
  const finer = Math.max(dpi.x, dpi.y);
  const wanted = finer > MUCH_DPI ? DPI : finer;
  if (Math.abs(wanted / dpi.x - 1) > 0.02 || Math.abs(wanted / dpi.y - 1) > 0.02) {
    image = image.resize(Math.round((size.width / 72) * wanted), Math.round((size.height / 72) * wanted), {
      fit: 'fill',
      kernel: 'lanczos3',
    });
  }
  try {
    const { data, info } = await image
      .flatten({ background: '#ffffff' })
      .toColourspace(grey ? 'b-w' : 'srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const channels = info.channels === 1 ? 1 : 3;
    if (info.channels !== channels) throw new Error(`${info.channels} channels`);
    return { width: info.width, height: info.height, channels, data: new Uint8Array(data.buffer, data.byteOffset, data.length) };
  } catch (error) {
    throw new GoujiError('image/damaged', { reason: messageOf(error) }, { cause: error });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
