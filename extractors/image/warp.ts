import type { GreyImage, Projection } from './image.js';

const PHASES = 64;
const SHIFT = 6;
/** Catmull-Rom weights (a = -0.5) for each of the phases, in 1/1024: products of two of them with a pixel fit 32 bits. */
const ONE = 1024;
const WEIGHTS = new Int32Array(PHASES * 4);
for (let phase = 0; phase < PHASES; phase++) {
  const t = phase / PHASES;
  WEIGHTS[4 * phase] = Math.round(ONE * (-0.5 * t + t * t - 0.5 * t * t * t));
  WEIGHTS[4 * phase + 2] = Math.round(ONE * (0.5 * t + 2 * t * t - 1.5 * t * t * t));
  WEIGHTS[4 * phase + 3] = Math.round(ONE * (-0.5 * t * t + 0.5 * t * t * t));
  WEIGHTS[4 * phase + 1] = ONE - WEIGHTS[4 * phase]! - WEIGHTS[4 * phase + 2]! - WEIGHTS[4 * phase + 3]!;
}

/** Side of the squares of which it is noted whether anything is on them, and what counts as nothing. */
const SQUARE = 16;
const BLANK = 250;
const WHITE = 255;
/** Half of the square of what weights add up to. */
const HALF = 1 << 19;

/**
 * The one resampling: `width` x `height` pixels, each taken from where `toSource` leads (pixels to pixels), bicubic. Outside of the source all
 * is white; where the source is blank nothing is computed.
 */
export function warp(source: GreyImage, toSource: Projection, width: number, height: number): GreyImage {
  const data = new Uint8Array(width * height).fill(WHITE);
  const [a, b, c, d, e, f, g, h, i] = toSource;
  const squares = inkedSquares(source);
  const perRow = Math.ceil(source.width / SQUARE);
  const inked = (x: number, y: number): boolean => {
    const column = Math.floor(x / SQUARE);
    const row = Math.floor(y / SQUARE);
    return column >= 0 && row >= 0 && column < perRow && row * perRow < squares.length && squares[row * perRow + column] === 1;
  };
  for (let y = 0; y < height; y++) {
    const v = y + 0.5;
    for (let x = 0; x < width; x += SQUARE) {
      const end = Math.min(width, x + SQUARE);
      const w0 = g * (x + 0.5) + h * v + i;
      const w1 = g * (end - 0.5) + h * v + i;
      const x0 = (a * (x + 0.5) + b * v + c) / w0;
      const y0 = (d * (x + 0.5) + e * v + f) / w0;
      const x1 = (a * (end - 0.5) + b * v + c) / w1;
      const y1 = (d * (end - 0.5) + e * v + f) / w1;
      if (!inked(x0, y0) && !inked(x1, y1) && !inked((x0 + x1) / 2, (y0 + y1) / 2)) continue;
      // Over so short a way a projective map is straight.
      const steps = Math.max(1, end - x - 1);
      row(source, data, y * width + x, end - x, x0 - 0.5, y0 - 0.5, (x1 - x0) / steps, (y1 - y0) / steps);
    }
  }
  return { width, height, data };
}

