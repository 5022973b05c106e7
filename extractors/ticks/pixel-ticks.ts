import { unionBox, type Box, type Tick, type TickState } from '../../model/index.js';
import type { GreyImage } from '../image/image.js';
import { inkLevels, inkPieces, type InkPiece } from '../scan/ink.js';
import { faintSided } from './faint-sides.js';
import { outermost, pixelBoxes, type PixelBox } from './pixel-boxes.js';
import { contentOf, feetOf, ringOf, stateOf } from './pixel-content.js';

interface Candidate extends PixelBox, Surroundings {
  state: TickState;
  /** The letter behind it has grown together with it: a tick only where others of its form stand free. */
  touched: boolean;
}

/** What stands beside a box on its line. */
interface Surroundings {
  /** Blank to the left and right of it, in its own sizes; Infinity where the line begins or ends. */
  before: number;
  after: number;
  /** Its size in heights of the letters beside it. */
  relative: number;
}

/** Sides that reach further below the lower side than this part of a box's height are the feet of 口, 四 or 图. */
const FEET = 0.046;
/** Ink below a box, and beside any side: the rest of a letter; a check may stick out on one. */
const BELOW = 0.11;
const TOUCHED = 0.14;
/** A letter that touches a box from behind does so at no more than this part of the side. */
const TOUCHED_BEHIND = 0.45;
/** The least part of every side that is drawn, for boxes that nothing sticks out of. */
const CLOSED = 0.9;
/** Boxes beside letters are no smaller and no larger than this, in heights of the letters. */
const SMALLEST_RELATIVE = 0.48;
const LARGEST_RELATIVE = 1.45;
/** Smaller ones than this may be the 口 in 和 or 名, which stands nearer to the rest of its letter than a box to letters (sizes). */
const SMALL_RELATIVE = 0.72;
const ASIDE = 0.22;
/** The words of an option follow its box within this (sizes). */
const FOLLOWED = 2.2;
/** Blank that parts a box from the letter before it, in its sizes: more than between letters. */
const APART = 0.3;
/** Boxes of one form have sizes this near each other. */
const SAME_SIZE = 0.08;

/**
 * Tick boxes of a straight page picture, by their outline and what stands inside. `scale` is pixels per point; boxes are in points.
 * Ticks in brackets and lone checks are not looked for: they are text.
 */
export function pixelTicks(grey: GreyImage, scale: number, page: number): Tick[] {
  const levels = inkLevels(grey);
  // Outlines are thin and light: grey well above that of letters counts.
  const outline = Math.round(levels.ink + (255 - levels.ink) * 0.45);
  const boxes = pixelBoxes(grey, scale, outline, (levels.black + 255) / 2);
  const closed = boxes.filter((found) => !found.solid && found.closed >= CLOSED);
  const judged = boxes.flatMap((found) => {
    const state = stateOf(contentOf(grey, found, levels.ink), levels.black);
    const stand = state === null ? null : standOf(grey, found, state, levels.ink);
    return state === null || stand === null ? [] : [{ ...found, state, touched: stand === 'touched' }];
  });
  if (judged.length === 0) return [];
  const pieces = inkPieces(grey, [0, 0, grey.width, grey.height], levels);
  const candidates = outermost(judged).flatMap((outer): Candidate[] => {
    const found = outer.state === 'unknown' ? (judged.find((other) => isVariant(other, outer)) ?? outer) : outer;
    if (closed.some((other) => isWithin(found, other))) return [];
    const around = surroundings(found.box, pieces, scale);
    return around === null ? [] : [{ ...found, ...around }];
  });
  const free = candidates.filter(({ touched }) => !touched);
  const sure = free.filter((candidate) => candidate.state !== 'unknown' && isTick(candidate, free));
  const unsure = candidates.filter(
    (candidate) => (candidate.touched ? hasMates(candidate, sure) : candidate.state === 'unknown') && isTick(candidate, sure),
  );
  const faint =
    sure.length === 0
      ? []
      : outermost(
          faintSided(
            grey,
            scale,
            outline,
            sure.map(({ box }) => box),
          ),
        ).flatMap((found): Candidate[] => {
          if (candidates.some(({ box }) => overlap(box, found.box))) return [];
          const state = stateOf(contentOf(grey, found, levels.ink), levels.black);
          if (state === null || state === 'unknown' || standOf(grey, found, state, levels.ink) !== 'free') return [];
          const around = surroundings(found.box, pieces, scale);
          const candidate = around === null ? null : { ...found, ...around, state, touched: false };
          return candidate !== null && candidate.before > APART && isTick(candidate, sure) ? [candidate] : [];
        });
  return [...sure, ...unsure, ...faint]
    .map(({ box, state }) => ({ page, box: box.map((edge) => edge / scale) as Box, state, kind: 'pixel' as const }))
    .sort((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0]);
}

