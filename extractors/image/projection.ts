import type { Box } from '../../model/index.js';
import type { Projection } from './image.js';

export const UNCHANGED: Projection = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/** Where a point goes. */
export function mapPoint(projection: Projection, x: number, y: number): [number, number] {
  const [a, b, c, d, e, f, g, h, i] = projection;
  const w = g * x + h * y + i;
  return [(a * x + b * y + c) / w, (d * x + e * y + f) / w];
}

/** The upright box around a box's four mapped corners. */
export function mapBox(projection: Projection, [x0, y0, x1, y1]: Box): Box {
  const corners = [mapPoint(projection, x0, y0), mapPoint(projection, x1, y0), mapPoint(projection, x0, y1), mapPoint(projection, x1, y1)];
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** First `inner`, then `outer`. */
export function compose(outer: Projection, inner: Projection): Projection {
  const entry = (row: number, column: number): number =>
    outer[row * 3]! * inner[column]! + outer[row * 3 + 1]! * inner[3 + column]! + outer[row * 3 + 2]! * inner[6 + column]!;
  return normal([entry(0, 0), entry(0, 1), entry(0, 2), entry(1, 0), entry(1, 1), entry(1, 2), entry(2, 0), entry(2, 1), entry(2, 2)]);
}

/**
 * The way back.
 * @throws RangeError when there is none (the map flattens the plane)
 */
export function invert([a, b, c, d, e, f, g, h, i]: Projection): Projection {
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  if (!Number.isFinite(1 / determinant)) throw new RangeError('a projection without inverse');
  return normal([
    (e * i - f * h) / determinant,
    (c * h - b * i) / determinant,
    (b * f - c * e) / determinant,
    (f * g - d * i) / determinant,
    (a * i - c * g) / determinant,
    (c * d - a * f) / determinant,
    (d * h - e * g) / determinant,
    (b * g - a * h) / determinant,
    (a * e - b * d) / determinant,
  ]);
}

export function scaling(x: number, y = x): Projection {
  return [x, 0, 0, 0, y, 0, 0, 0, 1];
}

export function translation(x: number, y: number): Projection {
  return [1, 0, x, 0, 1, y, 0, 0, 1];
}

/** Clockwise on the page (y down), about the origin. */
export function rotation(degrees: number): Projection {
  const angle = (degrees * Math.PI) / 180;
  return [Math.cos(angle), -Math.sin(angle), 0, Math.sin(angle), Math.cos(angle), 0, 0, 0, 1];
}

/** An affine matrix [a, b, c, d, e, f] as PDF writes it (x' = a·x + c·y + e, y' = b·x + d·y + f). */
export function fromMatrix([a, b, c, d, e, f]: readonly [number, number, number, number, number, number]): Projection {
  return [a, c, e, b, d, f, 0, 0, 1];
}

/** Turns a `width` x `height` area clockwise by quarters, so that its corner is the origin again. */
export function quarterTurn(turn: 0 | 90 | 180 | 270, width: number, height: number): Projection {
  switch (turn) {
    case 0:
      return UNCHANGED;
    case 90:
      return [0, -1, height, 1, 0, 0, 0, 0, 1];
    case 180:
      return [-1, 0, width, 0, -1, height, 0, 0, 1];
    case 270:
      return [0, 1, 0, -1, 0, width, 0, 0, 1];
  }
}

/** How much longer a short way becomes near a point: geometric mean over both directions. */
export function scaleAt(projection: Projection, x: number, y: number): number {
  const [x0, y0] = mapPoint(projection, x, y);
  const [x1, y1] = mapPoint(projection, x + 1, y);
  const [x2, y2] = mapPoint(projection, x, y + 1);
  return Math.sqrt(Math.abs((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)));
}

/** The last entry is 1 wherever it can be. */
function normal(projection: Projection): Projection {
  const [a, b, c, d, e, f, g, h, i] = projection;
  if (i === 1 || Math.abs(i) < 1e-12) return projection;
  return [a / i, b / i, c / i, d / i, e / i, f / i, g / i, h / i, 1];
}
