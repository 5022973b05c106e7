import { describe, expect, it } from 'vitest';
import type { TickState } from '../../../model/index.js';
import type { GreyImage } from '../../../extractors/image/image.js';
import { pixelTicks } from '../../../extractors/ticks/pixel-ticks.js';

/** 216 dpi: a letter of 10 points is 30 pixels. */
const SCALE = 3;
const WIDTH = 900;

function paper(): GreyImage {
  return { width: WIDTH, height: 300, data: new Uint8Array(WIDTH * 300).fill(255) };
}

function ink({ data }: GreyImage, x0: number, y0: number, x1: number, y1: number, grey = 20): void {
  for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) data[y * WIDTH + x] = Math.min(data[y * WIDTH + x]!, grey);
}

/** A slanting stroke three pixels thick. */
function stroke(page: GreyImage, x0: number, y0: number, x1: number, y1: number): void {
  for (let at = 0; at <= 60; at++) {
    const x = Math.round(x0 + ((x1 - x0) * at) / 60);
    const y = Math.round(y0 + ((y1 - y0) * at) / 60);
    ink(page, x - 1, y - 1, x + 2, y + 2);
  }
}

/** Letters like 上: no boxes. */
function letters(page: GreyImage, x: number, y: number, count: number): void {
  for (let at = 0; at < count; at++) {
    ink(page, x + at * 33 + 13, y, x + at * 33 + 16, y + 30);
    ink(page, x + at * 33 + 13, y + 12, x + at * 33 + 27, y + 15);
    ink(page, x + at * 33, y + 27, x + at * 33 + 30, y + 30);
  }
}

/** The outline of a box of 27 pixels, its sides two thick. */
function frame(page: GreyImage, x: number, y: number, size = 27): void {
  ink(page, x, y, x + size, y + 2);
  ink(page, x, y + size - 2, x + size, y + size);
  ink(page, x, y, x + 2, y + size);
  ink(page, x + size - 2, y, x + size, y + size);
}

const CONTENTS: Readonly<Record<string, (page: GreyImage, x: number, y: number) => void>> = {
  nothing: () => undefined,
  check: (page, x, y) => {
    stroke(page, x + 6, y + 13, x + 11, y + 19);
    stroke(page, x + 11, y + 19, x + 21, y + 7);
  },
  'a check that sticks out': (page, x, y) => {
    stroke(page, x + 6, y + 12, x + 11, y + 20);
    stroke(page, x + 11, y + 20, x + 33, y - 6);
  },
  cross: (page, x, y) => {
    stroke(page, x + 5, y + 5, x + 21, y + 21);
    stroke(page, x + 21, y + 5, x + 5, y + 21);
  },
  filling: (page, x, y) => ink(page, x, y, x + 27, y + 27),
  'a pale stain': (page, x, y) => ink(page, x + 4, y + 6, x + 23, y + 21, 215),
};

/** Two options on one line: one box with the content, one empty. */
function option(content: string): GreyImage {
  const page = paper();
  for (const [x, what] of [
    [100, content],
    [400, 'nothing'],
  ] as const) {
    frame(page, x, 101);
    CONTENTS[what]!(page, x, 101);
    letters(page, x + 38, 100, 4);
  }
  return page;
}

const statesOf = (page: GreyImage): TickState[] => pixelTicks(page, SCALE, 1).map(({ state }) => state);

