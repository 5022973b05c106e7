import type { Edge } from './edges.js';

/**
 * A ruling line of a page picture. In pixels, as coordinates (0 is the outer edge of the first pixel): it runs along x (horizontal)
 * or y (vertical) from `from` to `to`, with its middle at `at` on the whole and, piece by piece, at `path`: rules of paper are
 * seldom quite straight. `thickness` is that of its ink, `darkness` how much darker than its sides it is, in greys.
 */
export interface Ruling {
  direction: Edge['direction'];
  at: number;
  from: number;
  to: number;
  thickness: number;
  darkness: number;
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

/** Whether most of a line lies on another one, or within `slack` pixels of it: the other edge of its ink, not a line of its own. */
export function runsAlong(line: Ruling, other: Ruling, slack: number): boolean {
  const shared = Math.min(line.to, other.to) - Math.max(line.from, other.from);
  if (shared < (line.to - line.from) * 0.6) return false;
  return Math.abs(middleAt(other, (line.from + line.to) / 2) - line.at) < (line.thickness + other.thickness) / 2 + slack;
}
