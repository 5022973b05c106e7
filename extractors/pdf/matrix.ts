import type { Box } from '../../model/index.js';

/** [a, b, c, d, e, f]: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [number, number, number, number, number, number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** First `inner`, then `outer`. */
export function multiply(outer: Matrix, inner: ArrayLike<number>): Matrix {
  const [a, b, c, d, e, f] = outer;
  const i0 = inner[0]!;
  const i1 = inner[1]!;
  const i2 = inner[2]!;
  const i3 = inner[3]!;
  const i4 = inner[4]!;
  const i5 = inner[5]!;
  return [a * i0 + c * i1, b * i0 + d * i1, a * i2 + c * i3, b * i2 + d * i3, a * i4 + c * i5 + e, b * i4 + d * i5 + f];
}

/** The upright box around a box after a transformation. */
export function transformBox(matrix: Matrix, box: ArrayLike<number>): Box {
  const [a, b, c, d, e, f] = matrix;
  const xs = [box[0]!, box[2]!];
  const ys = [box[1]!, box[3]!];
  let x0 = Infinity;
  let y0 = Infinity;
  let x1 = -Infinity;
  let y1 = -Infinity;
  for (const x of xs) {
    for (const y of ys) {
      const px = a * x + c * y + e;
      const py = b * x + d * y + f;
      x0 = Math.min(x0, px);
      x1 = Math.max(x1, px);
      y0 = Math.min(y0, py);
      y1 = Math.max(y1, py);
    }
  }
  return [x0, y0, x1, y1];
}

/** The common part of two boxes; null when they do not meet. */
export function intersectBoxes(one: Box, other: Box): Box | null {
  const box: Box = [Math.max(one[0], other[0]), Math.max(one[1], other[1]), Math.min(one[2], other[2]), Math.min(one[3], other[3])];
  return box[0] <= box[2] && box[1] <= box[3] ? box : null;
}
