import type { GreyImage, Projection } from './image.js';
import { binsFor, inkEnds, peakOf, sharpnessOf, thinned, type InkEnds, type Pencil } from './slopes.js';

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
/** For this question so many ends are enough. */
const ENOUGH = 20_000;
/** How far lines down may be from square to those across on a page seen from aside (tangent). */
const OBLIQUE = 0.04;

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
  const across = inkEnds(small, true);
  const down = inkEnds(small, false);
  if (across.along.length + down.along.length === 0) return LEVEL;
  const bins = binsFor(small);
  const both = (slope: number): number => sharpnessOf(across, { slope, fan: 0 }, bins) + sharpnessOf(down, { slope: -slope, fan: 0 }, bins);
  const { at: slope, prominence } = peakOf(both, 0, MOST_SLOPE, COARSE, FINE);
  if (prominence < NO_LINES) return LEVEL;
  const level: Plane = { across: { slope, fan: 0 }, down: { slope: -slope, fan: 0 } };
  return fanning(level, { across, down }, small, bins) ?? level;
}

/** The plane with fanning lines; null when they are as sharp without. */
function fanning(level: Plane, ends: { across: InkEnds; down: InkEnds }, small: GreyImage, bins: Float32Array): Plane | null {
  const few = { across: thinned(ends.across, ENOUGH), down: thinned(ends.down, ENOUGH) };
  const search = (of: InkEnds, centre: Pencil, length: number, all: InkEnds): Pencil & { gain: number } => {
    const before = sharpnessOf(all, centre, bins);
    let { slope, fan } = centre;
    // Slope and fan depend on each other hardly at all: by turns they settle soon.
    let gain = -Infinity;
    for (let step = -8; step <= 8; step++) {
      const tried = (step / 8) * (MOST_FAN / length);
      const peak = peakOf((at) => sharpnessOf(of, { slope: at, fan: tried }, bins), centre.slope, OBLIQUE, 0.005, 0.0025);
      if (peak.value > gain) [gain, slope, fan] = [peak.value, peak.at, tried];
    }
    for (const fine of [0.0015, 0.0005]) {
      fan = peakOf((at) => sharpnessOf(all, { slope, fan: at }, bins), fan, (8 * fine) / length, (2 * fine) / length, fine / length).at;
      slope = peakOf((at) => sharpnessOf(all, { slope: at, fan }, bins), slope, 4 * fine, fine, fine / 3).at;
    }
    return { slope, fan, gain: sharpnessOf(all, { slope, fan }, bins) / before };
  };
  if (ends.across.along.length < MANY) return null;
  const across = search(few.across, level.across, small.height, ends.across);
  const down = search(few.down, level.down, small.width, ends.down);
  const clear = {
    across: across.gain >= CLEARER.across && Math.abs(across.fan * small.height) >= LEAST_FAN,
    down: down.gain >= CLEARER.down && Math.max(Math.abs(down.fan * small.width), Math.abs(down.slope + across.slope)) >= LEAST_FAN,
  };
  if (!clear.across && !clear.down) return null;
  return { across: clear.across ? across : level.across, down: clear.down ? down : level.down };
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
