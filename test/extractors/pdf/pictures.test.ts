import { degrees, PDFDocument, PDFName, PDFRawStream, type PDFPage } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { PagePicture } from '../../../extractors/image/image.js';
import { mapPoint } from '../../../extractors/image/projection.js';
import { readPages } from '../../../extractors/pdf/engine.js';
import { simSunPdf } from '../../pipeline/pdfs.js';

const PAPER = { width: 300, height: 400 };

/** 150 x 200 pixels, white, its upper left quarter black. */
function quarter(): Buffer {
  const data = Buffer.alloc(150 * 200 * 3, 255);
  for (let y = 0; y < 100; y++) data.fill(0, 3 * y * 150, 3 * (y * 150 + 75));
  return data;
}
const png = (): Promise<Buffer> =>
  sharp(quarter(), { raw: { width: 150, height: 200, channels: 3 } })
    .png()
    .toBuffer();

async function pictures(draw: (page: PDFPage, document: PDFDocument) => void | Promise<void>): Promise<PagePicture> {
  const document = await PDFDocument.create();
  await draw(document.addPage([PAPER.width, PAPER.height]), document);
  return await first(await document.save());
}

async function first(bytes: Uint8Array): Promise<PagePicture> {
  for await (const page of readPages(bytes)) {
    if ('failure' in page) throw new Error(page.failure);
    return await page.picture();
  }
  throw new Error('no page');
}

/** Lightness at a point of the page as shown; null off the picture. */
function at({ picture: { width, height, channels, data }, toPage }: PagePicture, x: number, y: number): number | null {
  let nearest: number | null = null;
  let least = Infinity;
  for (let v = 0; v < height; v++) {
    for (let u = 0; u < width; u++) {
      const [px, py] = mapPoint(toPage, u + 0.5, v + 0.5);
      const distance = Math.hypot(px - x, py - y);
      if (distance < least) [least, nearest] = [distance, data[channels * (v * width + u)]!];
    }
  }
  return least < 4 ? nearest : null;
}

/** Embeds an image with its own dictionary and bytes. */
function place(page: PDFPage, document: PDFDocument, entries: Record<string, unknown>, data: Uint8Array, matrix: string): void {
  const image = document.context.stream(data, { Type: 'XObject', Subtype: 'Image', ...entries });
  const reference = document.context.register(image);
  page.node.setXObject(PDFName.of('Im1'), reference);
  const content = PDFRawStream.of(document.context.obj({}), new TextEncoder().encode(`q ${matrix} cm 0 g /Im1 Do Q`));
  page.node.set(PDFName.of('Contents'), document.context.register(content));
}

