import { unionBox, type Box } from '../../model/index.js';
import type { GreyImage } from '../image/image.js';
import { inkLevels, inkPieces, type InkPiece } from './ink.js';

/** A line of print: tight round its ink, in pixels. `height` is that of its tall characters, `baseline` the lower end of most of them. */
export interface LineBox {
  box: Box;
  baseline: number;
  height: number;
}

/** Pieces smaller than this both ways are dirt (points). */
const SPECK = 0.5;
/** Flat or upright pieces longer than this are rules and underlines, not strokes (points), when no thicker than the other. */
const RULE_LENGTH = 30;
const RULE_THICKNESS = 3;
/** The least height tall characters are taken to have, and the most (points). */
const SMALLEST = 6;
const LARGEST = 40;
/** Words further apart than this, in heights of tall characters, stand in different columns. */
const COLUMN_GAP = 2.6;
/** A strip taller than this, in heights of tall characters, is several lines. */
const ONE_LINE = 1.45;
/** Dots further from all other ink than this are dirt (heights). */
const LONELY = 1.5;

/**
 * Lines of print inside a region (pixels), by their ink alone: top to bottom, left to right. `scale` is pixels per point. Rulings
 * should have been erased. Specks are left out, but "-", "." between figures and the like are not.
 */
export function segmentLines(grey: GreyImage, region: Box, scale: number, levels = inkLevels(grey)): LineBox[] {
  return linesOfPieces(printPieces(inkPieces(grey, region, levels), scale), scale);
}

/** Ink that can be print: no specks, no rules. */
export function printPieces(pieces: readonly InkPiece[], scale: number): InkPiece[] {
  return pieces.filter(({ box, area }) => {
    const width = box[2] - box[0];
    const height = box[3] - box[1];
    if (Math.max(width, height) <= Math.max(1, SPECK * scale) || area <= Math.max(1, (SPECK * scale) ** 2)) return false;
    return Math.max(width, height) < RULE_LENGTH * scale || Math.min(width, height) > RULE_THICKNESS * scale;
  });
}

/** Pieces of ink as lines. */
export function linesOfPieces(pieces: readonly InkPiece[], scale: number): LineBox[] {
  return cut(pieces, heightOf(pieces, scale), scale, 0)
    .map((line) => measured(line, scale))
    .sort((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0]);
}

/** Height of tall characters among pieces: nine tenths of them are no taller. */
export function heightOf(pieces: readonly InkPiece[], scale: number): number {
  const heights = pieces
    .filter(({ box }) => Math.max(box[3] - box[1], box[2] - box[0]) >= (SMALLEST * scale) / 2 && box[3] - box[1] <= LARGEST * scale)
    .map(({ box }) => box[3] - box[1])
    .sort((a, b) => a - b);
  return Math.max(SMALLEST * scale, heights[Math.floor(heights.length * 0.85)] ?? 0);
}

/** Cuts ink into lines: at blank rows, at wide gaps, and where neither is enough, at the least inked rows. */
function cut(pieces: readonly InkPiece[], height: number, scale: number, depth: number): InkPiece[][] {
  if (pieces.length === 0) return [];
  const strips = stripsOf(pieces, height);
  const lines: InkPiece[][] = [];
  for (const strip of strips) {
    const own = strips.length === 1 ? height : heightOf(strip, scale);
    const columns = splitAtGaps(strip, COLUMN_GAP * Math.max(own, height * 0.8));
    if (columns.length > 1 && depth < 12) {
      for (const column of columns) lines.push(...cut(column, heightOf(column, scale), scale, depth + 1));
      continue;
    }
    const box = unionBox(strip.map((piece) => piece.box))!;
    if (box[3] - box[1] <= ONE_LINE * own || depth >= 12) {
      if (isPrint(strip, own)) lines.push(withoutLonely(strip, own));
      continue;
    }
    // Side by side, but not on one baseline; else lines that touch.
    const beside = splitAtGaps(strip, own * 0.9);
    const parts = beside.length > 1 && beside.some((part) => stripsOf(part, own).length > 1) ? beside : splitAtValleys(strip, own);
    if (parts.length === 1) {
      if (isPrint(strip, own)) lines.push(withoutLonely(strip, own));
    } else for (const part of parts) lines.push(...cut(part, heightOf(part, scale), scale, depth + 1));
  }
  return rejoined(lines, height);
}

