import { expect, it } from 'vitest';
import type { Tick } from '../../../model/index.js';
import type { GreyImage } from '../../../extractors/image/image.js';
import type { ReadCharacter } from '../../../extractors/ocr/engine.js';
import { withoutCharacters } from '../../../extractors/scan/tick-veto.js';
import { answering, ink, inkedColumns, paper, read } from './ink-on-paper.js';

const SCALE = 2;
/** The box of a tick, in pixels. */
const BOX = [200, 60, 228, 88] as const;

/** A box with a letter on either side, and a line of print above and below. */
function page(): GreyImage {
  const grey = paper(600, 160);
  const [x0, y0, x1, y1] = BOX;
  ink(grey, x0, y0, x1, y0 + 3);
  ink(grey, x0, y1 - 3, x1, y1);
  ink(grey, x0, y0, x0 + 3, y1);
  ink(grey, x1 - 3, y0, x1, y1);
  for (const y of [8, 60, 112]) {
    ink(grey, 164, y, 190, y + 28);
    ink(grey, 238, y, 264, y + 28);
  }
  return grey;
}

const tick = (box: readonly number[], state: Tick['state'] = 'ticked'): Tick => {
  return { page: 3, box: box.map((edge) => edge / SCALE) as Tick['box'], state, kind: 'pixel' };
};

/** A reading of what stands to the left of the box, on it, and to its right. */
const around = (over: ReadCharacter[]): ReadCharacter[] => [...read('甲', 0.99, 0.05, 0.25), ...over, ...read('乙', 0.99, 0.75, 0.95)];

it.each([
  ['理', 0.7, false],
  ['理', 0.5, true],
  ['日', 0.85, true],
  ['日', 0.95, false],
  ['口', 0.99, true],
  ['□', 0.99, true],
  ['☑', 0.99, true],
  ['区', 0.85, true],
  ['区', 0.99, false],
  ['8', 0.99, false],
  ['8', 0.8, true],
  ['B', 0.99, true],
  ['0', 0.99, true],
  ['，', 0.99, true],
])('a box read as %s with %f is a tick: %s', async (text, score, kept) => {
  const engine = answering(() => around(read(text, score, 0.42, 0.58)));
  expect(await withoutCharacters([tick(BOX)], page(), SCALE, engine)).toHaveLength(kept ? 1 : 0);
});

it('the lower loop of a figure (8 in 85061) is no box', async () => {
  const digits = Array.from('85061').flatMap((digit, at) => read(digit, 0.98, 0.02 + at * 0.195, 0.19 + at * 0.195));
  const middle = digits.map((one) => (one.text === '0' ? { ...one, text: '8' } : one));
  expect(
    await withoutCharacters(
      [tick(BOX, 'empty')],
      page(),
      SCALE,
      answering(() => middle),
    ),
  ).toEqual([]);
  expect(
    await withoutCharacters(
      [tick(BOX, 'empty')],
      page(),
      SCALE,
      answering(() => digits),
    ),
  ).toHaveLength(1);
});

it('only a sure reading makes a letter of a filled box', async () => {
  const grey = page();
  ink(grey, ...BOX);
  for (const [score, kept] of [
    [0.8, 1],
    [0.95, 0],
  ] as const) {
    const engine = answering(() => around(read('赢', score, 0.42, 0.58)));
    expect(await withoutCharacters([tick(BOX)], grey, SCALE, engine)).toHaveLength(kept);
  }
});

it('区 is no reading of a box that has a right side and stands off the word before it', async () => {
  const grey = page();
  // The letter before stands off by more than half of the box.
  ink(grey, 164, 60, 190, 88, 255);
  ink(grey, 150, 60, 182, 88);
  const apart = answering(() => [...read('甲', 0.99, 0.02, 0.26), ...read('区', 0.99, 0.42, 0.58), ...read('乙', 0.99, 0.75, 0.95)]);
  expect(await withoutCharacters([tick(BOX)], grey, SCALE, apart)).toHaveLength(1);
  ink(grey, 224, 63, 229, 85, 255);
  expect(await withoutCharacters([tick(BOX)], grey, SCALE, apart)).toEqual([]);
});

