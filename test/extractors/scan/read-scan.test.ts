import { describe, expect, it } from 'vitest';
import { DOUBT_THRESHOLD, type Page } from '../../../model/index.js';
import type { GreyImage, PagePicture } from '../../../extractors/image/image.js';
import { mapBox } from '../../../extractors/image/projection.js';
import type { LineCrop, OcrEngine, OcrEngines, ReadCharacter } from '../../../extractors/ocr/engine.js';
import { readScan } from '../../../extractors/scan/read-scan.js';
import { shapeOf } from '../layout/drawn.js';
import { answering, ink, inkedColumns, letters, paper } from './ink-on-paper.js';

/** 216 dpi. */
const SCALE = 3;
const WIDTH = 1200;
const HEIGHT = 700;

/** What a word of so many letters says. */
const WORDS = ['', '', '得分', '审查组', '38.5', '售后服务部', '服务认证报告', '人员资源与配置', '评价体系组织架构'];

/** A line of eight letters, below it a ruled table of two rows and two columns: four words; the last is a figure. */
function report(): GreyImage {
  const page = paper(WIDTH, HEIGHT);
  letters(page, 150, 90, 8);
  for (const y of [200, 300, 400]) ink(page, 120, y, 1080, y + 3);
  for (const x of [120, 500, 1077]) ink(page, x, 200, x + 3, 403);
  letters(page, 150, 236, 3);
  letters(page, 540, 236, 5);
  letters(page, 150, 336, 2);
  letters(page, 540, 336, 4);
  return page;
}

function pictureOf(grey: GreyImage, defects: string[] = []): PagePicture {
  const toPage = [1 / SCALE, 0, 0, 0, 1 / SCALE, 0, 0, 0, 1] as const;
  return { picture: { ...grey, channels: 1 }, toPage, width: grey.width / SCALE, height: grey.height / SCALE, defects };
}

/** Reads the word that has as many letters as the crop, each where its ink is; boxes as such. What stands on its head is hard to read. */
function byInk(words: readonly string[] = WORDS): (crop: LineCrop) => ReadCharacter[] {
  return ({ image }) => {
    const columns = inkedColumns(image);
    const standing = feet(image);
    const word = Array.from(words[columns.filter((column) => !isBox(column)).length] ?? '');
    return columns.flatMap(([from, to]): ReadCharacter[] => {
      const text = isBox([from, to]) ? '□' : word.shift();
      if (text === undefined) return [];
      return [{ text, score: standing ? 0.99 : 0.3, from: from / image.width, to: to / image.width, others: [] }];
    });
  };
}

/** Boxes are wider than letters. */
function isBox([from, to]: [number, number]): boolean {
  return to - from > 25;
}

/** Whether the lower half of a crop holds more ink than the upper. */
function feet({ data, width, height }: GreyImage): boolean {
  const half = Math.floor(height / 2) * width;
  const dark = (part: Uint8Array): number => part.reduce((sum, value) => sum + 255 - value, 0);
  return dark(data.subarray(data.length - half)) > dark(data.subarray(0, half));
}

function enginesOf(first: OcrEngine, second: OcrEngine | null = null): OcrEngines {
  return { first, second, finder: null, close: () => Promise.resolve() };
}

const read = (grey: GreyImage, engines: OcrEngines, defects: string[] = []): Promise<Page> =>
  readScan({ number: 2, rotation: 0 }, pictureOf(grey, defects), engines, 'zh');

const EXPECTED = [
  ['0:审查组', '1:售后服务部'],
  ['0:得分', '1:38.5'],
];