/** Groups of pieces with blank rows between them. Flat groups (the strokes of 二, an accent, a comma) join the nearer neighbour. */
function stripsOf(pieces: readonly InkPiece[], height: number): InkPiece[][] {
  const sorted = pieces.toSorted((a, b) => a.box[1] - b.box[1]);
  const strips: { top: number; bottom: number; pieces: InkPiece[] }[] = [];
  for (const piece of sorted) {
    const last = strips.at(-1);
    if (last !== undefined && piece.box[1] < last.bottom) {
      last.pieces.push(piece);
      last.bottom = Math.max(last.bottom, piece.box[3]);
    } else strips.push({ top: piece.box[1], bottom: piece.box[3], pieces: [piece] });
  }
  for (;;) {
    let best = -1;
    let least = Infinity;
    for (let index = 0; index + 1 < strips.length; index++) {
      const [upper, lower] = [strips[index]!, strips[index + 1]!];
      const gap = lower.top - upper.bottom;
      const [low, tall] = [upper.bottom - upper.top, lower.bottom - lower.top].sort((a, b) => a - b) as [number, number];
      // Flat strokes alone tell by their width how large the letter is.
      const width = tall < height * 0.5 ? Math.max(...[...upper.pieces, ...lower.pieces].map(({ box }) => box[2] - box[0])) : 0;
      const size = Math.max(height, Math.min(width, height * 2.2));
      if (low >= height * 0.5 || lower.bottom - upper.top > size * 1.3 || gap > size * 0.7 || gap >= least) continue;
      least = gap;
      best = index;
    }
    if (best === -1) break;
    const lower = strips.splice(best + 1, 1)[0]!;
    const upper = strips[best]!;
    upper.bottom = lower.bottom;
    upper.pieces.push(...lower.pieces);
  }
  return strips.map((strip) => strip.pieces);
}

/** Groups of pieces with more than `least` blank columns between them. */
export function splitAtGaps(pieces: readonly InkPiece[], least: number): InkPiece[][] {
  const groups: InkPiece[][] = [];
  let right = -Infinity;
  for (const piece of pieces.toSorted((a, b) => a.box[0] - b.box[0])) {
    if (groups.length === 0 || piece.box[0] - right > least) groups.push([]);
    groups.at(-1)!.push(piece);
    right = Math.max(right, piece.box[2]);
  }
  return groups;
}

/** Parts a strip of several lines at the rows with least ink; every piece goes whole to the line most of it stands in. */
function splitAtValleys(pieces: readonly InkPiece[], height: number): InkPiece[][] {
  const box = unionBox(pieces.map((piece) => piece.box))!;
  const top = box[1];
  const rows = new Float64Array(box[3] - top + 1);
  for (const piece of pieces) {
    const density = piece.area / (piece.box[3] - piece.box[1]);
    for (let row = piece.box[1]; row < piece.box[3]; row++) rows[row - top]! += density;
  }
  const count = Math.round((box[3] - top) / (height * 1.25));
  if (count < 2) return [[...pieces]];
  // The line pitch is not known: every deep valley at least most of a line from the last one parts two lines.
  const cuts: number[] = [];
  const reach = Math.max(2, Math.round(height * 0.45));
  for (let row = Math.round(height * 0.6); row < rows.length - height * 0.6; row++) {
    const here = rows[row]!;
    let above = 0;
    let below = 0;
    let lowest = true;
    for (let distance = 1; distance <= reach; distance++) {
      const [up, down] = [rows[row - distance] ?? 0, rows[row + distance] ?? 0];
      above = Math.max(above, up);
      below = Math.max(below, down);
      if (up < here || down < here) lowest = false;
    }
    if (!lowest || here > 0.5 * Math.min(above, below)) continue;
    if (cuts.length > 0 && row - cuts.at(-1)! < height * 0.7) continue;
    cuts.push(row);
  }
  if (cuts.length === 0) return [[...pieces]];
  const groups: InkPiece[][] = Array.from({ length: cuts.length + 1 }, () => []);
  for (const piece of pieces) {
    for (const part of cutAt(piece, cuts, top, height)) {
      const middle = (part.box[1] + part.box[3]) / 2 - top;
      groups[cuts.filter((row) => row < middle).length]!.push(part);
    }
  }
  return groups.filter((group) => group.length > 0);
}