it('a letter that looks like a ticked box is one only inside a word', async () => {
  const far = (over: ReadCharacter[]): ReadCharacter[] => [...read('甲', 0.99, 0, 0.08), ...over, ...read('乙', 0.99, 0.75, 0.95)];
  const engine = answering(() => far(read('区', 0.99, 0.42, 0.58)));
  expect(await withoutCharacters([tick(BOX)], page(), SCALE, engine)).toHaveLength(1);
});

it('what is read beside a box says nothing about it, nor does silence', async () => {
  for (const answer of [around([]), [], read('理', 0.99, 0.1, 0.3)]) {
    expect(await withoutCharacters([tick(BOX)], page(), SCALE, answering(() => answer))).toHaveLength(1); // prettier-ignore
  }
});

it('a box is read with its neighbours, without the lines above and below', async () => {
  const engine = answering(() => []);
  await withoutCharacters([tick(BOX)], page(), SCALE, engine);
  const [crop] = engine.asked;
  expect(crop).toMatchObject({ page: 3, kind: 'text', box: [100, 30, 114, 44] });
  expect(inkedColumns(crop!.image)).toHaveLength(3);
  expect(crop!.image.height).toBeLessThan(28 * 1.6);
  for (const y of [1, 2]) {
    const edge = crop!.image.data.subarray(y * crop!.image.width, (y + 1) * crop!.image.width);
    expect(edge.every((value) => value === 255)).toBe(true);
  }
});

it('each box has its own reading, and the rest keep their order', async () => {
  const grey = paper(600, 160);
  for (const x of [40, 240, 440]) ink(grey, x, 60, x + 28, 88);
  const ticks = [40, 240, 440].map((x, at) => tick([x, 60, x + 28, 88], at === 2 ? 'empty' : 'ticked'));
  const engine = answering((_, index) => (index === 1 ? read('高', 0.9, 0.4, 0.6) : []));
  expect(await withoutCharacters(ticks, grey, SCALE, engine)).toEqual([ticks[0], ticks[2]]);
});

it('a box at the edge of the page is read too, and none without reading anything', async () => {
  const grey = paper(300, 100);
  ink(grey, 0, 0, 28, 28);
  const corner = tick([0, 0, 28, 28]);
  const engine = answering(({ image }) => {
    const [[from, to]] = inkedColumns(image) as [[number, number]];
    return read('理', 0.9, from / image.width, to / image.width);
  });
  expect(await withoutCharacters([corner], grey, SCALE, engine)).toEqual([]);
  expect(await withoutCharacters([], grey, SCALE, engine)).toEqual([]);
  expect(engine.asked).toHaveLength(1);
});

/** Whether the box is still there: its upper side, in the columns between the letters. */
const hasBox = (image: GreyImage): boolean => inkedColumns(image).length > 2;

it.each([
  ['the letter behind it, still read there without the box', 0.7, true],
  ['a letter it is part of', null, false],
  ['a letter that readers place where the box was, though it is gone', 0.5, false],
])('a box over which a reader lays %s', async (_, place, kept) => {
  const engine = answering(({ image }) => {
    if (hasBox(image)) return around(read('非', 0.99, 0.42, 0.58));
    return around(place === null ? [] : read('非', 0.99, place - 0.08, place + 0.08));
  });
  expect(await withoutCharacters([tick(BOX)], page(), SCALE, engine)).toHaveLength(kept ? 1 : 0);
});

it('as many letters of the kind must be left as there were', async () => {
  const engine = answering(({ image }) =>
    hasBox(image) ? [...read('日', 0.99, 0.2, 0.35), ...read('日', 0.99, 0.42, 0.58)] : read('日', 0.99, 0.2, 0.35),
  );
  expect(await withoutCharacters([tick(BOX)], page(), SCALE, engine)).toEqual([]);
});
