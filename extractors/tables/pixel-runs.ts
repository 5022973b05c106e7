import type { GreyImage } from '../image/image.js';

/** A stretch of one pixel row on which a thin dark line seems to run: columns [from, to). `ridge` counts its columns that say so. */
export interface Run {
  row: number;
  from: number;
  to: number;
  ridge: number;
}

/** A line followed over rows: runs left to right, each with the columns it is the line's best row for. */
export interface Track {
  pieces: Run[];
  from: number;
  to: number;
}

/** A line changes its row by one over no fewer columns than this: the skew left in a straightened picture, and its curl. */
const STEEPEST = 45;

/** What a pixel is to a line along its row: nothing, ink (it may be of text that touches), or darker than both sides. */
const INK = 1;
const RIDGE = 2;
/** Darker than this, a pixel is ink whatever stands around it. */
const INK_LEVEL = 140;
/** How far above and below a line paper is looked for, in points: past a hairline, and past a thick border. */
const BESIDE_THIN = 1.3;
const BESIDE_THICK = 2.9;
/** Runs shorter than this are no lines (points). */
const SHORTEST_RUN = 7;
/** Breaks up to this part no run (points); dashes and dots have wider ones, but nothing else around. */
const BREAK = 0.6;
const DASH_BREAK = 2.6;
/** The shortest dashed line (points), and how much of it is drawn. */
const SHORTEST_DASHED = 30;
const DASHED_SHARE = 0.25;
const SOLID_SHARE = 0.4;
/** How much of a run must be ridge, not merely ink. */
const RIDGE_SHARE = 0.55;

/** How much darker than its sides a line must be: more than the paper's own noise. */
export function lineContrast({ width, height, data }: GreyImage): number {
  let sum = 0;
  let count = 0;
  for (let at = 7; at + 3 < width * height; at += 37) {
    const one = data[at]!;
    const other = data[at + 3]!;
    if (one < 215 || other < 215) continue;
    sum += Math.abs(one - other);
    count++;
  }
  const noise = count === 0 ? 0 : sum / count;
  return Math.min(34, 18 + 1.6 * noise);
}

/** State of every pixel for lines along the rows of the image. */
export function ridgesOf({ width, height, data }: GreyImage, scale: number, contrast: number): Uint8Array {
  const states = new Uint8Array(width * height);
  const thin = Math.max(2, Math.round(BESIDE_THIN * scale));
  const thick = Math.max(thin + 1, Math.round(BESIDE_THICK * scale));
  const smooth = smoothedAlongRows({ width, height, data });
  for (let row = 0; row < height; row++) {
    const start = row * width;
    const up1 = row >= thin ? start - thin * width : -1;
    const up2 = row >= thick ? start - thick * width : -1;
    const down1 = row + thin < height ? start + thin * width : -1;
    const down2 = row + thick < height ? start + thick * width : -1;
    for (let column = 0; column < width; column++) {
      const value = smooth[start + column]!;
      if (value > 250) continue;
      let above = up1 < 0 ? 255 : smooth[up1 + column]!;
      if (up2 < 0) above = 255;
      else if (smooth[up2 + column]! > above) above = smooth[up2 + column]!;
      let below = down1 < 0 ? 255 : smooth[down1 + column]!;
      if (down2 < 0) below = 255;
      else if (smooth[down2 + column]! > below) below = smooth[down2 + column]!;
      const side = above < below ? above : below;
      if (side - value >= contrast) states[start + column] = RIDGE;
      else if (value < INK_LEVEL) states[start + column] = INK;
    }
  }
  return states;
}

/** Noise is evened out along the rows, which leaves lines along them as sharp as they are. */
function smoothedAlongRows({ width, height, data }: GreyImage): Uint8Array {
  const smooth = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const start = row * width;
    let left = data[start]!;
    let here = left;
    for (let column = 0; column < width; column++) {
      const right = column + 1 < width ? data[start + column + 1]! : here;
      smooth[start + column] = (left + 2 * here + right + 2) >> 2;
      left = here;
      here = right;
    }
  }
  return smooth;
}

/** Runs of every row; a pixel counts for the rows next to its own, as lines are seldom quite level. */
export function runsOf(states: Uint8Array, width: number, height: number, scale: number): Run[] {
  const runs: Run[] = [];
  const shortest = SHORTEST_RUN * scale;
  const breaks = Math.max(1, Math.round(BREAK * scale));
  const dashBreaks = Math.round(DASH_BREAK * scale);
  const shortestDashed = SHORTEST_DASHED * scale;
  const best = new Uint8Array(width);
  for (let row = 0; row < height; row++) {
    const start = row * width;
    const up = row > 0 ? start - width : start;
    const down = row + 1 < height ? start + width : start;
    let ridges = 0;
    for (let column = 0; column < width; column++) {
      const a = states[up + column]! | states[start + column]! | states[down + column]!;
      best[column] = a;
      if (a >= RIDGE) ridges++;
    }
    if (ridges < shortest * DASHED_SHARE) continue;
    const found = runsOfRow(best, row, breaks).filter(
      (run) => run.to - run.from >= shortest && run.ridge >= (run.to - run.from) * RIDGE_SHARE,
    );
    if (ridges >= shortestDashed * DASHED_SHARE) {
      for (const run of runsOfRow(best, row, dashBreaks)) {
        const length = run.to - run.from;
        if (length < shortestDashed || run.ridge < length * DASHED_SHARE) continue;
        // A solid line is not drawn out over its ends by the strokes of letters that happen to follow.
        if (found.some((solid) => solid.from < run.to && solid.to > run.from && solid.to - solid.from > length * SOLID_SHARE)) continue;
        if (standsAlone(states, width, height, run, scale)) found.push(run);
      }
    }
    for (const run of found) runs.push(run);
  }
  return runs;
}

