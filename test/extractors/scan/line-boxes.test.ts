import { describe, expect, it } from 'vitest';
import type { Box } from '../../../model/index.js';
import type { GreyImage } from '../../../extractors/image/image.js';
import type { LineFinder } from '../../../extractors/ocr/engine.js';
import { linesToRead, paperOver } from '../../../extractors/scan/line-boxes.js';
import type { RuledGrid } from '../../../extractors/tables/tables.js';
import { ink, inkedColumns, paper } from './ink-on-paper.js';

const SCALE = 3;

/** A word of three letters of 28 x 30 pixels, 90 wide. */
function word(page: GreyImage, x: number, y: number): Box {
  for (const left of [x, x + 31, x + 62]) {
    ink(page, left, y, left + 28, y + 5);
    ink(page, left, y + 25, left + 28, y + 30);
    ink(page, left + 10, y, left + 16, y + 30);
  }
  return [x, y, x + 90, y + 30];
}

/** A grid with cells of these boxes, in pixels; open ones are marked. */
function grid(...cells: (Box | { open: Box })[]): RuledGrid {
  const gridCells = cells.map((cell, column): RuledGrid['cells'][number] => {
    const box = ('open' in cell ? cell.open : cell).map((edge) => edge / SCALE) as Box;
    return { row: 0, column, rowSpan: 1, columnSpan: 1, box, ...('open' in cell ? { open: true } : {}) };
  });
  return { rows: 1, columns: cells.length, cells: gridCells, irregular: false, box: [0, 0, 1, 1] };
}

/** A finder that finds what it is told to, and keeps the pictures it was given. */
function finding(...boxes: Box[]): LineFinder & { seen: GreyImage[] } {
  const seen: GreyImage[] = [];
  return { seen, find: (image) => Promise.resolve((seen.push(image), boxes)), close: () => Promise.resolve() };
}

const boxesOf = async (...args: Parameters<typeof linesToRead>): Promise<Box[]> => (await linesToRead(...args)).map(({ box }) => box);

