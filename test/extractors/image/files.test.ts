import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { pageSize, readImageFile } from '../../../extractors/image/files.js';
import type { PagePicture } from '../../../extractors/image/image.js';
import { isImageFile } from '../../../extractors/image/kinds.js';
import { mapPoint } from '../../../extractors/image/projection.js';
import type { DrawnPage } from '../../../extractors/pdf/engine.js';

/** White, with a black corner block at the upper left: 40 x 20 pixels. */
function raw(width: number, height: number, channels: 1 | 3 | 4 = 3): Sharp {
  const data = Buffer.alloc(width * height * channels, 255);
  for (let y = 0; y < 20; y++)
    for (let x = 0; x < 40; x++) for (let part = 0; part < Math.min(3, channels); part++) data[channels * (y * width + x) + part] = 0;
  return sharp(data, { raw: { width, height, channels } });
}

async function pages(bytes: Uint8Array, maxPages?: number): Promise<DrawnPage[]> {
  const read: DrawnPage[] = [];
  for await (const page of readImageFile(bytes, maxPages === undefined ? {} : { maxPages })) {
    if ('failure' in page) throw new Error(page.failure);
    read.push(page);
  }
  return read;
}

async function only(bytes: Uint8Array): Promise<{ page: DrawnPage; shown: PagePicture }> {
  const [page, ...rest] = await pages(bytes);
  expect(rest).toEqual([]);
  return { page: page!, shown: await page!.picture() };
}

/** Lightness at a point of the page as shown. */
function at({ picture: { width, channels, data }, toPage }: PagePicture, x: number, y: number): number {
  const [unitX] = mapPoint(toPage, 1, 0);
  const [, unitY] = mapPoint(toPage, 0, 1);
  return data[channels * (Math.floor(y / unitY) * width + Math.floor(x / unitX))]!;
}

/** TIFF of several bilevel or grey pictures of equal size, uncompressed, each with resolutions across and down. */
function tiff(pictures: { width: number; height: number; x: number; y: number; unit?: number }[]): Uint8Array {
  const parts: Buffer[] = [Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0])];
  let offset = 8;
  pictures.forEach(({ width, height, x, y, unit = 2 }, index) => {
    const bytesPerRow = Math.ceil(width / 8);
    const pixels = Buffer.alloc(bytesPerRow * height, index % 2 === 0 ? 0xff : 0x00);
    const entries = 11;
    const directory = Buffer.alloc(2 + entries * 12 + 4);
    const rationals = offset + directory.length;
    const strip = rationals + 16;
    directory.writeUInt16LE(entries, 0);
    const put = (slot: number, tag: number, type: number, value: number): void => {
      directory.writeUInt16LE(tag, 2 + slot * 12);
      directory.writeUInt16LE(type, 4 + slot * 12);
      directory.writeUInt32LE(1, 6 + slot * 12);
      directory.writeUInt32LE(value, 10 + slot * 12);
    };
    put(0, 256, 4, width);
    put(1, 257, 4, height);
    put(2, 258, 3, 1);
    put(3, 259, 3, 1);
    put(4, 262, 3, 1);
    put(5, 273, 4, strip);
    put(6, 278, 4, height);
    put(7, 279, 4, pixels.length);
    put(8, 282, 5, rationals);
    put(9, 283, 5, rationals + 8);
    put(10, 296, 3, unit);
    const values = Buffer.alloc(16);
    [x, 1, y, 1].forEach((value, place) => values.writeUInt32LE(value, 4 * place));
    offset = strip + pixels.length;
    directory.writeUInt32LE(index === pictures.length - 1 ? 0 : offset, 2 + entries * 12);
    parts.push(directory, values, pixels);
  });
  return new Uint8Array(Buffer.concat(parts));
}

