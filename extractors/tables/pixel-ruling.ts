import type { Edge } from './edges.js';

/**
 * A ruling line of a page picture. In pixels, as coordinates (0 is the outer edge of the first pixel): it runs along x (horizontal)
 * or y (vertical) from `from` to `to`, with its middle at `at` on the whole and, piece by piece, at `path`: rules of paper are
 * seldom quite straight. `thickness` is that of its ink.
 */
export interface Ruling {
  direction: Edge['direction'];
  at: number;
  from: number;
  to: number;
  thickness: number;
  path: { from: number; to: number; at: number }[];
}

/** Where a line's middle is at a place along it. */
export function middleAt({ path, at }: Ruling, place: number): number {
  let low = 0;
  let high = path.length - 1;
  if (high < 0) return at;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (path[middle]!.to <= place) low = middle + 1;
    else high = middle;
  }
  return path[low]!.at;
}
