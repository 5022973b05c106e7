import { describe, expect, it } from 'vitest';
import { lineOf } from '../../../extractors/layout/lines.js';
import { trustIn } from '../../../extractors/layout/trust.js';
import type { Glyph } from '../../../extractors/pdf/content.js';

const glyph = (text: string, at: number, confidence?: number, second?: string): Glyph => ({
  text,
  unicode: text,
  code: 0,
  font: '',
  x0: at * 10,
  x1: at * 10 + 10,
  y: 20,
  size: 10,
  ...(confidence === undefined
    ? {}
    : {
        read: { confidence, readers: ['paddle', 'tesseract'], others: second === undefined ? [] : [{ reader: 'tesseract', text: second }] },
      }),
});

describe('a line read by engines', () => {
  it('has the confidence of its surest parts, and a doubt for each stretch that is not', () => {
    const line = lineOf(
      [glyph('总', 0, 0.99), glyph('分', 1, 0.97), glyph('9', 2, 0.5, '3'), glyph('5', 3, 0.7, '6'), glyph('。', 4, 0.99)],
      1,
    )!;
    expect(line.text).toBe('总分95。');
    expect(line.confidence).toBe(0.97);
    expect(line.readers).toEqual(['paddle', 'tesseract']);
    expect(line.doubts).toEqual([{ from: 2, to: 4, confidence: 0.5, others: [{ reader: 'tesseract', text: '36' }] }]);
  });

  it('keeps doubts apart when only one of them was read twice', () => {
    const line = lineOf([glyph('甲', 0, 0.6), glyph('9', 1, 0.5, '3')], 1)!;
    expect(line.doubts?.map(({ from, to, others }) => [from, to, others.length])).toEqual([
      [0, 1, 0],
      [1, 2, 1],
    ]);
  });

  it('counts a space it puts in when it says where a doubt stands', () => {
    const line = lineOf([glyph('甲', 0, 0.99), glyph('9', 3, 0.5, '3')], 1)!;
    expect(line.text).toBe('甲 9');
    expect(line.doubts).toMatchObject([{ from: 2, to: 3 }]);
  });
});

it('born-digital text has no confidence and no doubts', () => {
  const line = lineOf([glyph('甲', 0)], 1)!;
  expect(line).toMatchObject({ confidence: null, readers: ['text'] });
  expect('doubts' in line).toBe(false);
  expect(trustIn([])).toBeNull();
});
