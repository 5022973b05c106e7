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

/** A step in grey that counts as ink's end. */
const STEP = 40;
/** More ends than this tell nothing new. */
const ENOUGH = 15_000;

/** The lower ends (`across`) or right ends of a flattened picture's ink. */
export function inkEnds({ width, height, data }: GreyImage, across: boolean): InkEnds {
  const next = across ? width : 1;
  // Ends lie on whole pixels, which would favour a slope of nothing: each is moved by a part of a pixel, evenly.
  let golden = 0;
  const xs: number[] = [];
  const ys: number[] = [];
  const weights: number[] = [];
  for (let y = 0; y < height - 1; y++) {
    const start = y * width;
    for (let x = 0; x < width - 1; x++) {
      const step = data[start + x + next]! - data[start + x]!;
      if (step < STEP) continue;
      golden = (golden + 0.6180339887) % 1;
      xs.push(x - width / 2 + (across ? 0 : golden));
      ys.push(y - height / 2 + (across ? golden : 0));
      weights.push(step / 255);
    }
  }
  const [along, off] = across ? [xs, ys] : [ys, xs];
  return thinned({ along: Float32Array.from(along), off: Float32Array.from(off), weight: Float32Array.from(weights) }, ENOUGH);
}

/**
 * A pencil of lines: off = place + (slope + fan · place) · along. Parallel lines have no fan; those of a page seen from aside meet far away.
 */
export interface Pencil {
  slope: number;
  fan: number;
}

/**
 * How sharply ink ends fall on common lines of a pencil: the sum of squares of their places. Ends between two bins count for both by
 * their distance, so that the sum changes smoothly with the slope.
 */
export function sharpnessOf({ along, off, weight }: InkEnds, { slope, fan }: Pencil, bins: Float32Array): number {
  bins.fill(0);
  const middle = bins.length / 2;
  for (let index = 0; index < along.length; index++) {
    const way = along[index]!;
    const across = off[index]! - slope * way;
    const place = (fan === 0 ? across : across / (1 + fan * way)) + middle;
    const bin = place | 0;
    const part = place - bin;
    bins[bin]! += weight[index]! * (1 - part);
    bins[bin + 1]! += weight[index]! * part;
  }
  let sum = 0;
  for (const value of bins) sum += value * value;
  return sum;
}

/** Where a function of one number is greatest, and how far that stands out from its mean: 1 is not at all. */
export interface Peak {
  at: number;
  value: number;
  prominence: number;
}

/** The greatest value within `centre` ± `range`, looked for in steps. */
export function peakOf(of: (at: number) => number, centre: number, range: number, step: number): Peak {
  let at = centre;
  let value = -Infinity;
  let sum = 0;
  const steps = Math.round(range / step);
  for (let index = -steps; index <= steps; index++) {
    const here = of(centre + index * step);
    sum += here;
    if (here > value) [value, at] = [here, centre + index * step];
  }
  return { at, value, prominence: sum === 0 ? 1 : (value * (2 * steps + 1)) / sum };
}

/** Where it is greatest nearby, on the parabola through the best step and its neighbours. */
export function refined(of: (at: number) => number, centre: number, range: number, step: number): number {
  const { at, value } = peakOf(of, centre, range, step);
  const left = of(at - step);
  const right = of(at + step);
  const bend = left - 2 * value + right;
  return at + (bend < 0 ? Math.max(-1, Math.min(1, (0.5 * (left - right)) / bend)) : 0) * step;
}

/** Room for the projections of a picture's ink ends at slopes up to about 10° and the fans of a photographed page. */
export function binsFor({ width, height }: Pick<GreyImage, 'width' | 'height'>): Float32Array {
  return new Float32Array(2 * Math.ceil(1.2 * Math.max(width, height)) + 4);
}

/** Every so many-th end, so that no more than `most` are left. */
export function thinned({ along, off, weight }: InkEnds, most: number): InkEnds {
  const stride = Math.max(1, Math.ceil(along.length / most));
  const pick = (values: Float32Array): Float32Array => values.filter((_, index) => index % stride === 0);
  return stride === 1 ? { along, off, weight } : { along: pick(along), off: pick(off), weight: pick(weight) };
}
