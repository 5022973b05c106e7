import type { GreyImage } from './image.js';

/**
 * Where ink ends: lower ends (base lines, rulings) for lines that run across, right ends for those that run down. Coordinates in pixels from the picture's
 * middle; `along` in the line's direction, `off` across it.
 */
export interface InkEnds {
  along: Float32Array;
  off: Float32Array;
  weight: Float32Array;
}

/** A slope (tangent, off per along) and how far it stands out from the others: 1 is not at all. */
export interface Slope {
  slope: number;
  sharpness: number;
}

/** A step in grey that counts as ink's end. */
const STEP = 60;
/** More ends than this tell nothing new. */
const ENOUGH = 60_000;
const COARSE = 0.0025;
const FINE = 0.0004;

/** The lower ends (`across`) or right ends of a flattened picture's ink. */
export function inkEnds({ width, height, data }: GreyImage, across: boolean): InkEnds {
  const next = across ? width : 1;
  const xs: number[] = [];
  const ys: number[] = [];
  const weights: number[] = [];
  for (let y = 0; y < height - 1; y++) {
    const start = y * width;
    for (let x = 0; x < width - 1; x++) {
      const step = data[start + x + next]! - data[start + x]!;
      if (step < STEP) continue;
      xs.push(x - width / 2);
      ys.push(y - height / 2);
      weights.push(step / 255);
    }
  }
  const stride = Math.max(1, Math.ceil(xs.length / ENOUGH));
  const pick = (values: number[]): Float32Array =>
    Float32Array.from({ length: Math.floor(values.length / stride) }, (_, index) => values[index * stride]!);
  const [along, off] = across ? [pick(xs), pick(ys)] : [pick(ys), pick(xs)];
  return { along, off, weight: pick(weights) };
}

/**
 * How sharply ink ends fall on common lines of a slope: the sum of squares of their projection. Ends between two bins count for both by their
 * distance, so that the sum changes smoothly with the slope.
 */
export function sharpnessAt({ along, off, weight }: InkEnds, slope: number, bins: Float32Array): number {
  bins.fill(0);
  const middle = bins.length / 2;
  for (let index = 0; index < along.length; index++) {
    const place = off[index]! - slope * along[index]! + middle;
    const bin = place | 0;
    const part = place - bin;
    bins[bin]! += weight[index]! * (1 - part);
    bins[bin + 1]! += weight[index]! * part;
  }
  let sum = 0;
  for (const value of bins) sum += value * value;
  return sum;
}

/** The slope within `centre` ± `range` that makes some sharpness greatest, to about 0.005°. */
export function sharpestSlope(sharpness: (slope: number) => number, centre: number, range: number): Slope {
  let best = centre;
  let most = -Infinity;
  let sum = 0;
  let count = 0;
  const visit = (slope: number): number => {
    const value = sharpness(slope);
    if (value > most) {
      most = value;
      best = slope;
    }
    return value;
  };
  const coarse = Math.min(COARSE, range / 8);
  for (let slope = centre - range; slope <= centre + range + coarse / 2; slope += coarse, count++) sum += visit(slope);
  const middle = best;
  for (let slope = middle - coarse; slope <= middle + coarse; slope += FINE) visit(slope);
  // The top of the parabola through the best and its neighbours.
  const left = sharpness(best - FINE);
  const right = sharpness(best + FINE);
  const bend = left - 2 * most + right;
  const shift = bend < 0 ? Math.max(-1, Math.min(1, (0.5 * (left - right)) / bend)) : 0;
  return { slope: best + shift * FINE, sharpness: sum === 0 ? 1 : (most * count) / sum };
}

/** Room for the projections of a picture's ink ends at slopes up to about 10°. */
export function binsFor({ width, height }: Pick<GreyImage, 'width' | 'height'>): Float32Array {
  return new Float32Array(2 * Math.ceil(Math.max(width, height)) + 4);
}
