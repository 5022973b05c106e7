import { loadImage, type Canvas, createCanvas } from '@napi-rs/canvas';
import { degrees, PDFDocument, rgb } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import type { Finding, Page, Provenance, Reading, Table } from '../../model/index.js';
import { openForDrawing } from '../../pipeline/render/document.js';
import { chineseStandIn } from '../../extractors/pdf/stand-in-fonts.js';
import { drawOverlay } from '../../pipeline/render/overlay.js';
import { drawSnippets } from '../../pipeline/render/snippets.js';
import { lyingPhoto, pictures, scannedPdf, tiffOfPages } from './images.js';
import { simSunPdf, smallPdf } from './pdfs.js';
import { checkedResult, finding } from './sample-results.js';

const OPTIONS = { maxPages: 10, language: 'en', ocr: 'off' } as const;
const HERE = { path: 'score.total', page: 1, box: [100, 200, 200, 220] as [number, number, number, number] };

/** A page 300 × 500 with a black field 40 × 20 whose upper left corner is at (50, 100) from the top left, turned by `turn`. */
async function fieldPdf(turn: number): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const page = document.addPage([300, 500]);
  page.drawRectangle({ x: 50, y: 500 - 120, width: 40, height: 20, color: rgb(0, 0, 0) });
  page.setRotation(degrees(turn));
  return document.save();
}

function pixel(canvas: Canvas, x: number, y: number): number[] {
  return [...canvas.getContext('2d').getImageData(Math.round(x), Math.round(y), 1, 1).data].slice(0, 3);
}

const snippetsOf = (bytes: Uint8Array, findings: Finding[]): ReturnType<typeof drawSnippets> =>
  drawSnippets(bytes, checkedResult({ findings }), OPTIONS);

describe('drawing', () => {
  it.each([
    [0, [70, 110]],
    [90, [500 - 110, 70]],
    [180, [300 - 70, 500 - 110]],
    [270, [110, 300 - 70]],
  ])('boxes fit pages turned by %i', async (turn, [x, y]) => {
    const document = await openForDrawing(await fieldPdf(turn));
    const { canvas, scale } = await document.draw(1, 2);
    await document.close();
    expect(pixel(canvas, x! * scale, y! * scale)).toEqual([0, 0, 0]);
    expect(pixel(canvas, (x! + 40) * scale, (y! + 40) * scale)).toEqual([255, 255, 255]);
  });
  it('keeps a poster within bounds', async () => {
    const document = await PDFDocument.create();
    document.addPage([14_000, 14_000]);
    const opened = await openForDrawing(await document.save());
    const { canvas, scale } = await opened.draw(1, 2);
    await opened.close();
    expect(canvas.width * canvas.height).toBeLessThan(17_000_000);
    expect(scale).toBeLessThan(1);
  });
  it('draws a font that is not embedded in an installed one, or names it', async () => {
    const pictures = [];
    let missing: string[] = [];
    for (const words of ['一一一', '警警警']) {
      const document = await openForDrawing(simSunPdf(words));
      const { canvas } = await document.draw(1, 1);
      pictures.push(canvas.toBuffer('image/png').toString('base64'));
      missing = [...document.missingFonts];
      await document.close();
    }
    if (chineseStandIn() === null) expect(missing).toEqual(['SimSun']);
    else expect(pictures[0]).not.toBe(pictures[1]);
  });
});

describe('image files', () => {
  const draw = async (bytes: Uint8Array, page = 1): Promise<Canvas> => {
    const document = await openForDrawing(bytes);
    const { canvas, scale } = await document.draw(page, 1);
    await document.close();
    expect(scale).toBe(1);
    return canvas;
  };
  /** The field lies at (50, 100) to (90, 120) of 300 x 420 pixels, whatever they measure in points. */
  const expectField = (canvas: Canvas): void => {
    const at = (x: number, y: number): number => pixel(canvas, (x / 300) * canvas.width, (y / 420) * canvas.height)[0]!;
    expect(canvas.width / canvas.height).toBeCloseTo(300 / 420, 2);
    for (const [x, y] of [[55, 105], [85, 115]] as const) expect(at(x, y)).toBeLessThan(60); // prettier-ignore
    for (const [x, y] of [[45, 105], [95, 105], [70, 93], [70, 127]] as const) expect(at(x, y)).toBeGreaterThan(200); // prettier-ignore
  };
  it.each(['PNG', 'JPEG', 'TIFF', 'WebP'] as const)('are drawn as pages: %s', async (type) => {
    expectField(await draw((await pictures())[type]));
  });
  it('are drawn upright when a photo lies on its side', async () => {
    expectField(await draw(await lyingPhoto()));
  });
  it('have as many pages as a TIFF has pictures', async () => {
    const tiff = await tiffOfPages(3);
    expectField(await draw(tiff, 3));
    await expect(draw(tiff, 4)).rejects.toThrow('no page 4');
  });
  it('in a PDF are drawn like any page', async () => {
    expectField(await draw(await scannedPdf()));
  });
  it('give snippets', async () => {
    const { pictures: drawn, warnings } = await snippetsOf((await pictures()).TIFF, [finding({ at: HERE, related: [] })]);
    expect([drawn.length, warnings]).toEqual([1, []]);
  });
});

