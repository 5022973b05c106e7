/** A value between the middles of a grid's patches, `x` and `y` in patches. */
export function between(values: Float32Array, columns: number, rows: number, x: number, y: number): number {
  const u = Math.min(columns - 1, Math.max(0, x));
  const v = Math.min(rows - 1, Math.max(0, y));
  const left = Math.floor(u);
  const upper = Math.floor(v);
  const right = Math.min(columns - 1, left + 1);
  const lower = Math.min(rows - 1, upper + 1);
  const above = values[upper * columns + left]! * (1 - u + left) + values[upper * columns + right]! * (u - left);
  const below = values[lower * columns + left]! * (1 - u + left) + values[lower * columns + right]! * (u - left);
  return above * (1 - v + upper) + below * (v - upper);
}