/** Whether a box is no part of a letter by the ink right outside its sides; null when it is one. */
function standOf(grey: GreyImage, found: PixelBox, state: TickState, ink: number): 'free' | 'touched' | null {
  if (!found.solid && feetOf(grey, found) > FEET * (found.box[3] - found.box[1])) return null;
  const ring = ringOf(grey, found.box, ink);
  const touched = ring.filter((side) => side > TOUCHED).length;
  if (ring[3] > BELOW || found.closed < CLOSED)
    return touched === 0 && ring[3] <= BELOW && found.closed >= CLOSED - 0.1 && state === 'ticked' ? 'free' : null;
  if (touched <= (state === 'ticked' ? 1 : 0)) return 'free';
  return touched === 1 && ring[2] > TOUCHED && ring[2] <= TOUCHED_BEHIND && state !== 'unknown' ? 'touched' : null;
}

/** Whether a box is another by its place, seen without the stroke of a letter that drew its outline out, and says what it shows. */
function isVariant(one: PixelBox & { state: TickState }, other: PixelBox): boolean {
  const most = SAME_SIZE * (other.box[2] - other.box[0]);
  return one.state !== 'unknown' && one.closed >= other.closed && one.box.every((edge, side) => Math.abs(edge - other.box[side]!) <= most);
}

/** Whether a box is the inner one of 回. */
function isWithin({ box }: PixelBox, { box: outer }: PixelBox): boolean {
  const margin = (box[2] - box[0]) * 0.15;
  return outer[0] < box[0] - margin && outer[1] < box[1] - margin && outer[2] > box[2] + margin && outer[3] > box[3] + margin;
}

function overlap(one: Box, other: Box): boolean {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}

/** What stands beside a box on its line; null when there is nothing, or it is part of a letter. */
function surroundings(box: Box, pieces: readonly InkPiece[], scale: number): Surroundings | null {
  const [x0, y0, x1, y1] = box;
  const size = Math.max(x1 - x0, y1 - y0);
  let before = Infinity;
  let after = Infinity;
  const beside: Box[] = [];
  for (const { box: other } of pieces) {
    if (other[3] < y0 - size || other[1] > y1 + size || other[2] < x0 - 8 * size || other[0] > x1 + 8 * size) continue;
    const width = other[2] - other[0];
    const height = other[3] - other[1];
    // Rulings, dirt, and what stands in the box.
    if (width > 4 * size || height > 2.4 * size || Math.max(width, height) < scale) continue;
    const across = Math.min(other[2], x1) - Math.max(other[0], x0);
    const along = Math.min(other[3], y1) - Math.max(other[1], y0);
    if (across > 0 && along > 0) continue;
    if (along <= 0) {
      // Strokes right above or below are the rest of a letter.
      if (Math.max(other[1] - y1, y0 - other[3]) < size * 0.14 && across > size * 0.4) return null;
      continue;
    }
    if (along < height * 0.4) continue;
    beside.push(other);
    if (other[2] <= x0 + 1) before = Math.min(before, (x0 - other[2]) / size);
    if (other[0] >= x1 - 1) after = Math.min(after, (other[0] - x1) / size);
  }
  const heights = columnsOf(beside).map(([, top, , bottom]) => bottom - top);
  heights.sort((a, b) => a - b);
  const tall = heights[Math.floor(heights.length * 0.85)];
  return tall === undefined ? null : { before, after, relative: size / Math.max(tall, 4 * scale) };
}

/** Pieces of ink that stand above one another belong to one letter: thin print is broken into many. */
function columnsOf(pieces: readonly Box[]): Box[] {
  const columns: Box[] = [];
  for (const piece of pieces.toSorted((a, b) => a[0] - b[0])) {
    const last = columns.at(-1);
    if (last !== undefined && piece[0] < last[2]) columns[columns.length - 1] = unionBox([last, piece])!;
    else columns.push(piece);
  }
  return columns;
}

/** Whether a box is a tick by its place and size; `others` are boxes that may be of the same form. */
function isTick(candidate: Candidate, others: readonly Candidate[]): boolean {
  const { relative, before, after, state, touched } = candidate;
  if (relative < SMALLEST_RELATIVE || relative > LARGEST_RELATIVE) return false;
  // A figure by itself in a cell has loops too: small boxes are taken for ticks only where words follow.
  if (relative < SMALL_RELATIVE && after > FOLLOWED) return false;
  if (relative < SMALL_RELATIVE && (before < APART || (state === 'empty' && after < ASIDE && !touched))) return false;
  const mates = hasMates(candidate, others);
  return state === 'unknown' ? mates && before > APART : mates || before > APART;
}

function hasMates(candidate: Candidate, others: readonly Candidate[]): boolean {
  return others.some((other) => other !== candidate && sameSize(candidate.box, other.box));
}

function sameSize(one: Box, other: Box): boolean {
  const near = (a: number, b: number): boolean => Math.abs(a - b) <= Math.max(1.5, SAME_SIZE * Math.max(a, b));
  return near(one[2] - one[0], other[2] - other[0]) && near(one[3] - one[1], other[3] - other[1]);
}
