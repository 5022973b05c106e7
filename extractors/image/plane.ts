import type { GreyImage, Projection } from './image.js';
import { binsFor, inkEnds, peakOf, refined, sharpnessOf, thinned, type InkEnds, type Pencil } from './slopes.js';

/** Pages lie at most this askew (tangent of 5°). */
const MOST_SLOPE = 0.0875;
const COARSE = 0.0025;
const FINE = 0.0004;
/** Less prominently than this lines do not stand out. */
const NO_LINES = 1.04;

/** Lines fan out by at most this (tangents from one side of the page to the other), and are taken for parallel below the second. */
const MOST_FAN = 0.12;
const LEAST_FAN = 0.004;
/**
 * A page seen from aside is one whose lines fall together so much more sharply when they fan out. Letters' right ends, some of them slanting,
 * are poorer evidence than the feet on which they stand.
 */
const CLEARER = { across: 1.03, down: 1.08 };
/** Fewer ends than this (a cover's few lines) fall together by chance as well. */
const MANY = 12_000;
/** To find roughly where lines run so many ends are enough. */
const ENOUGH = 12_000;
/** Fans tried to either side. */
const FANS = 6;
/** How far lines down may be from square to those across on a page seen from aside (tangent). */
const OBLIQUE = 0.04;

/** Whether its lines are taken for parallel and square to each other. */
export function isParallel({ across, down }: Plane): boolean {
  return across.fan === 0 && down.fan === 0 && across.slope === -down.slope;
}

interface Ends {
  across: InkEnds;
  down: InkEnds;
}

function few({ across, down }: Ends, most: number): Ends {
  return { across: thinned(across, most), down: thinned(down, most) };
}

/** How the page lies in a picture, from the picture's middle: pencils of its lines across and down. */
export interface Plane {
  across: Pencil;
  down: Pencil;
}

const LEVEL: Plane = { across: { slope: 0, fan: 0 }, down: { slope: 0, fan: 0 } };

/**
 * How the page lies in a flattened picture of about 100 dpi, by the lines its print and rulings end on: askew, those down square to those across;
 * or, where the evidence is clear, seen from aside, its lines fanning out.
 */
export function planeOf(small: GreyImage): Plane {
  const all: Ends = { across: inkEnds(small, true), down: inkEnds(small, false) };
  if (all.across.along.length + all.down.along.length === 0) return LEVEL;
  const bins = binsFor(small);
  const both =
    (ends: Ends) =>
    (slope: number): number =>
      sharpnessOf(ends.across, { slope, fan: 0 }, bins) + sharpnessOf(ends.down, { slope: -slope, fan: 0 }, bins);
  const { at, prominence } = peakOf(both(few(all, ENOUGH)), 0, MOST_SLOPE, COARSE);
  if (prominence < NO_LINES) return LEVEL;
  const slope = refined(both(all), at, COARSE, FINE);
  const level: Plane = { across: { slope, fan: 0 }, down: { slope: -slope, fan: 0 } };
  return fanning(level, all, small, bins) ?? level;
}

/** The plane with fanning lines; null when they are as sharp without. */
function fanning(level: Plane, all: Ends, small: GreyImage, bins: Float32Array): Plane | null {
  if (all.across.along.length < MANY) return null;
  const rough = few(all, ENOUGH / 2);
  const across = fannedPencil(level.across, small.height, rough.across, all.across, bins);
  const down = fannedPencil(level.down, small.width, rough.down, all.down, bins);
  const clear = {
    across: across.gain >= CLEARER.across && Math.abs(across.fan * small.height) >= LEAST_FAN,
    down: down.gain >= CLEARER.down && Math.max(Math.abs(down.fan * small.width), Math.abs(down.slope + across.slope)) >= LEAST_FAN,
  };
  if (!clear.across && !clear.down) return null;
  return { across: clear.across ? across : level.across, down: clear.down ? down : level.down };
}

/** The pencil on which ends fall most sharply, near a given one, over lines `length` pixels apart; `gain` is by how much more sharply. */
function fannedPencil(near: Pencil, length: number, rough: InkEnds, all: InkEnds, bins: Float32Array): Pencil & { gain: number } {
  let { slope, fan } = near;
  let most = -Infinity;
  for (let step = -FANS; step <= FANS; step++) {
    const tried = (step / FANS) * (MOST_FAN / length);
    const { at, value } = peakOf((steep) => sharpnessOf(rough, { slope: steep, fan: tried }, bins), near.slope, OBLIQUE, OBLIQUE / 6);
    if (value > most) [most, slope, fan] = [value, at, tried];
  }
  // By turns, each more finely: slope and fan hardly depend on each other.
  for (const fine of [0.002, 0.0006]) {
    fan = refined((tried) => sharpnessOf(all, { slope, fan: tried }, bins), fan, (6 * fine) / length, (2 * fine) / length);
    slope = refined((tried) => sharpnessOf(all, { slope: tried, fan }, bins), slope, 3 * fine, fine);
  }
  return { slope, fan, gain: sharpnessOf(all, { slope, fan }, bins) / sharpnessOf(all, near, bins) };
}

/**
 * From the picture's pixels, counted from its middle, to a level plane whose middle is the same and where lengths there stay what they are.
 * Both vanishing points lie on the line that becomes infinitely far.
 */
export function levelled({ across, down }: Plane): Projection {
  const { slope: t, fan: k } = across;
  const { slope: s, fan: m } = down;
  const square = 1 - s * t;
  const g = (k - t * m) / square;
  const h = (m - s * k) / square;
  const u = Math.hypot(1, s);
  const v = Math.hypot(1, t);
  return [1 / u, -s / u, 0, -t / v, 1 / v, 0, g, h, 1];
}