describe('image files', () => {
  it.each(['png', 'jpeg', 'webp', 'tiff'] as const)('%s is one page, its size by its own resolution', async (format) => {
    const bytes = await raw(827, 1169).withMetadata({ density: 100 }).toFormat(format).toBuffer();
    expect(isImageFile(bytes)).toBe(true);
    const { page, shown } = await only(bytes);
    expect(page).toMatchObject({ number: 1, of: 1, rotation: 0, undecoded: 0 });
    const sized = format === 'webp' ? 595 / 827 : 0.72;
    expect(Math.abs(page.width - 827 * sized)).toBeLessThan(1);
    expect(Math.abs(page.height - 1169 * sized)).toBeLessThan(1);
    expect(at(shown, 10, 5)).toBeLessThan(20);
    expect(at(shown, 100, 100)).toBeGreaterThan(240);
    expect(shown.defects).toEqual([]);
  });

  it('other bytes are none', () => {
    expect(isImageFile(new TextEncoder().encode('%PDF-1.7'))).toBe(false);
    expect(isImageFile(new Uint8Array())).toBe(false);
  });

  it('is turned as its EXIF orientation says', async () => {
    const bytes = await raw(800, 600).withMetadata({ orientation: 6, density: 100 }).jpeg().toBuffer();
    const { page, shown } = await only(bytes);
    expect([page.width, page.height].map(Math.round)).toEqual([432, 576]);
    // Stored upper left is shown upper right.
    expect(at(shown, 432 - 5, 10)).toBeLessThan(30);
    expect(at(shown, 5, 10)).toBeGreaterThan(230);
  });

  it.each([
    [
      'transparent',
      () =>
        raw(500, 700, 4)
          .composite([{ input: Buffer.from([0, 0, 0, 0]), raw: { width: 1, height: 1, channels: 4 }, tile: true, blend: 'dest-in' }])
          .png(),
    ],
    ['16 bit', () => raw(500, 700).toColourspace('rgb16').png()],
    ['palette', () => raw(500, 700).png({ palette: true, colours: 4 })],
    ['CMYK', () => raw(500, 700).toColourspace('cmyk').jpeg()],
    ['grey', () => raw(500, 700, 1).toColourspace('b-w').png()],
    ['bilevel G4', () => raw(500, 700, 1).toColourspace('b-w').tiff({ bitdepth: 1, compression: 'ccittfax4' })],
    ['LZW', () => raw(500, 700).tiff({ compression: 'lzw' })],
  ] as const)('%s becomes eight bits on white paper', async (name, make) => {
    const { page, shown } = await only(await make().toBuffer());
    expect(shown.picture.data.length).toBe(shown.picture.width * shown.picture.height * shown.picture.channels);
    expect(at(shown, page.width / 2, page.height / 2)).toBeGreaterThan(240);
    expect(at(shown, 20, 12)).toBeLessThan(name === 'transparent' ? 256 : 60);
    if (name === 'grey' || name === 'bilevel G4') expect(shown.picture.channels).toBe(1);
  });

  it('without a believable resolution has the area of an A4 sheet', () => {
    expect(Math.round(pageSize({ width: 1654, height: 2339, density: 72 }, null).width)).toBe(595);
    const photo = pageSize({ width: 4000, height: 3000, density: 300 }, { x: 1, y: 1 });
    expect(Math.round(photo.width * photo.height)).toBe(Math.round(595.28 * 841.89));
    expect(pageSize({ width: 1654, height: 2339, density: 200 }, null).width).toBeCloseTo(595.44, 1);
  });

  it('is not read finer than 300 dpi', async () => {
    const { shown } = await only(await raw(3000, 4200, 1).withMetadata({ density: 600 }).png().toBuffer());
    expect([shown.picture.width, shown.picture.height]).toEqual([1500, 2100]);
    expect(at(shown, 2, 1)).toBeLessThan(60);
  });
});

describe('a TIFF of several pages', () => {
  const page = { width: 864, height: 1100, x: 100, y: 100 };

  it('gives one page each, in order', async () => {
    const read = await pages(tiff([page, { ...page, width: 600 }, page]));
    expect(read.map(({ number, of, width }) => [number, of, Math.round(width)])).toEqual([
      [1, 3, 622],
      [2, 3, 432],
      [3, 3, 622],
    ]);
    const shown = await Promise.all(read.map((one) => one.picture()));
    expect(shown.map((one) => at(one, 100, 100))).toEqual([255, 0, 255]);
  });

  it('has square pixels after a fax wrote flat ones', async () => {
    const { page: fax, shown } = await only(tiff([{ width: 1728, height: 1078, x: 204, y: 98 }]));
    expect([fax.width, fax.height].map(Math.round)).toEqual([610, 792]);
    expect(shown.picture.height / shown.picture.width).toBeCloseTo(792 / 610, 2);
  });

  it('may count by the centimetre', async () => {
    const { page: metric } = await only(tiff([{ width: 800, height: 1200, x: 40, y: 40, unit: 3 }]));
    expect(Math.round(metric.width)).toBe(567);
  });

  it('with a damaged page keeps the others', async () => {
    const bytes = tiff([page, page]);
    // The second picture's width.
    const second = new DataView(bytes.buffer).getUint32(8 + 2 + 11 * 12, true);
    bytes.fill(0xee, second + 2, second + 2 + 12);
    const read = [];
    for await (const one of readImageFile(bytes)) read.push('failure' in one ? 'failure' : 'page');
    expect(read).toEqual(['page', 'failure']);
  });

  it('cut short says which pages are gone', async () => {
    const bytes = tiff([page, page, page]);
    const read = [];
    for await (const one of readImageFile(bytes.subarray(0, bytes.length - 118_900))) read.push('failure' in one ? 'failure' : 'page');
    expect(read.slice(0, 2)).toEqual(['page', 'page']);
    expect(read).toEqual(['page', 'page', 'failure']);
  });

  it('is refused when it has too many pages', async () => {
    await expect(pages(tiff([page, page, page]), 2)).rejects.toMatchObject({ code: 'pdf/too-many-pages', details: { pages: 3, limit: 2 } });
  });
});

describe('files that cannot be read', () => {
  it('are refused with what is wrong', async () => {
    await expect(pages(new Uint8Array())).rejects.toMatchObject({ code: 'file/empty' });
    await expect(pages(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 1, 2, 3]))).rejects.toMatchObject({ code: 'image/damaged' });
  });

  it('a truncated one fails when its pixels are asked for', async () => {
    const bytes = await raw(900, 1200).jpeg().toBuffer();
    const [page] = await pages(bytes.subarray(0, bytes.length >> 1));
    await expect(page!.picture()).rejects.toMatchObject({ code: 'image/damaged' });
  });

  it('too many pixels are not decoded', async () => {
    // A PNG that only claims to be so large: nothing but its header is there to decode.
    const bytes = await raw(100, 100, 1).png().toBuffer();
    bytes.writeUInt32BE(40_000, 16);
    bytes.writeUInt32BE(40_000, 20);
    const { crc32 } = await import('node:zlib');
    bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
    await expect(pages(bytes)).rejects.toMatchObject({ code: 'image/too-large' });
  });
});