describe('lines to read', () => {
  it('are found in cells by their ink, the finder or none', async () => {
    const page = paper(600, 300);
    const words = [word(page, 40, 40), word(page, 340, 40), word(page, 340, 100)];
    const cells = grid([20, 20, 300, 150], [300, 20, 580, 150]);
    for (const finder of [null, finding(), finding([30, 35, 440, 75])]) expect(await boxesOf(page, SCALE, [cells], finder)).toEqual(words);
  });

  it('of neighbouring cells are never one', async () => {
    const page = paper(400, 150);
    const words = [word(page, 60, 40), word(page, 160, 40)];
    expect(await boxesOf(page, SCALE, [grid([50, 20, 154, 100], [154, 20, 300, 100])], null)).toEqual(words);
    expect(await boxesOf(page, SCALE, [], null)).toEqual([[60, 40, 250, 70]]);
  });

  it('have nothing of the ruling that is left inside a cell', async () => {
    const page = paper(400, 200);
    ink(page, 50, 20, 52, 120);
    ink(page, 51, 21, 80, 22);
    const box = word(page, 90, 40);
    expect(await boxesOf(page, SCALE, [grid([51, 21, 300, 120])], null)).toEqual([box]);
  });

  it('are read once where a cell holds a table of its own', async () => {
    const page = paper(600, 300);
    const inner = word(page, 60, 60);
    expect(await boxesOf(page, SCALE, [grid([20, 20, 580, 280]), grid([50, 50, 300, 100], [300, 50, 560, 100])], null)).toEqual([inner]);
  });

  it('are found outside tables by the finder, brought to their ink, and where it misses them', async () => {
    const page = paper(600, 400);
    const cell = word(page, 40, 40);
    const [found, missed] = [word(page, 40, 200), word(page, 300, 300)];
    const finder = finding([30, 195, 140, 240]);
    expect(await boxesOf(page, SCALE, [grid([20, 20, 300, 100], [300, 20, 580, 100])], finder)).toEqual([cell, found, missed]);
  });

  it('are not looked for by the finder in tables, nor in what is left of their rules', async () => {
    const page = paper(600, 300);
    word(page, 40, 40);
    const below = word(page, 40, 200);
    // Crumbs of an erased rule, out to two points round the cell.
    for (let x = 22; x < 290; x += 24) ink(page, x, 102, x + 16, 105);
    const finder = finding([30, 190, 140, 235]);
    const found = await boxesOf(page, SCALE, [grid([20, 20, 300, 100])], finder);
    expect(found).toEqual([[40, 40, 130, 70], below]);
    expect(finder.seen).toHaveLength(1);
    expect(inkedColumns(finder.seen[0]!)).toEqual(inkedColumns(onlyRows(page, 150, 300)));
    expect(page.data[50 * 600 + 52]).toBeLessThan(100);
  });

  it('stand in open cells too: they are as good as outside', async () => {
    const page = paper(600, 300);
    const words = [word(page, 40, 40), word(page, 340, 40)];
    const finder = finding([330, 35, 440, 75]);
    const found = await boxesOf(page, SCALE, [grid([20, 20, 300, 100], { open: [306, 20, 580, 100] })], finder);
    expect(found).toEqual(words);
    expect(inkedColumns(finder.seen[0]!)[0]![0]).toBe(340);
  });

  /** Two characters like 三二: strokes above and below, a blank through the middle of both. */
  function halves(page: GreyImage, x: number, y: number): Box {
    for (const left of [x, x + 31]) {
      ink(page, left + 3, y, left + 25, y + 11);
      ink(page, left, y + 17, left + 28, y + 30);
    }
    return [x, y, x + 59, y + 30];
  }

  it('are not halved where characters have a blank through their middle, as the other lines of the table show', async () => {
    const page = paper(600, 300);
    const [usual, other] = [word(page, 40, 40), word(page, 40, 140)];
    const split = halves(page, 340, 40);
    const cells = grid([20, 20, 300, 100], [300, 20, 580, 100], [20, 120, 300, 200]);
    expect(await linesToRead(page, SCALE, [cells], null)).toMatchObject([
      { box: usual },
      { box: split, height: 30, baseline: 70 },
      { box: other },
    ]);
  });

  it('are two where small print stands in two lines', async () => {
    const page = paper(600, 300);
    const usual = word(page, 40, 40);
    for (const y of [40, 66]) for (const x of [340, 362, 384]) ink(page, x, y, x + 18, y + 18);
    const found = await boxesOf(page, SCALE, [grid([20, 20, 300, 100], [300, 20, 580, 100])], null);
    expect(found).toEqual([usual, [340, 40, 402, 58], [340, 66, 402, 84]]);
  });

  it('are none on a blank page', async () => {
    expect(await boxesOf(paper(300, 200), SCALE, [], finding([10, 10, 100, 40]))).toEqual([]);
    expect(await boxesOf(paper(300, 200), SCALE, [grid([20, 20, 100, 100])], null)).toEqual([]);
  });
});

function onlyRows({ width, height, data }: GreyImage, from: number, to: number): GreyImage {
  return { width, height, data: data.map((value, at) => (at >= from * width && at < to * width ? value : 255)) };
}

it('puts paper over every pixel an area touches, and no other', () => {
  const page = paper(10, 10);
  page.data.fill(0);
  paperOver(page, [2.5, 3.5, 5.2, 6.1]);
  paperOver(page, [8, -5, 50, 1]);
  paperOver(page, [-9, 4, -2, 6]);
  const white = Array.from(page.data, (value, at) => (value === 255 ? `${at % 10},${Math.floor(at / 10)}` : '')).filter(Boolean);
  const expected = [3, 4, 5, 6].flatMap((y) => [2, 3, 4, 5].map((x) => `${x},${y}`));
  expect(white.sort()).toEqual([...expected, '8,0', '9,0'].sort());
});
