import { describe, expect, it } from 'vitest';
import { DOUBT_THRESHOLD } from '../../../model/index.js';
import { settleCommas } from '../../../extractors/scan/commas.js';
import { drawnLine, HEIGHT, ink, PITCH, textOf, type DrawnLine } from './ink-on-paper.js';

/** A line whose character `at` is drawn as pieces: [top, bottom, width] each. */
function withMark(text: string, at: number, ...pieces: [number, number, number][]): DrawnLine {
  const line = drawnLine(text);
  ink(line.crop.image, at * PITCH, 0, (at + 1) * PITCH, HEIGHT, 255);
  for (const [top, bottom, width] of pieces) ink(line.crop.image, at * PITCH + 8, top, at * PITCH + 8 + width, bottom);
  return line;
}

const settled = (line: DrawnLine): string => {
  settleCommas([line]);
  return textOf(line.characters);
};

describe('commas and semicolons', () => {
  it('are told by whether there is a dot above the comma', () => {
    expect(settled(withMark('进度；为', 2, [24, 33, 4]))).toBe('进度，为');
    expect(settled(withMark('进度，为', 2, [12, 16, 4], [24, 33, 4]))).toBe('进度；为');
    expect(settled(withMark('a b;c', 3, [24, 33, 4]))).toBe('a b,c');
  });

  it('changed are doubtful, with what was read beside them', () => {
    const line = withMark('进度；为', 2, [24, 33, 4]);
    settleCommas([line]);
    expect(line.characters[2]!.confidence).toBeLessThan(DOUBT_THRESHOLD);
    expect(line.characters[2]!.second).toBe('；');
  });

  it('stay as read where the ink says the same, or nothing', () => {
    for (const line of [
      withMark('进度；为', 2, [12, 16, 4], [24, 33, 4]),
      withMark('进度：为', 2, [12, 16, 4], [24, 33, 4]),
      withMark('进度；为', 2, [8, 33, 4]),
      withMark('进度，为', 2, [5, 8, 4], [14, 18, 4], [24, 33, 4]),
    ]) {
      const before = structuredClone(line.characters);
      settleCommas([line]);
      expect(line.characters).toEqual(before);
    }
  });
});
