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
  const across = cubicTaps(image.width, width);
  const down = cubicTaps(image.height, height);
  const rows = new Float32Array(width * image.height);
  const { first, count, weights } = across;
  // Outside these, taps reach over the edge.
  let inner = 0;
  while (inner < width && first[inner]! < 0) inner++;
  let outer = width;
  while (outer > inner && first[outer - 1]! + count > image.width) outer--;
  for (let y = 0; y < image.height; y++) {
    const line = y * image.width;
    for (let x = 0; x < width; x++) {
      let sum = 0;
      const tap = x * count;
      const start = first[x]!;
      if (x >= inner && x < outer) {
        for (let k = 0; k < count; k++) sum += weights[tap + k]! * image.data[line + start + k]!;
      } else {
        for (let k = 0; k < count; k++) {
          sum += weights[tap + k]! * image.data[line + Math.min(image.width - 1, Math.max(0, start + k))]!;
        }
      }
      rows[y * width + x] = sum;
    }
  }
  const data = new Uint8Array(width * height);
  const sums = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    for (let k = 0; k < down.count; k++) {
      const weight = down.weights[y * down.count + k]!;
      if (weight === 0) continue;
      const line = Math.min(image.height - 1, Math.max(0, down.first[y]! + k)) * width;
      for (let x = 0; x < width; x++) sums[x]! += weight * rows[line + x]!;
    }
    for (let x = 0; x < width; x++) data[y * width + x] = Math.min(255, Math.max(0, Math.round(sums[x]!)));
  }
  return { width, height, data };
}