describe('a scanned page', () => {
  it('is read as lines and tables, in points', async () => {
    const page = await read(report(), enginesOf(answering(byInk())));
    expect(page).toMatchObject({ number: 2, rotation: 0, source: 'scan', issues: [], ticks: [], header: [], footer: [] });
    expect(page.lines.map(({ text }) => text)).toEqual(['评价体系组织架构']);
    const [table, ...others] = page.tables;
    expect(others).toEqual([]);
    expect(table).toMatchObject({ rows: 2, columns: 2, ruled: true, issues: [] });
    expect(shapeOf(table!)).toEqual(EXPECTED);
    expect(Math.abs(page.width - WIDTH / SCALE) + Math.abs(page.height - HEIGHT / SCALE)).toBeLessThan(1);
  });

  it('has its lines, words and cells where they are printed', async () => {
    const page = await read(report(), enginesOf(answering(byInk())));
    const map = page.toShown!.map as unknown as Parameters<typeof mapBox>[0];
    const [line] = page.lines;
    const [left, top, right, bottom] = mapBox(map, line!.box);
    expect(left).toBeCloseTo(150 / SCALE, 0);
    expect(right).toBeCloseTo((150 + 7 * 30 + 24) / SCALE, 0);
    expect(top).toBeLessThan(92 / SCALE);
    expect(bottom).toBeGreaterThan(115 / SCALE);
    expect(line!.spans).toHaveLength(2 * line!.text.length);
    const last = page.tables[0]!.cells.at(-1)!;
    mapBox(map, last.box).forEach((edge, at) => {
      expect(Math.abs(edge - [501.5, 301.5, 1078.5, 401.5][at]! / SCALE)).toBeLessThan(1);
    });
  });

  it('says how surely it was read, and by whom', async () => {
    const alone = await read(report(), enginesOf(answering(byInk())));
    const second = answering(byInk(), 'tesseract');
    const both = await read(report(), enginesOf(answering(byInk()), second));
    const figure = (page: Page) => page.tables[0]!.cells.at(-1)!.lines[0]!;
    expect(second.asked.map(({ kind }) => kind)).toEqual(['figure']);
    expect(figure(alone).readers).toEqual(['paddle']);
    expect(figure(both).readers).toEqual(['paddle', 'tesseract']);
    expect(figure(both).confidence!).toBeGreaterThan(figure(alone).confidence!);
    expect(both.lines[0]!.confidence).toBeGreaterThan(DOUBT_THRESHOLD);
    expect([figure(alone), figure(both), both.lines[0]!].every(({ doubts }) => doubts === undefined)).toBe(true);
  });

  it('has a doubt at the one digit the readers do not agree on', async () => {
    const second = answering(byInk(WORDS.with(4, '36.5')), 'tesseract');
    const page = await read(report(), enginesOf(answering(byInk()), second));
    const [figure] = page.tables[0]!.cells.at(-1)!.lines;
    expect(figure).toMatchObject({ text: '38.5', doubts: [{ from: 1, to: 2, others: [{ reader: 'tesseract', text: '6' }] }] });
    expect(figure!.doubts![0]!.confidence).toBeLessThan(DOUBT_THRESHOLD);
  });

  it('has its figures where only the second reader sees them', async () => {
    const first = answering(byInk(WORDS.with(4, '')));
    const page = await read(report(), enginesOf(first, answering(byInk(), 'tesseract')));
    const [figure] = page.tables[0]!.cells.at(-1)!.lines;
    expect(figure!.text).toBe('38.5');
    expect(figure!.doubts).toMatchObject([{ from: 0, to: 4 }]);
  });

  it('has what the first reader left out, read by itself', async () => {
    const words = byInk(WORDS.with(8, '评价体系组织架'));
    const first = answering((crop) => (inkedColumns(crop.image).length === 1 ? byInk(['', '构'])(crop) : words(crop)));
    const page = await read(report(), enginesOf(first));
    expect(page.lines[0]).toMatchObject({ text: '评价体系组织架构', doubts: [{ from: 7, to: 8 }] });
    const nobody = await read(report(), enginesOf(answering(words)));
    expect(nobody.lines[0]).toMatchObject({ text: '评价体系组织架', doubts: [{ from: 7, to: 7 }] });
  });

  it('is cut into lines without its rulings', async () => {
    const first = answering(byInk());
    await read(report(), enginesOf(first));
    const crops = first.asked.filter(({ page }) => page === 2);
    expect(crops.map(({ image }) => inkedColumns(image).length).sort()).toEqual([2, 3, 4, 5, 8]);
    for (const { image } of crops) expect(Math.max(...inkedColumns(image).map(([from, to]) => to - from))).toBeLessThan(28);
  });

  it('that lies on its head is read upright, and its boxes lead back to where things stand on the sheet', async () => {
    const upright = await read(report(), enginesOf(answering(byInk())));
    const grey = report();
    grey.data.reverse();
    const page = await read(grey, enginesOf(answering(byInk())));
    expect(shapeOf(page.tables[0]!)).toEqual(EXPECTED);
    expect(page.lines.map(({ text }) => text)).toEqual(upright.lines.map(({ text }) => text));
    const shown = ({ toShown, lines }: Page): number[] => mapBox(toShown!.map as unknown as Parameters<typeof mapBox>[0], lines[0]!.box);
    const [x0, y0, x1, y1] = shown(upright) as [number, number, number, number];
    const expected = [WIDTH / SCALE - x1, HEIGHT / SCALE - y1, WIDTH / SCALE - x0, HEIGHT / SCALE - y0];
    shown(page).forEach((edge, at) => {
      expect(Math.abs(edge - expected[at]!)).toBeLessThan(1);
    });
    expect(page.toShown).toMatchObject({ width: WIDTH / SCALE, height: HEIGHT / SCALE });
  });

  it('has ticks as characters of its lines, and does not have them read', async () => {
    const grey = report();
    for (const x of [150, 420]) {
      ink(grey, x, 500, x + 27, 527);
      letters(grey, x + 36, 500, 3);
    }
    ink(grey, 422, 502, 445, 525, 255);
    const first = answering(byInk());
    const page = await read(grey, enginesOf(first));
    expect(page.ticks.map(({ state, kind, page: number }) => [state, kind, number])).toEqual([
      ['ticked', 'pixel', 2],
      ['empty', 'pixel', 2],
    ]);
    expect(page.lines.map(({ text }) => text.replaceAll(' ', '')).join('')).toBe('评价体系组织架构☑审查组☐审查组');
    const lines = first.asked.filter(({ page: number, box }) => number === 2 && box[2] - box[0] > 25);
    expect(lines.flatMap(({ image }) => inkedColumns(image)).filter(isBox)).toEqual([]);
    expect(lines).toHaveLength(6);
  });

  it('without print is a page without lines, not a failed one', async () => {
    const engine = answering(byInk());
    const page = await read(paper(WIDTH, HEIGHT), enginesOf(engine, answering(byInk(), 'tesseract')));
    expect(page).toMatchObject({ source: 'scan', lines: [], tables: [], ticks: [], issues: [] });
    expect(engine.asked).toEqual([]);
  });

  it('whose picture is not whole says so', async () => {
    const page = await read(report(), enginesOf(answering(byInk())), ['no JBIG2 decoder']);
    expect(page.issues.map(({ code }) => code)).toEqual(['page/image-incomplete']);
    expect(page.issues[0]!.message).toContain('no JBIG2 decoder');
  });
});