describe('snippets', () => {
  it('show the place in red and those it is compared with in blue', async () => {
    const related = [
      { ...HERE, path: 'x', box: [100, 600, 200, 620] as [number, number, number, number], note: { zh: '另', en: 'other' } },
    ];
    const { pictures, missing } = await snippetsOf(await smallPdf(), [finding({ at: HERE, related })]);
    expect(missing).toBe(0);
    expect(pictures.map(({ page, note }) => [page, note?.en])).toEqual([
      [1, undefined],
      [1, 'other'],
    ]);
    const colors = [];
    for (const { data } of pictures) {
      const image = await loadImage(Buffer.from(data.slice(data.indexOf(',') + 1), 'base64'));
      const canvas = createCanvas(image.width, image.height);
      canvas.getContext('2d').drawImage(image, 0, 0);
      const [red, , blue] = pixel(canvas, 300, (34 - 2) * 2);
      colors.push(red! > blue! ? 'red' : 'blue');
      expect(canvas.height).toBeLessThan(300);
    }
    expect(colors).toEqual(['red', 'blue']);
  });
  it('count places on pages that do not come out, and findings without a place not at all', async () => {
    const { pictures, missing, warnings } = await snippetsOf(await smallPdf(), [
      finding({ at: { ...HERE, page: 9 }, related: [] }),
      finding({ at: { path: 'x', page: null, box: null }, related: [] }),
    ]);
    expect([pictures.length, missing]).toEqual([0, 1]);
    expect(warnings[0]).toContain('page 9');
  });
});

it('the overlay draws ticks in the colour of their state and findings last', async () => {
  const page: Page = {
    number: 1,
    width: 595,
    height: 842,
    rotation: 0,
    source: 'text',
    issues: [],
    tables: [],
    header: [],
    footer: [],
    printedNumber: null,
    printedTotal: null,
    lines: [
      { page: 1, box: HERE.box, text: 'x', spans: [], size: 12, confidence: null, readers: ['text'] },
      {
        page: 1,
        box: [50, 40, 70, 50],
        text: 'ab',
        spans: [50, 60, 60, 70],
        size: 10,
        confidence: 0.99,
        readers: ['paddle'],
        doubts: [{ from: 1, to: 2, confidence: 0.3, others: [] }],
      },
    ],
    ticks: [
      { page: 1, box: [300, 300, 320, 320], state: 'ticked', kind: 'glyph' },
      { page: 1, box: [300, 400, 320, 420], state: 'unknown', kind: 'vector' },
    ],
  };
  const cell = {
    row: 1,
    column: 0,
    rowSpan: 1,
    columnSpan: 1,
    page: 1,
    box: [50, 600, 250, 630] as [number, number, number, number],
    lines: [],
  };
  const table: Table = {
    parts: [
      { page: 7, box: [50, 700, 250, 800] },
      { page: 1, box: cell.box },
    ],
    rows: 2,
    columns: 1,
    cells: [{ ...cell, row: 0, page: 7, box: [50, 700, 250, 800] }, cell],
    ruled: true,
    issues: [],
  };
  const document = await openForDrawing(await smallPdf());
  const picture = await document.draw(1, 2);
  await document.close();
  const reading = { page: 1, box: [400, 100, 450, 120], text: '6', readers: ['paddle'] } satisfies Omit<Reading, 'confidence'>;
  const provenance: Provenance = {
    'score.total': { ...reading, confidence: 0.4 },
    'result.score': { ...reading, box: [400, 150, 450, 170], confidence: 0.95 },
  };
  drawOverlay(picture, page, [table], checkedResult({ provenance, findings: [finding({ at: HERE, related: [] })] }));
  // Pink for the doubtful field, violet for the other; the lines are thin, so that their pixels are mixed with paper.
  const [doubtful, sure] = [pixel(picture.canvas, 800, 230), pixel(picture.canvas, 800, 330)];
  expect(doubtful[0]! - doubtful[2]!).toBeGreaterThan(40);
  expect(sure[2]! - sure[0]!).toBeGreaterThan(40);
  // The doubtful half of a line is underlaid, the other is not.
  const [red, green] = pixel(picture.canvas, 2 * 65, 2 * 45);
  expect(red! - green!).toBeGreaterThan(30);
  expect(pixel(picture.canvas, 2 * 55, 2 * 45)).toEqual([255, 255, 255]);
  expect(pixel(picture.canvas, 600, 620)).toEqual([0x15, 0x80, 0x3d]);
  expect(pixel(picture.canvas, 600, 820)).toEqual([0xea, 0x58, 0x0c]);
  expect(pixel(picture.canvas, 300, 1200)).toEqual([0x0d, 0x94, 0x88]);
  expect(pixel(picture.canvas, 300, 1400)).toEqual([255, 255, 255]);
  expect(pixel(picture.canvas, 200, 420)).toEqual([0xdc, 0x26, 0x26]);
});
