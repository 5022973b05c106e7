import { describe, expect, it } from 'vitest';
import type { ReadCharacter } from '../../../extractors/ocr/engine.js';
import { alignInk, inkRuns } from '../../../extractors/scan/ink-alignment.js';

const HEIGHT = 20;

/** Ink in the given columns of a crop 200 wide. */
function ink(...runs: [number, number][]): Float32Array {
  const columns = new Float32Array(200);
  for (const [from, to] of runs) columns.fill(0.5, from, to);
  return columns;
}

/** Characters whose middles a reader puts at the given columns. */
function read(text: string, ...middles: number[]): ReadCharacter[] {
  return Array.from(text, (character, index) => ({
    text: character,
    score: 0.9,
    from: (middles[index]! - 2) / 200,
    to: (middles[index]! + 2) / 200,
    others: [],
  }));
}

describe('characters and ink side by side', () => {
  it('runs of inked columns', () =>
    expect(inkRuns(ink([3, 9], [12, 200]))).toEqual([
      [3, 9],
      [12, 200],
    ]));

  it('each character has its ink, though the reader is half a digit out', () => {
    const { extents, uncovered } = alignInk(read('22日', 56, 66, 90), ink([50, 58], [60, 68], [82, 100]), HEIGHT);
    expect(extents).toEqual([
      [50, 58],
      [60, 68],
      [82, 100],
    ]);
    expect(uncovered).toEqual([]);
  });

  it('a character of several pieces takes them all', () => {
    const { extents, uncovered } = alignInk(read('川4', 60, 85), ink([50, 53], [58, 61], [67, 70], [81, 89]), HEIGHT);
    expect(extents).toEqual([
      [50, 70],
      [81, 89],
    ]);
    expect(uncovered).toEqual([]);
  });

  it('a digit the reader dropped is left over', () => {
    const { uncovered } = alignInk(read('2日', 55, 90), ink([50, 58], [60, 68], [82, 100]), HEIGHT);
    expect(uncovered).toEqual([[60, 68]]);
  });

  it('a mark between brackets is left over', () => {
    expect(alignInk(read('()', 50, 78), ink([48, 52], [56, 70], [76, 80]), HEIGHT).uncovered).toEqual([[56, 70]]);
  });

  it('characters that touch share a run by their widths', () => {
    const { extents, uncovered } = alignInk(read('2日', 55, 70), ink([50, 80]), HEIGHT);
    expect(extents).toEqual([
      [50, 60],
      [60, 80],
    ]);
    expect(uncovered).toEqual([]);
  });

  it('dust is neither left over nor taken for a character; a character without ink has no place', () => {
    expect(alignInk(read('4', 55), ink([30, 31], [50, 58]), HEIGHT)).toEqual({ extents: [[50, 58]], uncovered: [] });
    expect(alignInk(read('4〇', 55, 120), ink([50, 58]), HEIGHT).extents).toEqual([[50, 58], null]);
  });

  it('spaces have no ink', () => expect(alignInk(read('4 5', 54, 70, 94), ink([50, 58], [90, 98]), HEIGHT).extents[1]).toBeNull());
});