/** Pixels on a straight way through the source, from `x`, `y` (counted from the first pixel's middle) in steps of `dx`, `dy`. */
function row(source: GreyImage, data: Uint8Array, to: number, count: number, x: number, y: number, dx: number, dy: number): void {
  const { width, height, data: pixels } = source;
  const lastX = x + (count - 1) * dx;
  const lastY = y + (count - 1) * dy;
  const whole = Math.min(x, lastX) >= 1 && Math.min(y, lastY) >= 1 && Math.max(x, lastX) < width - 3 && Math.max(y, lastY) < height - 3;
  if (!whole) {
    rowAtEdge(source, data, to, count, x, y, dx, dy);
    return;
  }
  for (let index = 0; index < count; index++, x += dx, y += dy) {
    // Rounded to the nearest phase; the places are positive here.
    const placeX = (x * PHASES + 0.5) | 0;
    const placeY = (y * PHASES + 0.5) | 0;
    const middle = (placeY >> SHIFT) * width + (placeX >> SHIFT);
    // Four white pixels around give white: what is farther off counts negatively, and darkness there only brightens.
    if ((pixels[middle]! & pixels[middle + 1]! & pixels[middle + width]! & pixels[middle + width + 1]!) === WHITE) continue;
    const wx = (placeX & (PHASES - 1)) << 2;
    const wy = (placeY & (PHASES - 1)) << 2;
    const w0 = WEIGHTS[wx]!;
    const w1 = WEIGHTS[wx + 1]!;
    const w2 = WEIGHTS[wx + 2]!;
    const w3 = WEIGHTS[wx + 3]!;
    let at = middle - width - 1;
    let sum = WEIGHTS[wy]! * (w0 * pixels[at]! + w1 * pixels[at + 1]! + w2 * pixels[at + 2]! + w3 * pixels[at + 3]!);
    at += width;
    sum += WEIGHTS[wy + 1]! * (w0 * pixels[at]! + w1 * pixels[at + 1]! + w2 * pixels[at + 2]! + w3 * pixels[at + 3]!);
    at += width;
    sum += WEIGHTS[wy + 2]! * (w0 * pixels[at]! + w1 * pixels[at + 1]! + w2 * pixels[at + 2]! + w3 * pixels[at + 3]!);
    at += width;
    sum += WEIGHTS[wy + 3]! * (w0 * pixels[at]! + w1 * pixels[at + 1]! + w2 * pixels[at + 2]! + w3 * pixels[at + 3]!);
    const value = (sum + HALF) >> 20;
    data[to + index] = value < 0 ? 0 : value > WHITE ? WHITE : value;
  }
}

/** The same where the way leads past the source's edge, outside of which all is white. */
function rowAtEdge(
  { width, height, data: pixels }: GreyImage,
  data: Uint8Array,
  to: number,
  count: number,
  x: number,
  y: number,
  dx: number,
  dy: number,
): void {
  for (let index = 0; index < count; index++, x += dx, y += dy) {
    const placeX = Math.floor(x * PHASES + 0.5);
    const placeY = Math.floor(y * PHASES + 0.5);
    const column = placeX >> SHIFT;
    const line = placeY >> SHIFT;
    if (column < -2 || line < -2 || column > width || line > height) continue;
    const wx = (placeX & (PHASES - 1)) << 2;
    const wy = (placeY & (PHASES - 1)) << 2;
    let sum = 0;
    for (let part = 0; part < 4; part++) {
      let inner = 0;
      for (let tap = 0; tap < 4; tap++) {
        const px = column - 1 + tap;
        const py = line - 1 + part;
        inner += WEIGHTS[wx + tap]! * (px < 0 || py < 0 || px >= width || py >= height ? WHITE : pixels[py * width + px]!);
      }
      sum += WEIGHTS[wy + part]! * inner;
    }
    const value = (sum + HALF) >> 20;
    data[to + index] = value < 0 ? 0 : value > WHITE ? WHITE : value;
  }
}

/** 1 for each square with ink on it or right beside it. */
function inkedSquares({ width, height, data }: GreyImage): Uint8Array {
  const columns = Math.ceil(width / SQUARE);
  const rows = Math.ceil(height / SQUARE);
  const squares = new Uint8Array(columns * rows);
  for (let y = 0; y < height; y++) {
    const line = Math.floor(y / SQUARE) * columns;
    for (let column = 0; column < columns; column++) {
      if (squares[line + column] === 1) continue;
      const end = y * width + Math.min(width, (column + 1) * SQUARE);
      for (let at = y * width + column * SQUARE; at < end; at++) {
        if (data[at]! >= BLANK) continue;
        squares[line + column] = 1;
        break;
      }
    }
  }
  const near = new Uint8Array(squares.length);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      if (squares[y * columns + x] === 0) continue;
      for (let v = Math.max(0, y - 1); v <= Math.min(rows - 1, y + 1); v++)
        for (let u = Math.max(0, x - 1); u <= Math.min(columns - 1, x + 1); u++) near[v * columns + u] = 1;
    }
  }
  return near;
}
