import { describe, expect, it } from 'vitest';
import type { GreyImage } from '../../../extractors/image/image.js';
import { isCheckMark } from '../../../extractors/scan/uncovered.js';
import { ink, paper, stroke } from './ink-on-paper.js';

const SIZES = [
  [14, 2],
  [24, 3],
  [40, 4],
  [64, 8],
] as const;

/** Strokes through points in parts of the size, on paper with a margin. */
function drawn(size: number, thick: number, ...strokes: number[][]): GreyImage {
  const page = paper(Math.round(size * 1.6), Math.round(size * 1.6));
  const margin = size * 0.3;
  for (const points of strokes) stroke(page, thick, ...points.map((at) => margin + at * size));
  return page;
}

const CHECKS: Readonly<Record<string, number[]>> = {
  'as printed': [0, 0.55, 0.3, 1, 1, 0],
  steep: [0.1, 0.6, 0.35, 1, 0.75, 0],
  flat: [0, 0.5, 0.3, 0.8, 1, 0.15],
  'with a short first stroke': [0, 0.75, 0.15, 1, 0.9, 0],
  'with a long first stroke': [0, 0.3, 0.4, 1, 1, 0],
  'as a hand bends it': [0, 0.6, 0.15, 0.8, 0.28, 1, 0.5, 0.6, 0.7, 0.3, 1, 0],
};

const OTHERS: Readonly<Record<string, number[][]>> = {
  '4': [[0.75, 1, 0.75, 0, 0, 0.7, 1, 0.7]],
  '7': [[0, 0, 0.7, 0, 0.3, 1]],
  '1': [[0.3, 0.2, 0.5, 0, 0.5, 1]],
  '1 with a foot': [
    [0.3, 0.2, 0.5, 0, 0.5, 1],
    [0.2, 1, 0.8, 1],
  ],
  L: [[0.1, 0, 0.1, 1, 0.7, 1]],
  X: [
    [0, 0, 0.8, 1],
    [0.8, 0, 0, 1],
  ],
  Y: [
    [0, 0, 0.4, 0.5, 0.8, 0],
    [0.4, 0.5, 0.4, 1],
  ],
  U: [[0, 0, 0, 0.8, 0.2, 1, 0.5, 1, 0.7, 0.8, 0.7, 0]],
  N: [[0, 1, 0, 0, 0.7, 1, 0.7, 0]],
  '/': [[0.1, 1, 0.5, 0]],
  '\\': [[0.1, 0, 0.5, 1]],
  'a V that leans back': [[0, 0, 0.75, 1, 1, 0]],
  'a hook that ends half-way up': [[0, 0, 0.3, 1, 0.8, 0.5]],
  'a slash with a foot': [[0, 0.93, 0.15, 1, 1, 0]],
  '-': [[0, 0.5, 0.6, 0.5]],
  '(': [[0.3, 0, 0.1, 0.25, 0.05, 0.5, 0.1, 0.75, 0.3, 1]],
  ')': [[0, 0, 0.2, 0.25, 0.25, 0.5, 0.2, 0.75, 0, 1]],
  一: [[0, 0.5, 1, 0.5]],
  十: [
    [0, 0.5, 1, 0.5],
    [0.5, 0, 0.5, 1],
  ],
  人: [[0, 1, 0.5, 0, 1, 1]],
  口: [[0, 0, 1, 0, 1, 1, 0, 1, 0, 0]],
  日: [
    [0.1, 0, 0.8, 0, 0.8, 1, 0.1, 1, 0.1, 0],
    [0.1, 0.5, 0.8, 0.5],
  ],
  中: [
    [0, 0.2, 1, 0.2, 1, 0.7, 0, 0.7, 0, 0.2],
    [0.5, 0, 0.5, 1],
  ],
  无: [
    [0.2, 0, 0.8, 0],
    [0, 0.4, 1, 0.4],
    [0.5, 0, 0.4, 0.6, 0, 1],
    [0.6, 0.4, 0.6, 0.9, 0.9, 1, 1, 0.8],
  ],
};

describe('a check mark', () => {
  for (const [size, thick] of SIZES) {
    it.each(Object.entries(CHECKS))(`is known ${size} pixels large, %s`, (_, points) => {
      expect(isCheckMark(drawn(size, thick, points))).toBe(true);
    });

    it.each(Object.entries(OTHERS))(`is not %s, ${size} pixels large`, (_, strokes) => {
      expect(isCheckMark(drawn(size, thick, ...strokes))).toBe(false);
    });
  }

  it('is no blot, no dot and no paper', () => {
    expect(isCheckMark(paper(30, 30))).toBe(false);
    expect(isCheckMark(paper(0, 0))).toBe(false);
    const blot = paper(40, 40);
    ink(blot, 8, 8, 32, 32);
    expect(isCheckMark(blot)).toBe(false);
    const dot = paper(40, 40);
    ink(dot, 20, 20, 23, 23);
    expect(isCheckMark(dot)).toBe(false);
  });

  it('is known in pale grey print on grey paper', () => {
    const page = drawn(40, 4, CHECKS['as printed']!);
    expect(isCheckMark({ ...page, data: page.data.map((value) => (value === 255 ? 235 : 130)) })).toBe(true);
  });
});
