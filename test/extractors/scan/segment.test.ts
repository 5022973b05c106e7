import { describe, expect, it } from 'vitest';
import type { Box } from '../../../model/index.js';
import type { GreyImage } from '../../../extractors/image/image.js';
import { segmentLines } from '../../../extractors/scan/segment.js';
import { refineBoxes } from '../../../extractors/scan/segment-refine.js';

const SCALE = 3;
const WIDTH = 600;
const ALL: Box = [0, 0, WIDTH, 400];

function paper(): GreyImage {
  return { width: WIDTH, height: 400, data: new Uint8Array(WIDTH * 400).fill(255) };
}

function ink({ width, data }: GreyImage, x0: number, y0: number, x1: number, y1: number): void {
  for (let y = y0; y < y1; y++) data.fill(20, y * width + x0, y * width + x1);
}

/** Characters of 30 x 30 pixels, 34 apart: a frame with a stroke in it. */
function words(page: GreyImage, x: number, y: number, count: number): void {
  for (let at = 0; at < count; at++) {
    const left = x + at * 34;
    ink(page, left, y, left + 30, y + 4);
    ink(page, left, y + 26, left + 30, y + 30);
    ink(page, left, y, left + 4, y + 30);
    ink(page, left + 13, y + 8, left + 17, y + 22);
  }
}

const boxes = (page: GreyImage, region = ALL): Box[] => segmentLines(page, region, SCALE).map(({ box }) => box);

describe('lines by their ink', () => {
  it('boxes lines tightly, in reading order', () => {
    const page = paper();
    words(page, 50, 100, 5);
    words(page, 50, 40, 3);
    expect(boxes(page)).toEqual([
      [50, 40, 148, 70],
      [50, 100, 216, 130],
    ]);
    expect(segmentLines(page, ALL, SCALE)[0]).toMatchObject({ height: 30, baseline: 70 });
  });

  it('parts lines that stand close, and lines tied together by a stroke', () => {
    const page = paper();
    words(page, 50, 40, 6);
    words(page, 50, 73, 6);
    words(page, 50, 104, 6);
    ink(page, 63, 100, 66, 108);
    expect(boxes(page).map(([, top, , bottom]) => Math.round((top + bottom) / 2 / 10))).toEqual([6, 9, 12]);
  });

  it('keeps commas, small dots and both strokes of 二 with their line', () => {
    const page = paper();
    words(page, 50, 40, 2);
    ink(page, 120, 64, 126, 75);
    ink(page, 140, 44, 162, 48);
    ink(page, 136, 66, 166, 70);
    ink(page, 174, 63, 179, 68);
    expect(boxes(page)).toEqual([[50, 40, 179, 75]]);
    const alone = paper();
    ink(alone, 54, 44, 76, 48);
    ink(alone, 50, 66, 80, 70);
    expect(boxes(alone)).toEqual([[50, 44, 80, 70]]);
  });

  it('parts words far from each other, also where their heights differ', () => {
    const page = paper();
    words(page, 50, 40, 2);
    words(page, 300, 40, 2);
    words(page, 50, 120, 2);
    words(page, 300, 105, 2);
    words(page, 300, 145, 2);
    expect(boxes(page).map(([left, top]) => [left, top])).toEqual([
      [50, 40],
      [300, 40],
      [300, 105],
      [50, 120],
      [300, 145],
    ]);
  });

  it('sees lone small signs and no specks', () => {
    const page = paper();
    ink(page, 50, 55, 62, 58);
    ink(page, 300, 200, 301, 201);
    ink(page, 500, 300, 503, 303);
    expect(boxes(page)).toEqual([[50, 55, 62, 58]]);
    expect(boxes(paper())).toEqual([]);
  });

  it('stays within the region', () => {
    const page = paper();
    words(page, 50, 40, 3);
    words(page, 50, 200, 3);
    expect(boxes(page, [0, 180, 116, 260])).toEqual([[50, 200, 114, 230]]);
  });
});

describe('boxes of a line finder', () => {
  it('are brought to whole characters, joined, parted and completed', () => {
    const page = paper();
    words(page, 50, 40, 8);
    words(page, 50, 100, 4);
    words(page, 50, 140, 4);
    words(page, 50, 300, 2);
    ink(page, 326, 64, 332, 75);
    const loose: Box[] = [
      [55, 44, 200, 80],
      [190, 35, 318, 72],
      [40, 90, 200, 178],
    ];
    expect(refineBoxes(page, loose, SCALE).map(({ box }) => box)).toEqual([
      [50, 40, 332, 75],
      [50, 100, 182, 130],
      [50, 140, 182, 170],
      [50, 300, 114, 330],
    ]);
  });
});