function runsOfRow(best: Uint8Array, row: number, breaks: number): Run[] {
  const runs: Run[] = [];
  let from = -1;
  let last = -1;
  let ridge = 0;
  for (let column = 0; column < best.length; column++) {
    const state = best[column]!;
    if (state === 0) continue;
    if (from >= 0 && column - last - 1 > breaks) {
      runs.push({ row, from, to: last + 1, ridge });
      from = -1;
    }
    if (from < 0) {
      from = column;
      ridge = 0;
    }
    if (state >= RIDGE) ridge++;
    last = column;
  }
  if (from >= 0) runs.push({ row, from, to: last + 1, ridge });
  return runs;
}

/** Whether there is nothing but the run itself above and below it: dashes and dots, not the strokes of a line of text. */
function standsAlone(states: Uint8Array, width: number, height: number, { row, from, to }: Run, scale: number): boolean {
  const reach = Math.round(BESIDE_THICK * scale);
  const own = Math.max(2, Math.round(0.9 * scale));
  let crowded = 0;
  for (let column = from; column < to; column++) {
    for (let distance = own; distance <= reach; distance++) {
      const above = row - distance >= 0 ? states[(row - distance) * width + column]! : 0;
      const below = row + distance < height ? states[(row + distance) * width + column]! : 0;
      if (above !== 0 || below !== 0) {
        crowded++;
        break;
      }
    }
  }
  return crowded < (to - from) * 0.2;
}

/** Follows lines over neighbouring rows, longest runs first; what is left beside a line (its thickness) is dropped. */
export function tracksOf(runs: readonly Run[], height: number, scale: number): Track[] {
  const byRow: number[][] = Array.from({ length: height }, () => []);
  runs.forEach((run, index) => byRow[run.row]!.push(index));
  const used = new Uint8Array(runs.length);
  const order = runs.map((_, index) => index).sort((a, b) => runs[b]!.to - runs[b]!.from - (runs[a]!.to - runs[a]!.from) || a - b);
  const beside = Math.max(3, Math.round(1.6 * scale));
  const tracks: Track[] = [];
  for (const index of order) {
    if (used[index] !== 0) continue;
    const first = runs[index]!;
    const pieces: Run[] = [first];
    used[index] = 1;
    for (const end of ['from', 'to'] as const) {
      let tip = first;
      for (let room = (first.to - first.from) / STEEPEST; ;) {
        const next = continuation(tip, end, runs, byRow, used);
        if (next === null) break;
        const { row } = tip;
        // A line that leaves its row again so soon follows the strokes of letters.
        room -= Math.abs(runs[next]!.row - row);
        if (room < 0) break;
        used[next] = 1;
        tip = runs[next]!;
        const piece = end === 'from' ? { ...tip, to: pieces[0]!.from } : { ...tip, from: pieces.at(-1)!.to };
        room = Math.min(room, 1) + (piece.to - piece.from) / STEEPEST;
        if (end === 'from') pieces.unshift(piece);
        else pieces.push(piece);
      }
    }
    // The rows of the line itself, and the pieces it was followed past.
    for (const piece of pieces) {
      for (let row = Math.max(0, piece.row - beside); row <= Math.min(height - 1, piece.row + beside); row++) {
        for (const other of byRow[row]!) {
          const run = runs[other]!;
          const shared = Math.min(run.to, piece.to) - Math.max(run.from, piece.from);
          if (shared > 0 && (Math.abs(run.row - piece.row) <= 2 || shared >= (run.to - run.from) * 0.5)) used[other] = 1;
        }
      }
    }
    tracks.push({ pieces, from: pieces[0]!.from, to: pieces.at(-1)!.to });
  }
  return tracks;
}

/** The run of a neighbouring row that takes the line furthest on from the end of this one. */
function continuation(tip: Run, end: 'from' | 'to', runs: readonly Run[], byRow: readonly number[][], used: Uint8Array): number | null {
  let found: number | null = null;
  const least = 3;
  let furthest = end === 'from' ? tip.from - least : tip.to + least;
  for (const row of [tip.row - 2, tip.row - 1, tip.row + 1, tip.row + 2]) {
    for (const index of byRow[row] ?? []) {
      const run = runs[index]!;
      if (used[index] !== 0 || run.from > tip.to || run.to < tip.from) continue;
      if (end === 'from' ? run.from >= furthest : run.to <= furthest) continue;
      furthest = run[end];
      found = index;
    }
  }
  return found;
}
