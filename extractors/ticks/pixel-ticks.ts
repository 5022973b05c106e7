import type { Box, Tick, TickState } from '../../model/index.js';
import type { GreyImage } from '../image/image.js';
import { inkLevels, inkPieces, type InkPiece } from '../scan/ink.js';
import { pixelBoxes, type PixelBox } from './pixel-boxes.js';
import { contentOf, stateOf } from './pixel-content.js';

interface Candidate extends PixelBox {
  state: TickState;
  /** Blank to the left of it, in its own sizes; Infinity at the start of a line. */
  before: number;
  /** Its size in heights of the letters beside it; null when none are. */
  relative: number | null;
}

/** Boxes beside letters are no smaller and no larger than this, in heights of the letters. */
const SMALLEST_RELATIVE = 0.58;
const LARGEST_RELATIVE = 1.45;
/** Boxes of one form have sizes this near each other. */
const SAME_SIZE = 0.09;

/**
 * Tick boxes of a straight page picture, by their outline and what stands inside. `scale` is pixels per point; boxes are in points.
 * Ticks in brackets and lone checks are not looked for: they are text.
 */
export function pixelTicks(grey: GreyImage, scale: number, page: number): Tick[] {
  const levels = inkLevels(grey);
  const boxes = pixelBoxes(grey, scale, levels.ink);
  if (boxes.length === 0) return [];
  const pieces = inkPieces(grey, [0, 0, grey.width, grey.height], levels);
  const candidates = boxes.flatMap((found): Candidate[] => {
    const state = stateOf(contentOf(grey, found, levels.ink));
    if (state === null) return [];
    const around = surroundings(found.box, pieces, scale);
    if (around === null) return [];
    return [{ ...found, state, ...around }];
  });
  return candidates
    .filter((candidate) => isTick(candidate, candidates))
    .map(({ box, state }) => ({ page, box: box.map((edge) => edge / scale) as Box, state, kind: 'pixel' as const }))
    .sort((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0]);
}

/** What stands beside a box on its line; null when it is part of a letter. */
function surroundings(box: Box, pieces: readonly InkPiece[], scale: number): Pick<Candidate, 'before' | 'relative'> | null {
  const [x0, y0, x1, y1] = box;
  const size = Math.max(x1 - x0, y1 - y0);
  let before = Infinity;
  const heights: number[] = [];
  for (const { box: other } of pieces) {
    if (other[3] < y0 - size || other[1] > y1 + size || other[2] < x0 - 8 * size || other[0] > x1 + 8 * size) continue;
    const width = other[2] - other[0];
    const height = other[3] - other[1];
    const inside = other[0] >= x0 - 1 && other[2] <= x1 + 1 && other[1] >= y0 - 1 && other[3] <= y1 + 1;
    if (inside || width > 3 * size || height > 2.2 * size || Math.max(width, height) < scale) continue;
    const overlaps = Math.min(other[2], x1) - Math.max(other[0], x0) > 0 && Math.min(other[3], y1) - Math.max(other[1], y0) > 0;
    if (overlaps) continue;
    const shared = Math.min(other[3], y1) - Math.max(other[1], y0);
    // Strokes right above or below are the rest of a letter.
    if (shared <= 0) {
      const near = Math.max(other[1] - y1, y0 - other[3]) < size * 0.16;
      const across = Math.min(other[2], x1) - Math.max(other[0], x0);
      if (near && across > size * 0.4) return null;
      continue;
    }
    if (shared < height * 0.5) continue;
    heights.push(height);
    if (other[2] <= x0 + 1) before = Math.min(before, (x0 - other[2]) / size);
  }
  heights.sort((a, b) => a - b);
  const tall = heights[Math.floor(heights.length * 0.85)];
  return { before, relative: tall === undefined ? null : size / Math.max(tall, 4 * scale) };
}

function isTick(candidate: Candidate, all: readonly Candidate[]): boolean {
  const { relative, before, state, box } = candidate;
  if (relative === null || relative < SMALLEST_RELATIVE || relative > LARGEST_RELATIVE) return false;
  const mates = all.filter((other) => other !== candidate && sameSize(box, other.box)).length;
  if (state === 'unknown') return mates >= 1 && before > 0.3;
  return mates >= 1 || before > 0.3;
}

function sameSize(one: Box, other: Box): boolean {
  const near = (a: number, b: number): boolean => Math.abs(a - b) <= Math.max(1.5, SAME_SIZE * Math.max(a, b));
  return near(one[2] - one[0], other[2] - other[0]) && near(one[3] - one[1], other[3] - other[1]);
}
