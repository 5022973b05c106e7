import { describe, expect, it } from 'vitest';
import type { GreyImage } from '../../../extractors/image/image.js';
import { columnInk, columnsOf, cropOf } from '../../../extractors/scan/crops.js';
import { inkedColumns, paper } from './ink-on-paper.js';

/** A picture whose every pixel tells its place and none of which is paper. */
function marked(width: number, height: number): GreyImage {
  return {
    width,
    height,
    data: Uint8Array.from({ length: width * height }, (_, at) => ((at % width) * 7 + Math.floor(at / width) * 13) % 200),
  };
}

/** Places of a crop that are not paper, as a box on the picture; fails where a pixel is not the picture's own. */
function shownOf(grey: GreyImage, { image, left, top }: ReturnType<typeof cropOf>): number[] {
  const xs: number[] = [];
  const ys: number[] = [];
  for (let y = 0; y < image.height; y++) {
    for (let x = 0; x < image.width; x++) {
      const value = image.data[y * image.width + x]!;
      if (value === 255) continue;
      expect(value).toBe(grey.data[(y + top) * grey.width + x + left]);
      xs.push(x + left);
      ys.push(y + top);
    }
  }
  return xs.length === 0 ? [] : [Math.min(...xs), Math.min(...ys), Math.max(...xs) + 1, Math.max(...ys) + 1];
}

describe('a crop of a line', () => {
  const grey = marked(120, 100);

  it('has white round the line and its soft edge, and nothing of what stands nearby', () => {
    const crop = cropOf(grey, [40, 30, 80, 50]);
    expect(crop).toMatchObject({ left: 35, top: 28, image: { width: 50, height: 24 } });
    expect(shownOf(grey, crop)).toEqual([39, 29, 81, 51]);
    expect(crop.image.data).toHaveLength(50 * 24);
  });

  it('takes every pixel a broken box touches', () => {
    expect(shownOf(grey, cropOf(grey, [40.4, 30.6, 79.2, 49.1]))).toEqual([39, 29, 81, 51]);
  });

  it.each([
    ['the corner the picture begins with', [0, 0, 30, 20], [0, 0, 31, 21]],
    ['the corner it ends with', [90, 80, 120, 100], [89, 79, 120, 100]],
    ['more than there is', [-50, -50, 200, 200], [0, 0, 120, 100]],
  ] as const)('keeps its margins at %s', (_, box, shown) => {
    const crop = cropOf(grey, [...box]);
    expect(shownOf(grey, crop)).toEqual(shown);
    expect(crop.left).toBeLessThan(box[0]);
    expect(crop.top).toBeLessThan(box[1]);
    expect(crop.left + crop.image.width).toBeGreaterThan(box[2]);
    expect(crop.top + crop.image.height).toBeGreaterThan(box[3]);
  });

  it('is white where there is no picture, and never without pixels', () => {
    const beside = cropOf(grey, [-60, 10, -40, 20]);
    expect(shownOf(grey, beside)).toEqual([]);
    const point = cropOf(grey, [60, 60, 60, 60]);
    expect(Math.min(point.image.width, point.image.height)).toBeGreaterThanOrEqual(4);
  });
});

describe('columns of a crop', () => {
  it('get white on both sides, and none of their neighbours', () => {
    const image = marked(60, 20);
    const columns = columnsOf(image, 20, 35);
    expect(columns).toMatchObject({ width: 15 + 2 * 4, height: 20 });
    expect(inkedColumns({ ...columns, data: columns.data.map((value) => (value === 255 ? 255 : 0)) })).toEqual([[4, 19]]);
    expect(columns.data[5 * columns.width + 4]).toBe(image.data[5 * 60 + 20]);
  });

  it('reach no further than the crop', () => {
    const image = marked(30, 20);
    const columns = columnsOf(image, -10, 90);
    expect(columns.width).toBe(100 + 2 * 4);
    expect(inkedColumns({ ...columns, data: columns.data.map((value) => (value === 255 ? 255 : 0)) })).toEqual([[14, 44]]);
  });
});

it('measures the ink of columns: black all the way is 1, light grey is paper', () => {
  const page = paper(4, 10);
  for (let y = 0; y < 10; y++) {
    page.data[y * 4] = 0;
    if (y < 5) page.data[y * 4 + 1] = 51;
    page.data[y * 4 + 2] = 200;
  }
  const found = columnInk(page);
  expect([...found].map((value) => Math.round(value * 1000) / 1000)).toEqual([1, 0.4, 0, 0]);
  expect(columnInk(page, 201)[2]).toBeGreaterThan(0.2);
});
