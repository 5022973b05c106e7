import type { Box } from '../../model/index.js';
import type { Shape } from '../pdf/content.js';
import { edgesOf, type Edge } from '../tables/edges.js';

/** A box drawn with lines or fills, about as large as a letter. `fill` is the lightness on top inside, null when only outlined. */
export interface Square {
  box: Box;
  fill: number | null;
  outlined: boolean;
}

/** Sides of a tick box in points, and how far from square it may be. */
const SMALLEST = 4;
const LARGEST = 17;
const ASPECT = 1.3;
/** A page with more shapes of a letter's size than this is a drawing; comparing them all would take minutes. */
const MOST = 3000;
/** Lines of one box meet within this. */
const MEET = 1.3;

/** Boxes the size of a letter among painted shapes: rectangles, rounded ones, circles, and four separate lines. */
export function squaresOf(shapes: readonly Shape[]): Square[] {
  const found: Square[] = [];
  const sized = shapes.filter(({ box }) => squareSized(box));
  if (sized.length > MOST) return [];
  for (const shape of sized) {
    const { box, stroke, fill, curved } = shape;
    // A stroke that is no outline (a check mark, a cross) is a mark in a box, not a box.
    if (stroke !== null && !curved && !isRectangle(shape)) continue;
    add(found, { box, fill, outlined: stroke !== null });
  }
  for (const box of fromLines(shapes)) add(found, { box, fill: null, outlined: true });
  return found.filter(({ fill, outlined }) => outlined || (fill !== null && fill < 0.97));
}

export function squareSized([x0, y0, x1, y1]: Box): boolean {
  const width = x1 - x0;
  const height = y1 - y0;
  return (
    width >= SMALLEST &&
    height >= SMALLEST &&
    width <= LARGEST &&
    height <= LARGEST &&
    Math.max(width, height) <= ASPECT * Math.min(width, height)
  );
}

/** Whether a straight shape runs along all four sides of its extent. */
export function isRectangle({ points, box }: Pick<Shape, 'points' | 'box'>): boolean {
  for (let index = 0; index + 1 < points.length; index += 2) {
    const x = points[index]!;
    const y = points[index + 1]!;
    const onSide = near(x, box[0]) || near(x, box[2]) || near(y, box[1]) || near(y, box[3]);
    if (!onSide) return false;
  }
  const edges = edgesOf([{ points, box, curved: false, fill: null, stroke: 0, width: 1 }]);
  return edges.length >= 3 && edges.some((edge) => edge.direction === 'vertical') && edges.length * 2 + 2 >= points.length;
}

/** Later paint covers earlier: the last fill over a box is what one sees; an inner white fill leaves a border. */
function add(found: Square[], square: Square): void {
  const at = found.findIndex((other) => overlap(other.box, square.box) > 0.5);
  const other = found[at];
  if (other === undefined) {
    found.push(square);
    return;
  }
  const larger = areaOf(other.box) >= areaOf(square.box) ? other.box : square.box;
  const covered = square.fill !== null && other.fill !== null && square.fill > other.fill;
  found[at] = { box: larger, fill: square.fill ?? other.fill, outlined: other.outlined || square.outlined || covered };
}

/** Squares made of four separate short lines. */
function fromLines(shapes: readonly Shape[]): Box[] {
  const short = edgesOf(shapes).filter((edge) => edge.to - edge.from >= SMALLEST - 1 && edge.to - edge.from <= LARGEST + 2);
  const levels = short.filter((edge) => edge.direction === 'horizontal').sort((a, b) => a.from - b.from);
  const uprights = short.filter((edge) => edge.direction === 'vertical').sort((a, b) => a.at - b.at);
  if (levels.length < 2 || uprights.length < 2 || short.length > MOST) return [];
  const boxes: Box[] = [];
  for (const [index, one] of levels.entries()) {
    for (const other of levels.slice(index + 1)) {
      if (other.from - one.from > MEET) break;
      const [top, bottom] = one.at < other.at ? [one, other] : [other, one];
      const box: Box = [Math.min(top.from, bottom.from), top.at, Math.max(top.to, bottom.to), bottom.at];
      if (near(one.to, other.to) && squareSized(box) && closes(box, uprights)) boxes.push(box);
    }
  }
  return boxes;
}

function closes([x0, y0, x1, y1]: Box, uprights: readonly Edge[]): boolean {
  const side = (x: number): boolean => uprights.some((edge) => near(edge.at, x) && near(edge.from, y0) && near(edge.to, y1));
  return side(x0) && side(x1);
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= MEET;
}

export function areaOf(box: Box): number {
  return Math.max(0, box[2] - box[0]) * Math.max(0, box[3] - box[1]);
}

/** Shared area by the smaller of two boxes' areas, 0..1. */
export function overlap(one: Box, other: Box): number {
  const width = Math.min(one[2], other[2]) - Math.max(one[0], other[0]);
  const height = Math.min(one[3], other[3]) - Math.max(one[1], other[1]);
  return width <= 0 || height <= 0 ? 0 : (width * height) / Math.min(areaOf(one), areaOf(other));
}