describe('tick boxes from pixels', () => {
  it.each([
    ['nothing', 'empty'],
    ['check', 'ticked'],
    ['a check that sticks out', 'ticked'],
    ['cross', 'ticked'],
    ['filling', 'ticked'],
    ['a pale stain', 'unknown'],
  ] as const)('a box with %s is %s', (content, state) => {
    expect(statesOf(option(content))).toEqual([state, 'empty']);
  });

  it('gives their boxes in points', () => {
    const [first] = pixelTicks(option('nothing'), SCALE, 4);
    expect(first).toMatchObject({ page: 4, kind: 'pixel' });
    for (const [index, edge] of [100, 101, 127, 128].entries()) expect(Math.abs(first!.box[index]! - edge / SCALE)).toBeLessThan(0.7);
  });

  it.each(['upper', 'lower'])('sees nothing in a box of which a letter draws out the %s side', (side) => {
    const page = option('check');
    const y = side === 'upper' ? 101 : 101 + 25;
    ink(page, 427, y, 430, y + 2);
    expect(statesOf(page)).toEqual(['ticked', 'empty']);
  });

  it('closes small breaks of an outline', () => {
    const page = option('nothing');
    for (let y = 101; y < 103; y++) page.data.fill(255, y * WIDTH + 110, y * WIDTH + 112);
    for (let y = 112; y < 114; y++) page.data.fill(255, y * WIDTH + 100, y * WIDTH + 103);
    expect(statesOf(page)).toEqual(['empty', 'empty']);
  });

  it('sees a filled box that a fax has broken into dots', () => {
    const page = option('filling');
    for (let y = 102; y < 128; y += 4) for (let x = 102 + (y % 8) / 2; x < 126; x += 4) page.data[y * WIDTH + x] = 255;
    expect(statesOf(page)).toEqual(['ticked', 'empty']);
    // The gaps in a dense letter are wider than dots.
    for (const y of [105, 106, 112, 113, 119, 120]) page.data.fill(255, y * WIDTH + 104, y * WIDTH + 123);
    expect(statesOf(page)).not.toContain('ticked');
  });

  it('sees an outline of dots', () => {
    const page = option('nothing');
    const sides = [100, 101, 125, 126];
    for (let y = 101; y < 128; y++) {
      for (const x of sides) if ((x + y) % 2 === 0) page.data[y * WIDTH + x] = 255;
    }
    expect(statesOf(page)).toEqual(['empty', 'empty']);
  });

  describe('with sides too pale to be ink', () => {
    /** The second option's box with some of its sides in a pale grey, or not at all. */
    const pale = (sides: readonly ('right' | 'bottom')[], grey: number, content = 'nothing'): GreyImage => {
      const page = option('nothing');
      for (const side of sides) {
        for (let at = 2; at < 27; at++) {
          const [x, y] = side === 'right' ? [425, 101 + at] : [400 + at, 126];
          for (const step of [0, 1]) page.data[(y + (side === 'bottom' ? step : 0)) * WIDTH + x + (side === 'right' ? step : 0)] = grey;
        }
      }
      CONTENTS[content]!(page, 400, 101);
      return page;
    };

    it.each([
      [['right'], 'nothing', 'empty'],
      [['bottom'], 'cross', 'ticked'],
      [['right', 'bottom'], 'nothing', 'empty'],
      [['right', 'bottom'], 'cross', 'ticked'],
    ] as const)('sees a box without its %s side by the trace of it, holding %s', (sides, content, state) => {
      for (const grey of [230, 248]) expect(statesOf(pale(sides, grey, content))).toEqual(['empty', state]);
    });

    it('leaves letters that have none there: 匚, 区, 厂', () => {
      expect(statesOf(pale(['right'], 255))).toEqual(['empty']);
      expect(statesOf(pale(['right'], 255, 'cross'))).toEqual(['empty']);
      expect(statesOf(pale(['right', 'bottom'], 255))).toEqual(['empty']);
    });

    it('leaves what has the size of no other box', () => {
      const page = pale(['right'], 240);
      for (let y = 95; y < 135; y++) page.data.fill(255, y * WIDTH + 95, y * WIDTH + 132);
      frame(page, 100, 101, 33);
      expect(statesOf(page)).toEqual(['empty']);
    });
  });

  it('leaves letters that look like boxes', () => {
    const letter = (draw: (page: GreyImage, x: number) => void): GreyImage => {
      const page = paper();
      for (const x of [100, 400]) {
        draw(page, x);
        letters(page, x + 33, 100, 4);
      }
      return page;
    };
    // 口 stands on feet; 日 and 田 are crossed; 图 is full of strokes; 回 has a box inside; 吕 is two small ones.
    const feet = letter((page, x) => {
      frame(page, x, 101);
      ink(page, x, 128, x + 2, 131);
      ink(page, x + 25, 128, x + 27, 131);
    });
    const crossed = letter((page, x) => {
      frame(page, x, 101);
      ink(page, x, 113, x + 27, 115);
    });
    const full = letter((page, x) => {
      frame(page, x, 101);
      for (const y of [105, 110, 115, 120]) stroke(page, x + 5, y, x + 21, y + 3);
      stroke(page, x + 13, 103, x + 10, 124);
    });
    const nested = letter((page, x) => {
      frame(page, x, 101);
      frame(page, x + 6, 107, 15);
    });
    const small = letter((page, x) => {
      frame(page, x + 7, 101, 12);
      frame(page, x + 6, 115, 13);
    });
    for (const page of [feet, crossed, full, nested, small]) expect(statesOf(page)).toEqual([]);
  });

  it('takes a box alone on the page for no tick box, nor cells of a table', () => {
    const page = paper();
    frame(page, 100, 100);
    frame(page, 300, 40, 120);
    expect(statesOf(page)).toEqual([]);
  });
});
