import { describe, expect, it } from 'vitest';
import { DOUBT_THRESHOLD } from '../../../model/index.js';
import { align, alone, calibrated, CALIBRATION, compare, samePrint } from '../../../extractors/scan/agree.js';
import type { ReadCharacter } from '../../../extractors/ocr/engine.js';

const read = (text: string, score = 0.99): ReadCharacter[] =>
  Array.from(text, (character, index) => ({
    text: character,
    score,
    from: index / text.length,
    to: (index + 1) / text.length,
    others: [],
  }));

describe('two readings of one place', () => {
  it('agree whatever the width of a mark', () => {
    const agreed = compare(alone(read('2025—03（1）'), 'paddle'), read('2025-03(1)'), 'tesseract', 'figure');
    expect(agreed.map(({ text }) => text).join('')).toBe('2025—03（1）');
    expect(agreed.every(({ confidence, readers }) => confidence > DOUBT_THRESHOLD && readers.length === 2)).toBe(true);
  });

  it('disagree at the one digit that differs, both texts kept', () => {
    const [nine, five, point, last] = compare(alone(read('95.5'), 'paddle'), read('96.5'), 'tesseract', 'figure');
    expect([nine, point, last].every((each) => each!.confidence > DOUBT_THRESHOLD)).toBe(true);
    expect(five).toMatchObject({ text: '5', second: '6' });
    expect(five!.confidence).toBeLessThan(DOUBT_THRESHOLD);
  });

  it('a character only the second reader has is laid to its neighbour, which becomes doubtful', () => {
    const agreed = compare(alone(read('95'), 'paddle'), read('9.5'), 'tesseract', 'figure');
    expect(agreed.some(({ second, confidence }) => second === '9.' && confidence < DOUBT_THRESHOLD)).toBe(true);
    expect(agreed.map(({ second }) => second).join('')).toBe('9.5');
  });

  it('a character only the first reader has is doubtful', () => {
    const agreed = compare(alone(read('9.5'), 'paddle'), read('95'), 'tesseract', 'figure');
    expect(agreed[1]).toMatchObject({ text: '.', second: '' });
    expect(agreed[1]!.confidence).toBeLessThan(DOUBT_THRESHOLD);
  });
});

describe('calibration', () => {
  it('rises with the score, and agreement is worth more than one reader, dispute less', () => {
    for (const [name, points] of Object.entries(CALIBRATION)) {
      const shares = points.map(([, share]) => share);
      expect(
        [...shares].sort((a, b) => a - b),
        name,
      ).toEqual(shares);
    }
    for (const score of [0, 0.3, 0.55, 0.8, 0.93, 1]) {
      expect(calibrated('agreed', score)).toBeGreaterThanOrEqual(calibrated('alone', score));
      expect(calibrated('alone', score)).toBeGreaterThan(calibrated('disputed', score));
    }
  });

  it('never lets a dispute count as certain', () => expect(calibrated('disputed', 1)).toBeLessThan(DOUBT_THRESHOLD));
});

it('pairs texts by a shortest edit script', () => {
  expect(align(Array.from('abc'), Array.from('axc'))).toEqual([
    { a: 0, b: 0 },
    { a: 1, b: 1 },
    { a: 2, b: 2 },
  ]);
  expect(align([], ['a'])).toEqual([{ a: null, b: 0 }]);
  expect(align(['a', 'b'], ['b'])).toEqual([
    { a: 0, b: null },
    { a: 1, b: 0 },
  ]);
});

it('takes full-width and half-width, and the kinds of dashes, for one', () => {
  expect(samePrint('（１－2）：')).toBe('(1-2):');
});
