import { describe, expect, it } from 'vitest';
import type { GreyImage } from '../../../extractors/image/image.js';
import { rulingsOf } from '../../../extractors/tables/pixel-rulings.js';
import { gridsOf } from '../../../extractors/tables/tables.js';

/** 144 dpi. */
const SCALE = 2;

function paper(width: number, height: number): GreyImage {
  return { width, height, data: new Uint8Array(width * height).fill(255) };
}

/** Ink over pixels [x0, x1) x [y0, y1); what is darker stays. */
function ink({ width, data }: GreyImage, x0: number, y0: number, x1: number, y1: number, grey = 0): void {
  for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) data[y * width + x] = Math.min(data[y * width + x]!, grey);
}

/** A table of 3 x 2 cells, 2 pixels thick, from 100, 100 to 700, 280. */
function table(grey = 0, thickness = 2): GreyImage {
  const page = paper(800, 400);
  for (const y of [100, 160, 220, 280]) ink(page, 100, y, 700 + thickness, y + thickness, grey);
  for (const x of [100, 300, 700]) ink(page, x, 100, x + thickness, 282, grey);
  return page;
}

/** Cell boxes in pixels, rounded. */
function cellsIn(page: GreyImage): number[][] {
  return gridsOf(rulingsOf(page, SCALE).edges).flatMap(({ cells }) => cells.map(({ box }) => box.map((edge) => Math.round(edge * SCALE))));
}

/** Noise that is the same in every run. */
function noisy({ width, height, data }: GreyImage, strength: number): GreyImage {
  let seed = 11;
  const next = (): number => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff;
  return { width, height, data: data.map((value) => Math.max(0, Math.min(255, value - 4 + (next() + next() + next() - 1.5) * strength))) };
}

const SIX = [
  [101, 101, 301, 161],
  [301, 101, 701, 161],
  [101, 161, 301, 221],
  [301, 161, 701, 221],
  [101, 221, 301, 281],
  [301, 221, 701, 281],
];

describe('rulings from pixels', () => {
  it('gives the edges from which cells are made, and how thick the lines are', () => {
    const { edges, rulings } = rulingsOf(table(), SCALE);
    expect(edges.filter((edge) => edge.direction === 'horizontal').map(({ at }) => at)).toEqual([50.5, 80.5, 110.5, 140.5]);
    expect(rulings.every(({ thickness }) => thickness >= 2 && thickness <= 3)).toBe(true);
    expect(cellsIn(table())).toEqual(SIX);
  });

  it('sees thin grey lines under noise', () => {
    const found = cellsIn(noisy(table(175, 1), 40));
    expect(found).toHaveLength(6);
    for (const [index, cell] of found.entries())
      for (const [edge, at] of cell.entries()) expect(Math.abs(at - SIX[index]![edge]!)).toBeLessThanOrEqual(2);
  });

  it('follows lines that are not quite level', () => {
    const page = paper(800, 400);
    const slope = 0.0035;
    for (const y of [100, 160, 220])
      for (let x = 100; x < 702; x++) ink(page, x, y + Math.round(x * slope), x + 1, y + 2 + Math.round(x * slope));
    for (const x of [100, 400, 700])
      for (let y = 100; y < 222; y++) ink(page, x - Math.round(y * slope), y, x + 2 - Math.round(y * slope), y + 1);
    expect(gridsOf(rulingsOf(page, SCALE).edges).map(({ rows, columns }) => [rows, columns])).toEqual([[2, 2]]);
  });

  it('closes a table above whose uppermost rule is missing, and no other', () => {
    const page = table();
    for (let y = 98; y < 105; y++)
      for (let x = 0; x < 800; x++) page.data[y * 800 + x] = [100, 300, 700].some((at) => x >= at && x < at + 2) && y >= 100 ? 0 : 255;
    const found = cellsIn(page);
    expect(found).toHaveLength(6);
    for (const [index, cell] of found.entries())
      for (const [edge, at] of cell.entries()) expect(Math.abs(at - SIX[index]![edge]!)).toBeLessThanOrEqual(4);
    // Of uprights that begin at different heights none bounds a row.
    ink(page, 300, 70, 302, 100);
    expect(cellsIn(page)).toHaveLength(4);
  });

  it('knows the rules of a small table among longer streaks, and leaves out what shines through', () => {
    const page = paper(800, 1600);
    for (const y of [100, 160]) ink(page, 100, y, 702, y + 2);
    for (const x of [100, 400, 700]) ink(page, x, 100, x + 2, 162);
    for (const x of [250, 320, 500, 600]) ink(page, x, 0, x + 1, 1600, 215);
    expect(cellsIn(page)).toEqual([
      [101, 101, 401, 161],
      [401, 101, 701, 161],
    ]);
    expect(cellsIn(table(232))).toEqual([]);
  });

  it('takes a pale line for a rule only where it runs from rule to rule', () => {
    const page = table();
    ink(page, 500, 100, 502, 282, 160);
    expect(cellsIn(page)).toHaveLength(9);
    const streaked = table();
    ink(streaked, 500, 80, 502, 250, 160);
    expect(cellsIn(streaked)).toEqual(SIX);
  });

  it('takes dashes for a line', () => {
    const page = table();
    for (let x = 104; x < 700; x += 9) ink(page, x, 190, x + 5, 192);
    expect(cellsIn(page)).toHaveLength(8);
  });

  it('closes a faded stretch inside a cell but not the open side of a merged cell', () => {
    const faded = table();
    for (let y = 158; y < 164; y++) faded.data.fill(255, y * 800 + 420, y * 800 + 500);
    expect(cellsIn(faded)).toEqual(SIX);
    const merged = table();
    for (let y = 158; y < 164; y++) merged.data.fill(255, y * 800 + 303, y * 800 + 699);
    expect(cellsIn(merged)).toHaveLength(5);
  });

  it('does not take strokes of letters for rules', () => {
    const page = table();
    // 一 of 26 points, a column of strokes one below the other, and 田 as large as a title.
    ink(page, 330, 130, 382, 133);
    for (let y = 106; y < 276; y += 28) ink(page, 200, y, 203, y + 20);
    for (const at of [0, 20, 40]) {
      ink(page, 500, 170 + at, 543, 173 + at);
      ink(page, 500 + at, 170, 503 + at, 213);
    }
    expect(cellsIn(page)).toEqual(SIX);
  });

  it('leaves a bar and the black rim of a scan alone', () => {
    const page = table();
    ink(page, 0, 0, 800, 30);
    ink(page, 0, 0, 24, 400);
    expect(cellsIn(page)).toEqual(SIX);
  });

  it('erases rulings, and nothing of a stroke across them', () => {
    const page = table();
    ink(page, 500, 150, 504, 175);
    const clean = rulingsOf(page, SCALE).erase(page);
    expect(clean.data[161 * 800 + 400]).toBeGreaterThan(230);
    expect(clean.data[161 * 800 + 501]).toBe(0);
    expect(page.data[161 * 800 + 400]).toBe(0);
    const ruled = clean.data.filter((value) => value < 128).length;
    // The stroke, and no more than crumbs beside it.
    expect(ruled).toBeGreaterThanOrEqual(100);
    expect(ruled).toBeLessThan(125);
  });

  it('finds none on a blank page', () => {
    expect(rulingsOf(noisy(paper(300, 300), 60), SCALE).edges).toEqual([]);
  });
});
