import { describe, expect, it } from 'vitest';
import { DOUBT_THRESHOLD, TICK_CHARACTER, type Box, type Tick } from '../../../model/index.js';
import { linesOf } from '../../../extractors/layout/lines.js';
import type { Glyph } from '../../../extractors/pdf/content.js';
import { alone } from '../../../extractors/scan/agree.js';
import { columnInk } from '../../../extractors/scan/crops.js';
import { fontSizeOf, glyphsOf, settleSizes, tickGlyph, type ReadLine } from '../../../extractors/scan/glyphs.js';
import { HEIGHT, ink, paper, read } from './ink-on-paper.js';

/** Pixels per point, and where the crop begins on the page (pixels). */
const SCALE = 2;
const LEFT = 200;
const SIZE = 30;

type Print = readonly [text: string, from: number, to: number];

/** A line whose characters have their ink in given columns of the crop, as a reader gives it whose places are out by `off` pixels. */
function line(prints: readonly Print[], off = 0, width = prints.at(-1)![2] + 6): ReadLine {
  const image = paper(width, HEIGHT);
  for (const [text, from, to] of prints) if (text !== ' ') ink(image, from, 3, to, HEIGHT - 3);
  const characters = alone(
    prints.map(([text, from, to]) => ({ ...read(text)[0]!, from: (from + off) / width, to: (to + off) / width })),
    'paddle',
  );
  const box: Box = [LEFT + 6, 100, LEFT + width - 6, 128];
  return { box, baseline: 128, height: 28, left: LEFT, width, ink: columnInk(image), characters };
}

/** Left and right edges in pixels of the crop. */
function edges(glyphs: readonly Glyph[]): [string, number, number][] {
  return glyphs.map(({ text, x0, x1 }) => [text, Math.round(x0 * SCALE - LEFT), Math.round(x1 * SCALE - LEFT)]);
}

/** Characters of one size side by side, from column 6 on. */
function chinese(text: string, wide = 26, pitch = 30): Print[] {
  return Array.from(text, (letter, at): Print => [letter, 6 + at * pitch, 6 + at * pitch + wide]);
}

describe('glyphs of a read line', () => {
  it('stand where their ink stands, though the reader tells only roughly where', () => {
    const expected = chinese('组织架构').map(([text, from, to]) => [text, from, to]);
    for (const off of [-7, 0, 7]) expect(edges(glyphsOf(line(chinese('组织架构'), off), SIZE, SCALE))).toEqual(expected);
  });

  it('have the size, baseline and certainty they were read with', () => {
    const [glyph] = glyphsOf(line(chinese('组')), SIZE, SCALE);
    expect(glyph).toMatchObject({ text: '组', unicode: '组', size: 15, read: { readers: ['paddle'], others: [] } });
    expect(glyph!.read!.confidence).toBeGreaterThan(DOUBT_THRESHOLD);
    // Chinese characters reach below the baseline, figures do not.
    expect(glyph!.y).toBeLessThan(64);
    expect(glyphsOf(line([['5', 6, 20]]), SIZE, SCALE)[0]!.y).toBe(64);
  });

  it('keep what the other reader read, where that makes them doubtful', () => {
    const both = line([
      ['3', 6, 20],
      ['8', 22, 36],
    ]);
    both.characters[0] = { ...both.characters[0]!, readers: ['paddle', 'tesseract'], second: '3', confidence: 0.99 };
    both.characters[1] = { ...both.characters[1]!, readers: ['paddle', 'tesseract'], second: '6', confidence: 0.5 };
    const [three, eight] = glyphsOf(both, SIZE, SCALE);
    expect(three!.read!.others).toEqual([]);
    expect(eight!.read).toMatchObject({ confidence: 0.5, others: [{ reader: 'tesseract', text: '6' }] });
  });

  it('of a figure touch, so that it holds no spaces', () => {
    const figure = line([
      ['9', 6, 20],
      ['5', 23, 37],
      ['.', 42, 45],
      ['5', 52, 66],
    ]);
    const glyphs = glyphsOf(figure, SIZE, SCALE);
    glyphs.slice(1).forEach((glyph, at) => expect(glyph.x0).toBeCloseTo(glyphs[at]!.x1));
    expect(linesOf(glyphs, 1).map(({ text }) => text)).toEqual(['95.5']);
  });

  it('of two figures far apart do not touch', () => {
    const glyphs = glyphsOf(
      line([
        ['9', 6, 20],
        ['5', 60, 74],
      ]),
      SIZE,
      SCALE,
    );
    expect(linesOf(glyphs, 1).map(({ text }) => text)).toEqual(['9 5']);
  });

  it('have a space where the reader saw one, but none that has no room', () => {
    const spaced = [['A', 6, 22], [' ', 22, 34], ['B', 34, 50]] as const; // prettier-ignore
    const tight = [['A', 6, 22], [' ', 20, 26], ['B', 25, 41]] as const; // prettier-ignore
    expect(linesOf(glyphsOf(line(spaced), SIZE, SCALE), 1)[0]!.text).toBe('A B');
    expect(linesOf(glyphsOf(line(tight), SIZE, SCALE), 1)[0]!.text).toBe('AB');
  });

  it('that are full-width marks take their field: what closes to the right, what opens to the left', () => {
    const marks = line([
      ['分', 6, 32],
      ['，', 37, 43],
      ['合', 66, 92],
      ['（', 116, 122],
      ['格', 126, 152],
    ]);
    const [, comma, , bracket] = edges(glyphsOf(marks, SIZE, SCALE));
    expect(comma![1]).toBe(37);
    expect(comma![2]).toBe(37 + 27);
    expect(bracket![1]).toBe(122 - 27);
    expect(bracket![2]).toBe(122);
    expect(linesOf(glyphsOf(marks, SIZE, SCALE), 1)[0]!.text).toBe('分，合（格');
  });

  it('that are half-width marks do not', () => {
    const marks = line([
      ['分', 6, 32],
      [',', 37, 43],
      ['合', 66, 92],
    ]);
    expect(edges(glyphsOf(marks, SIZE, SCALE))[1]).toEqual([',', 37, 43]);
  });

  it.each([
    ['all at one place', () => 0.5, () => 0.5],
    ['one on another', (at: number) => 0.1 * at, (at: number) => 0.1 * at + 0.3],
    ['in no order', (at: number) => [0.4, 0.1, 0.7, 0.2][at]!, (at: number) => [0.5, 0.2, 0.8, 0.3][at]!],
  ])('stay in order and never shrink to nothing: places %s', (_, from, to) => {
    for (const text of ['组织架构', '95.5', '（1）。']) {
      const placed = line([
        ...chinese(text.slice(0, 2)),
        ...chinese(text.slice(2)).map(([each, x0, x1]): Print => [each, x0 + 60, x1 + 60]),
      ]);
      placed.characters = placed.characters.map((character, at) => ({ ...character, from: from(at), to: to(at) }));
      for (const inked of [placed.ink, new Float32Array(placed.width)]) {
        const glyphs = glyphsOf({ ...placed, ink: inked }, SIZE, SCALE);
        expect(glyphs.map((glyph) => glyph.text).join('')).toBe(text);
        glyphs.forEach((glyph, at) => {
          expect(glyph.x1 - glyph.x0).toBeGreaterThan(0);
          if (at > 0) expect(glyph.x0).toBeGreaterThan(glyphs[at - 1]!.x0);
        });
        expect(linesOf(glyphs, 1)[0]!.text.replaceAll(' ', '')).toBe(text);
      }
    }
  });
});