describe('a page that is one image', () => {
  it('is that image, pixel by pixel', async () => {
    const shown = await pictures(async (page, document) => page.drawImage(await document.embedPng(await png()), { x: 0, y: 0, ...PAPER }));
    expect(shown).toMatchObject({ ...PAPER, defects: [] });
    expect([shown.picture.width, shown.picture.height]).toEqual([150, 200]);
    expect(Buffer.compare(shown.picture.data, quarter())).toBe(0);
    expect(mapPoint(shown.toPage, 150, 200).map(Math.round)).toEqual([300, 400]);
  });

  it.each([90, 180, 270])('keeps its pixels when the page is turned by %d', async (turn) => {
    const shown = await pictures(async (page, document) => {
      page.drawImage(await document.embedPng(await png()), { x: 0, y: 0, ...PAPER });
      page.setRotation(degrees(turn));
    });
    expect([shown.picture.width, shown.picture.height]).toEqual([150, 200]);
    expect([shown.width, shown.height]).toEqual(turn === 180 ? [300, 400] : [400, 300]);
    // The black quarter goes round with the page.
    const black = { 90: [300, 60], 180: [220, 300], 270: [60, 220] }[turn]!;
    expect(at(shown, black[0]!, black[1]!)).toBe(0);
    expect(at(shown, shown.width - black[0]!, shown.height - black[1]!)).toBe(255);
  });

  it('may stand mirrored or on its head in the file', async () => {
    const raw = quarter();
    const shown = await pictures((page, document) =>
      place(page, document, { Width: 150, Height: 200, ColorSpace: 'DeviceRGB', BitsPerComponent: 8 }, raw, '-300 0 0 -400 300 400'),
    );
    expect(shown.picture.data.length).toBe(raw.length);
    expect(at(shown, 220, 300)).toBe(0);
    expect(at(shown, 70, 100)).toBe(255);
  });

  it.each([
    ['bilevel', { ColorSpace: 'DeviceGray' }, 0x00],
    ['bilevel with inverted decode', { ColorSpace: 'DeviceGray', Decode: [1, 0] }, 0xff],
    ['a stencil mask', { ImageMask: true }, 0x00],
    ['a stencil mask with inverted decode', { ImageMask: true, Decode: [1, 0] }, 0xff],
  ])('%s: ink is black, paper is white', async (_, entries, ink) => {
    // 16 x 8, the left half ink.
    const bits = new Uint8Array(16).map((__, index) => (index % 2 === 0 ? ink : ink ^ 0xff));
    const shown = await pictures((page, document) =>
      place(page, document, { Width: 16, Height: 8, BitsPerComponent: 1, ...entries }, bits, '300 0 0 400 0 0'),
    );
    expect(shown.picture.width).toBe(16);
    expect(shown.picture.channels).toBe(1);
    expect([...shown.picture.data.subarray(0, 16)]).toEqual([...Array<number>(8).fill(0), ...Array<number>(8).fill(255)]);
  });

  it('cut into strips is put together again', async () => {
    const raw = quarter();
    const shown = await pictures(async (page, document) => {
      for (const [index, rows] of [50, 50, 60, 40].entries()) {
        const from = [0, 50, 100, 160][index]!;
        const strip = sharp(raw.subarray(3 * 150 * from, 3 * 150 * (from + rows)), { raw: { width: 150, height: rows, channels: 3 } });
        page.drawImage(await document.embedPng(await strip.png().toBuffer()), {
          x: 0,
          y: 400 - 2 * (from + rows),
          width: 300,
          height: 2 * rows,
        });
      }
    });
    expect([shown.picture.width, shown.picture.height]).toEqual([150, 200]);
    expect(Buffer.compare(shown.picture.data, raw)).toBe(0);
    expect(mapPoint(shown.toPage, 0, 0).map(Math.round)).toEqual([0, 0]);
    expect(mapPoint(shown.toPage, 150, 200).map(Math.round)).toEqual([300, 400]);
  });

  it('may be smaller than the page when nothing else is on it', async () => {
    const shown = await pictures(async (page, document) =>
      page.drawImage(await document.embedPng(await png()), { x: 75, y: 100, width: 150, height: 200 }),
    );
    expect([shown.picture.width, shown.picture.height]).toEqual([150, 200]);
    expect(mapPoint(shown.toPage, 0, 0).map(Math.round)).toEqual([75, 100]);
  });
});

describe('a page that is more than an image', () => {
  it('is drawn, with what lies over the image', async () => {
    const shown = await pictures(async (page, document) => {
      page.drawImage(await document.embedPng(await png()), { x: 0, y: 0, ...PAPER });
      page.drawRectangle({ x: 200, y: 50, width: 60, height: 60 });
    });
    expect(shown.picture.width).toBeGreaterThan(700);
    expect(at(shown, 230, 320)).toBe(0);
    expect(at(shown, 70, 100)).toBe(0);
    expect(at(shown, 230, 200)).toBe(255);
  });

  it('white paint over an image hides it', async () => {
    const shown = await pictures(async (page, document) => {
      page.drawImage(await document.embedPng(await png()), { x: 0, y: 0, ...PAPER });
      page.drawRectangle({ x: 40, y: 280, width: 60, height: 60, color: { type: 'RGB', red: 1, green: 1, blue: 1 } as never });
    });
    expect(at(shown, 70, 90)).toBe(255);
    expect(at(shown, 20, 20)).toBe(0);
  });

  it('text in a font that is not embedded is drawn in an installed Chinese one, or the defect is named', async () => {
    const one = await first(new Uint8Array(simSunPdf('国国国')));
    const other = await first(new Uint8Array(simSunPdf('服服服')));
    const alike = Buffer.compare(one.picture.data, other.picture.data) === 0;
    expect(one.defects.length > 0).toBe(alike);
    if (alike) expect(one.defects[0]).toContain('SimSun');
  });

  it('an image that cannot be decoded is named', async () => {
    const shown = await pictures((page, document) =>
      place(
        page,
        document,
        { Width: 50, Height: 50, ColorSpace: 'DeviceRGB', BitsPerComponent: 8, Filter: 'JPXDecode' },
        new Uint8Array([1, 2, 3]),
        '300 0 0 400 0 0',
      ),
    );
    expect(shown.defects.join()).toContain('1');
  });
});