/** A piece taller than a line ties lines together: it is cut where it reaches well into both. */
function cutAt(piece: InkPiece, cuts: readonly number[], top: number, height: number): InkPiece[] {
  const [x0, y0, x1, y1] = piece.box;
  const inside = cuts.filter((row) => row + top - y0 > height * 0.3 && y1 - row - top > height * 0.3);
  if (y1 - y0 < height * 1.35 || inside.length === 0) return [piece];
  const ends = [y0, ...inside.map((row) => row + top), y1];
  return ends.slice(1).map((end, index): InkPiece => {
    const start = ends[index]!;
    return { ...piece, box: [x0, start, x1, end], area: (piece.area * (end - start)) / (y1 - y0) };
  });
}

/** A line broken off at a gap whose parts turn out to stand on one height, near each other, is one line. */
function rejoined(lines: readonly InkPiece[][], height: number): InkPiece[][] {
  const result: { box: Box; pieces: InkPiece[] }[] = [];
  for (const pieces of lines) {
    const box = unionBox(pieces.map((piece) => piece.box))!;
    const same = result.find((other) => {
      const shared = Math.min(box[3], other.box[3]) - Math.max(box[1], other.box[1]);
      const tall = Math.max(box[3] - box[1], other.box[3] - other.box[1], height * 0.7);
      const gap = Math.max(box[0] - other.box[2], other.box[0] - box[2]);
      return (
        shared >= 0.6 * Math.min(box[3] - box[1], other.box[3] - other.box[1]) &&
        gap <= COLUMN_GAP * tall &&
        union(box, other.box) <= ONE_LINE * tall
      );
    });
    if (same === undefined) result.push({ box, pieces: [...pieces] });
    else {
      same.pieces.push(...pieces);
      same.box = unionBox([same.box, box])!;
    }
  }
  return result.map(({ pieces }) => pieces);
}

function union(one: Box, other: Box): number {
  return Math.max(one[3], other[3]) - Math.min(one[1], other[1]);
}

/** Whether pieces can be print: more than dots, and not a wide stain. */
function isPrint(pieces: readonly InkPiece[], height: number): boolean {
  return pieces.some(({ box }) => Math.max(box[2] - box[0], box[3] - box[1]) >= height * 0.28);
}

/** Dots and dirt far from all larger ink of their line are left out of it. */
function withoutLonely(pieces: readonly InkPiece[], height: number): InkPiece[] {
  const large = pieces.filter(({ box }) => Math.max(box[2] - box[0], box[3] - box[1]) >= height * 0.28);
  return pieces.filter((piece) =>
    large.some(({ box }) => piece.box[0] - box[2] <= height * LONELY && box[0] - piece.box[2] <= height * LONELY),
  );
}

function measured(pieces: readonly InkPiece[], scale: number): LineBox {
  const box = unionBox(pieces.map((piece) => piece.box))!;
  const height = Math.min(heightOf(pieces, scale), box[3] - box[1]);
  const ends = pieces
    .filter((piece) => piece.box[3] - piece.box[1] >= height * 0.5)
    .map((piece) => piece.box[3])
    .sort((a, b) => a - b);
  return { box, height, baseline: ends[ends.length >> 1] ?? box[3] };
}
