import { describe, expect, it } from 'vitest';
import type { Box } from '../../../model/index.js';
import type { GreyImage } from '../../../extractors/image/image.js';
import type { LineCrop } from '../../../extractors/ocr/engine.js';
import { isUpsideDown } from '../../../extractors/scan/upside-down.js';
import { answering, ink, paper, read } from './ink-on-paper.js';

/** Lines of letters like ⊥, which stand on a foot; turned pages have them like T. */
function page(turned: boolean, lines = 6): { grey: GreyImage; boxes: Box[] } {
  const grey = paper(700, 40 + lines * 40);
  const boxes: Box[] = [];
  for (let line = 0; line < lines; line++) {
    const y = 20 + line * 40;
    for (let x = 40; x < 600; x += 30) {
      ink(grey, x + 10, y, x + 14, y + 24);
      ink(grey, x, turned ? y : y + 20, x + 24, turned ? y + 4 : y + 24);
    }
    boxes.push([40, y, 604, y + 24]);
  }
  return { grey, boxes };
}

/** Whether the letters of a crop stand on their feet. */
function stands({ image }: LineCrop): boolean {
  const half = Math.floor(image.height / 2) * image.width;
  const dark = (from: number, to: number): number => image.data.subarray(from, to).reduce((sum, value) => sum + 255 - value, 0);
  return dark(image.data.length - half, image.data.length) > dark(0, half);
}

const reader = () => answering((crop) => read('甲乙丙丁', stands(crop) ? 0.95 : 0.3));

describe('a page on its head', () => {
  it.each([false, true])('is told by how well its lines are read turned and as they are: %s', async (turned) => {
    const { grey, boxes } = page(turned);
    expect(await isUpsideDown(grey, boxes, reader())).toBe(turned);
  });

  it('is not assumed where both readings are alike, and not asked for where there are no lines', async () => {
    const { grey, boxes } = page(false);
    expect(
      await isUpsideDown(
        grey,
        boxes,
        answering(() => read('甲', 0.5)),
      ),
    ).toBe(false);
    const engine = reader();
    expect(await isUpsideDown(grey, [], engine)).toBe(false);
    expect(engine.asked).toEqual([]);
  });

  it('is not asked for further where two lines read plainly', async () => {
    const { grey, boxes } = page(false, 12);
    const engine = reader();
    expect(await isUpsideDown(grey, boxes, engine)).toBe(false);
    expect(engine.asked).toHaveLength(2);
  });

  it('is told by a few pieces of lines, each read both ways where those read first are not plain', async () => {
    const { grey, boxes } = page(true, 12);
    const engine = reader();
    await isUpsideDown(grey, boxes, engine);
    expect(engine.asked.length).toBeGreaterThanOrEqual(4);
    expect(engine.asked.length).toBeLessThanOrEqual(16);
    expect(engine.asked.filter(stands)).toHaveLength(engine.asked.length / 2);
    for (const { image } of engine.asked) expect(image.width).toBeLessThan(image.height * 12);
  });

  it('is told by long lines of the usual height', async () => {
    const { grey, boxes } = page(true);
    // A heading that reads as well either way, a page number, a stamp.
    const strange: Box[] = [
      [40, 0, 700, 90],
      [10, 20, 30, 44],
      [10, 60, 16, 90],
    ];
    const engine = reader();
    expect(await isUpsideDown(grey, [...strange, ...boxes], engine)).toBe(true);
    expect(engine.asked.every(({ image }) => image.height < 40)).toBe(true);
    const tall: Box = [40, 20, 604, 60];
    const mixed = reader();
    await isUpsideDown(grey, [tall, ...boxes], mixed);
    expect(mixed.asked.every(({ box }) => box[3] - box[1] === 24)).toBe(true);
  });

  it('is not told by spaces, which score well in anything', async () => {
    const { grey, boxes } = page(false);
    const engine = answering((crop) => (stands(crop) ? read('甲乙', 0.9) : read('丿      ', 0.9)));
    expect(await isUpsideDown(grey, boxes, engine)).toBe(false);
  });
});
