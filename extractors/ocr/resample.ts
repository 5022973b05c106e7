import type { GreyImage } from '../image/image.js';

/** For each output pixel: the first input pixel and the weights of it and its followers (they add up to 1). */
interface Taps {
  first: Int32Array;
  count: number;
  weights: Float32Array;
}

/** Cubic convolution (Keys, a = -0.5), widened when shrinking so that every input pixel counts. */
function cubicTaps(from: number, to: number): Taps {
  const ratio = from / to;
  const spread = Math.max(1, ratio);
  const count = Math.ceil(4 * spread) + 1;
  const first = new Int32Array(to);
  const weights = new Float32Array(to * count);
  for (let i = 0; i < to; i++) {
    const centre = (i + 0.5) * ratio - 0.5;
    const start = Math.ceil(centre - 2 * spread);
    first[i] = start;
    let sum = 0;
    for (let k = 0; k < count; k++) sum += weights[i * count + k] = cubic((start + k - centre) / spread);
    for (let k = 0; k < count; k++) weights[i * count + k]! /= sum;
  }
  return { first, count, weights };
}

function cubic(x: number): number {
  const t = Math.abs(x);
  if (t < 1) return (1.5 * t - 2.5) * t * t + 1;
  return t < 2 ? ((-0.5 * t + 2.5) * t - 4) * t + 2 : 0;
}

/** A grey image at another size (both in pixels, at least 1); pixels beyond the edge repeat it. */
export function resample(image: GreyImage, width: number, height: number): GreyImage {
  const rows = across(image, width);
  return { width, height, data: down(rows, width, image.height, height) };
}

/** Every row of the image at another width. */
function across({ width: from, height, data }: GreyImage, to: number): Float32Array {
  const { first, count, weights } = cubicTaps(from, to);
  const rows = new Float32Array(to * height);
  const reach = count - 1;
  // Each row with its edges repeated, so that taps never leave it.
  const left = Math.max(0, -first[0]!);
  const row = new Float32Array(Math.max(left + from, left + first[to - 1]! + count));
  for (let y = 0; y < height; y++) {
    const line = y * from;
    for (let x = 0; x < left; x++) row[x] = data[line]!;
    for (let x = 0; x < from; x++) row[left + x] = data[line + x]!;
    for (let x = left + from; x < row.length; x++) row[x] = data[line + from - 1]!;
    let tap = 0;
    for (let x = 0; x < to; x++) {
      let at = first[x]! + left;
      let sum = weights[tap]! * row[at]!;
      for (const end = tap + reach; tap < end;) sum += weights[++tap]! * row[++at]!;
      tap++;
      rows[y * to + x] = sum;
    }
  }
  return rows;
}

/** Rows of that width at another height, rounded to whole greys. */
function down(rows: Float32Array, width: number, from: number, to: number): Uint8Array {
  const { first, count, weights } = cubicTaps(from, to);
  const data = new Uint8ClampedArray(width * to);
  const sums = new Float32Array(width);
  const lineOf = (y: number, tap: number): number => Math.min(from - 1, Math.max(0, first[y]! + tap)) * width;
  for (let y = 0; y < to; y++) {
    sums.fill(0);
    // Two rows at a time: half as many walks through the sums.
    for (let tap = 0; tap < count; tap += 2) {
      const [one, two] = [lineOf(y, tap), lineOf(y, Math.min(tap + 1, count - 1))];
      const ofOne = weights[y * count + tap]!;
      const ofTwo = tap + 1 < count ? weights[y * count + tap + 1]! : 0;
      for (let x = 0; x < width; x++) sums[x]! += ofOne * rows[one + x]! + ofTwo * rows[two + x]!;
    }
    data.set(sums, y * width);
  }
  return new Uint8Array(data.buffer);
}