describe('the font size of a line', () => {
  it('is the pitch of its Chinese characters', () => {
    expect(fontSizeOf(line(chinese('服务质量体系', 26, 31)))).toBeCloseTo(31, 5);
  });

  it('is the height of its ink where the pitch says nothing: few characters, or wide-set ones', () => {
    expect(fontSizeOf(line(chinese('体系')))).toBeCloseTo(28 / 0.92, 5);
    expect(fontSizeOf(line(chinese('服务质量体系', 26, 60)))).toBeCloseTo(28 / 0.92, 5);
  });

  it('is larger for figures of the same height, which have no descenders', () => {
    expect(fontSizeOf(line([['9', 6, 20], ['5', 23, 37]] as const))).toBeCloseTo(28 / 0.7, 5); // prettier-ignore
    expect(fontSizeOf(line([['(', 6, 14], ['5', 23, 37]] as const))).toBeCloseTo(28 / 0.92, 5); // prettier-ignore
  });
});

describe('sizes of all lines', () => {
  it('settle on those most characters have, large and small apart, in the order given', () => {
    const sizes = [
      { size: 30.4, weight: 3 },
      { size: 44, weight: 8 },
      { size: 30, weight: 60 },
      { size: 29.4, weight: 2 },
      { size: 22, weight: 5 },
    ];
    expect(settleSizes(sizes)).toEqual([30, 44, 30, 30, 22]);
    expect(settleSizes([])).toEqual([]);
  });

  it('do not drift together over many small steps', () => {
    const sizes = Array.from({ length: 30 }, (_, at) => ({ size: 20 * 1.02 ** at, weight: 1 }));
    const settled = settleSizes(sizes);
    expect(new Set(settled).size).toBeGreaterThan(3);
    settled.forEach((size, at) => expect(Math.abs(size / sizes[at]!.size - 1)).toBeLessThan(0.15));
  });
});

describe('a tick as a glyph', () => {
  const tick = (box: Box, state: Tick['state'] = 'ticked'): Tick => ({ page: 1, box, state, kind: 'pixel' });
  const glyph = (x0: number, y: number, size = 10): Glyph => {
    return { text: '是', unicode: '是', code: 0, font: '', x0, x1: x0 + size, y, size };
  };

  it('stands on the line of the glyph beside it', () => {
    const made = tickGlyph(tick([40, 92, 48, 100]), [[glyph(52, 99)], [glyph(52, 120)], [glyph(90, 97, 12)]]);
    expect(made).toMatchObject({ text: TICK_CHARACTER.ticked, x0: 40, x1: 48, y: 99, size: 10 });
    expect(made.read).toBeUndefined();
  });

  it.each([
    ['nothing stands at its height', [[glyph(52, 130)]]],
    ['what stands there is far', [[glyph(200, 99)]]],
    ['there are no lines', [[]]],
  ])('stands by itself where %s', (_, lines) => {
    expect(tickGlyph(tick([40, 92, 48, 100], 'unknown'), lines)).toMatchObject({ text: TICK_CHARACTER.unknown, y: 100, size: 10 });
  });
});
