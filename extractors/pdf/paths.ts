import type { Box } from '../../model/index.js';
import type { Shape } from './content.js';
import type { Matrix } from './matrix.js';

/** pdfjs's path opcodes (DrawOPS): moveTo 2 numbers, lineTo 2, curveTo 6, quadraticCurveTo 4, closePath none. */
const MOVE = 0;
const LINE = 1;
const CURVE = 2;
const QUADRATIC = 3;
const CLOSE = 4;

export interface Subpath {
  points: number[];
  curved: boolean;
  box: Box;
}

/** The subpaths of a path in page points. Curves are kept as their control points: good enough for extents. */
export function subpathsOf(data: ArrayLike<number>, [a, b, c, d, e, f]: Matrix): Subpath[] {
  const subpaths: Subpath[] = [];
  // A line or curve without a starting point begins a subpath of its own.
  const state = { open: false };
  let index = 0;
  const current = (): Subpath => {
    if (!state.open) subpaths.push({ points: [], curved: false, box: [Infinity, Infinity, -Infinity, -Infinity] });
    state.open = true;
    return subpaths[subpaths.length - 1]!;
  };
  const add = ({ points, box }: Subpath): void => {
    const x = data[index++]!;
    const y = data[index++]!;
    const px = a * x + c * y + e;
    const py = b * x + d * y + f;
    points.push(px, py);
    if (px < box[0]) box[0] = px;
    if (py < box[1]) box[1] = py;
    if (px > box[2]) box[2] = px;
    if (py > box[3]) box[3] = py;
  };
  while (index < data.length) {
    const op = data[index++];
    if (op === MOVE) {
      state.open = false;
      add(current());
    } else if (op === LINE) {
      add(current());
    } else if (op === CURVE || op === QUADRATIC) {
      const path = current();
      path.curved = true;
      for (let point = op === CURVE ? 3 : 2; point > 0; point--) add(path);
    } else if (op === CLOSE) {
      if (state.open) {
        const { points } = current();
        if (points.length >= 4) points.push(points[0]!, points[1]!);
      }
      state.open = false;
    } else {
      break;
    }
  }
  return subpaths.filter((path) => path.points.length >= 4);
}

/** How a path was painted; null lightness where it was not filled or not stroked. */
export interface Paint {
  fill: number | null;
  stroke: number | null;
  width: number;
}

/** Subpaths with their paint. A filled outline with a hole (one box inside another) is a stroked box. */
export function shapesOf(subpaths: Subpath[], paint: Paint): Shape[] {
  const [outer, inner] = subpaths;
  if (subpaths.length === 2 && paint.fill !== null && paint.stroke === null && outer !== undefined && inner !== undefined) {
    const ring = ringOf(outer, inner, paint.fill) ?? ringOf(inner, outer, paint.fill);
    if (ring !== null) return [ring];
  }
  return subpaths.map((path) => ({ ...path, ...paint }));
}

function ringOf(outer: Subpath, inner: Subpath, lightness: number): Shape | null {
  const gaps = [inner.box[0] - outer.box[0], inner.box[1] - outer.box[1], outer.box[2] - inner.box[2], outer.box[3] - inner.box[3]];
  const width = Math.max(...gaps);
  if (Math.min(...gaps) <= 0 || width > 3 || width * 2 >= outer.box[2] - outer.box[0]) return null;
  const half = width / 2;
  const box: Box = [outer.box[0] + half, outer.box[1] + half, outer.box[2] - half, outer.box[3] - half];
  const [x0, y0, x1, y1] = box;
  return { points: [x0, y0, x1, y0, x1, y1, x0, y1, x0, y0], box, curved: outer.curved, fill: null, stroke: lightness, width };
}
