import type { Box } from '../../model/index.js';
import { componentsOf } from './components.js';
import type { GreyImage } from './image.js';

/** Seals are looked for in cells of this side (millimetres); cells of seal ink no further apart than this many cells are one ring. */
const CELL = 1;
const REACH = 1;
/** Sides of a seal in millimetres, and how much longer than wide. */
const SEAL = { least: 18, most: 65, aspect: 2 };
/** Ink of a seal lies between these parts of the way from print to paper. */
const SHADE = { darkest: 0.22, palest: 0.85 };
/** Directions in which a ring's edge is looked for, how near it must be to an ellipse, and in how many of the directions. */
const DIRECTIONS = 72;
const NEAR = 0.05;
const ROUND = 0.75;
/** Of the ink in the ring's box no more than this part lies outside the ring. */
const OUTSIDE = 0.03;
/** Strokes of print this near, in points, keep their soft edges. */
const SOFT = 0.75;
/** From print to the ink of the seal, what lies before this part of the way is print. */
const PRINT = 0.6;

/** How far a point lies out from the middle of an ellipse: 1 on its line. */
type Reach = (x: number, y: number) => number;

interface Shade {
  from: number;
  to: number;
}

/**
 * Lifts round and oval seals off a picture without colour, in place: a ring of even grey, clearly paler than the print, and all of its shade
 * within it. Black print under a seal stays. `scale` is pixels per point. Gives the seals' boxes in pixels.
 */
export function liftGreySeals(grey: GreyImage, scale: number): Box[] {
  const black = blacknessOf(grey);
  const shade = { from: black + SHADE.darkest * (255 - black), to: black + SHADE.palest * (255 - black) };
  const side = Math.max(3, Math.round((72 / 25.4) * CELL * scale));
  const cells = evenCells(grey, side, shade);
  const { components } = componentsOf(cells, 128);
  const seals: Box[] = [];
  for (const { box } of components) {
    const [width, height] = [box[2] - box[0] - 2 * REACH, box[3] - box[1] - 2 * REACH];
    if (Math.min(width, height) < SEAL.least || Math.max(width, height) > SEAL.most) continue;
    if (Math.max(width, height) > SEAL.aspect * Math.min(width, height)) continue;
    const area = [Math.max(1, box[0] * side), Math.max(1, box[1] * side), box[2] * side, box[3] * side] as Box;
    const found = ringIn(grey, area, shade);
    if (found === null) continue;
    lift(grey, area, found.reach, { shade, black, own: found.level }, Math.max(1, Math.round(SOFT * scale)));
    seals.push([area[0], area[1], Math.min(grey.width, area[2]), Math.min(grey.height, area[3])]);
  }
  return seals;
}

/** The grey of most of a page's print: one in five hundred of its pixels is darker. */
function blacknessOf({ data }: GreyImage): number {
  const counts = new Uint32Array(256);
  for (let at = 0; at < data.length; at += 5) counts[data[at]!]!++;
  let rank = data.length / 5 / 500;
  let value = 0;
  while (value < 200 && (rank -= counts[value]!) > 0) value++;
  return value;
}

/** Whether a pixel and all around it have a seal's shade: the soft edges of print are narrower. */
function isEven({ width, data }: GreyImage, at: number, { from, to }: Shade): boolean {
  for (let row = at - width; row <= at + width; row += width) {
    for (let near = row - 1; near <= row + 1; near++) if (data[near]! < from || data[near]! > to) return false;
  }
  return true;
}

/** Dark where a cell, or one near it, holds pixels of a seal's shade. */
function evenCells(grey: GreyImage, side: number, shade: Shade): GreyImage {
  const columns = Math.ceil(grey.width / side);
  const rows = Math.ceil(grey.height / side);
  const counts = new Uint16Array(columns * rows);
  for (let y = 1; y < grey.height - 1; y++) {
    const row = Math.floor(y / side) * columns;
    for (let x = 1; x < grey.width - 1; x++) {
      const value = grey.data[y * grey.width + x]!;
      if (value >= shade.from && value <= shade.to && isEven(grey, y * grey.width + x, shade)) counts[row + Math.floor(x / side)]!++;
    }
  }
  const data = new Uint8Array(columns * rows).fill(255);
  const least = Math.max(2, (side * side) / 24);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (counts[row * columns + column]! < least) continue;
      for (let y = Math.max(0, row - REACH); y <= Math.min(rows - 1, row + REACH); y++)
        data.fill(0, y * columns + Math.max(0, column - REACH), y * columns + Math.min(columns, column + REACH + 1));
    }
  }
  return { width: columns, height: rows, data };
}

/** The ring that bounds the seal's ink in an area, and how dark that ink is; null where the ink is not bounded by one. */
function ringIn(grey: GreyImage, [x0, y0, x1, y1]: Box, shade: Shade): { reach: Reach; level: number } | null {
  const right = Math.min(x1, grey.width - 1);
  const bottom = Math.min(y1, grey.height - 1);
  const [x, y] = [(x0 + right) / 2, (y0 + bottom) / 2];
  const size = Math.max(right - x0, bottom - y0) / 2;
  const outermost = Array.from({ length: DIRECTIONS }, (): Point => [0, 0]);
  const levels = new Uint32Array(256);
  const points: Point[] = [];
  for (let row = y0; row < bottom; row++) {
    for (let column = x0; column < right; column++) {
      const at = row * grey.width + column;
      if (!isEven(grey, at, shade)) continue;
      const point: Point = [(column - x) / size, (row - y) / size];
      const direction = Math.floor((Math.atan2(point[1], point[0]) / (2 * Math.PI) + 0.5) * DIRECTIONS) % DIRECTIONS;
      if (Math.hypot(...point) > Math.hypot(...outermost[direction]!)) outermost[direction] = point;
      levels[grey.data[at]!]!++;
      points.push(point);
    }
  }
  let line = outermost.filter(([across, down]) => across !== 0 || down !== 0);
  let reach: Reach | null = null;
  for (const near of [4 * NEAR, NEAR, NEAR]) {
    reach = ellipseThrough(line);
    if (reach === null) return null;
    line = outermost.filter((point) => Math.abs(reach!(...point) - 1) < near);
  }
  if (reach === null || line.length < ROUND * DIRECTIONS) return null;
  const outside = points.filter((point) => reach(...point) > 1 + 2 * NEAR).length;
  if (outside > OUTSIDE * points.length) return null;
  let half = points.length / 2;
  let level = 0;
  while (level < 255 && (half -= levels[level]!) > 0) level++;
  return { reach: (column, row) => reach((column - x) / size, (row - y) / size), level };
}

type Point = [x: number, y: number];

/** The ellipse that fits points best (least squares); null where they lie on none. */
function ellipseThrough(points: readonly Point[]): Reach | null {
  if (points.length < DIRECTIONS / 3) return null;
  const terms = (x: number, y: number): number[] => [x * x, x * y, y * y, x, y];
  const rows = Array.from({ length: 5 }, () => new Array<number>(6).fill(0));
  for (const [x, y] of points) {
    const own = terms(x, y);
    for (let row = 0; row < 5; row++) for (let column = 0; column < 6; column++) rows[row]![column]! += own[row]! * (own[column] ?? 1);
  }
  const form = solved(rows);
  if (form === null) return null;
  const [a, b, c, d, e] = form as [number, number, number, number, number];
  const curved = 4 * a * c - b * b;
  if (a <= 0 || curved <= 0) return null;
  const value = (x: number, y: number): number => terms(x, y).reduce((sum, term, index) => sum + term * form[index]!, 0);
  const lowest = value((b * e - 2 * c * d) / curved, (b * d - 2 * a * e) / curved);
  return lowest >= 1 ? null : (x, y) => Math.sqrt(Math.max(0, value(x, y) - lowest) / (1 - lowest));
}

/** Solves linear equations given as rows of factors with the right side last. */
function solved(rows: number[][]): number[] | null {
  const size = rows.length;
  for (let pivot = 0; pivot < size; pivot++) {
    const largest = rows.slice(pivot).reduce((best, row) => (Math.abs(row[pivot]!) > Math.abs(best[pivot]!) ? row : best));
    if (Math.abs(largest[pivot]!) < 1e-9) return null;
    rows.splice(rows.indexOf(largest), 1);
    rows.splice(pivot, 0, largest);
    for (const row of rows) {
      if (row === largest) continue;
      const factor = row[pivot]! / largest[pivot]!;
      for (let column = pivot; column <= size; column++) row[column]! -= factor * largest[column]!;
    }
  }
  return rows.map((row, index) => row[size]! / row[index]!);
}

interface Levels {
  shade: Shade;
  black: number;
  /** The grey of the seal's ink. */
  own: number;
}

/** Takes a seal's shade out of what lies within its ring: bare shade becomes paper, print on it as black as without it, print beside it stays. */
function lift(grey: GreyImage, [x0, y0, x1, y1]: Box, reach: Reach, { shade, black, own }: Levels, soft: number): void {
  const { width, data } = grey;
  const right = Math.min(x1, grey.width - 1);
  const bottom = Math.min(y1, grey.height - 1);
  const cut = black + (own - black) * PRINT;
  const columns = right - x0;
  const print = new Uint8Array(columns * (bottom - y0));
  const ink = new Uint8Array(print.length);
  for (let y = y0; y < bottom; y++) {
    for (let x = x0; x < right; x++) {
      const at = y * width + x;
      if (data[at]! < cut) spread(print, columns, x - x0, y - y0, soft);
      else if (data[at]! <= shade.to && isEven(grey, at, shade)) spread(ink, columns, x - x0, y - y0, soft);
    }
  }
  for (let y = y0; y < bottom; y++) {
    for (let x = x0; x < right; x++) {
      const at = y * width + x;
      const value = data[at]!;
      if (value <= black || value === 255 || reach(x, y) > 1 + 2 * NEAR) continue;
      const place = (y - y0) * columns + x - x0;
      if (print[place] === 0 || (ink[place] === 1 && value >= own)) data[at] = 255;
      else if (ink[place] === 1) data[at] = Math.round(255 - ((own - value) * (255 - black)) / (own - black));
    }
  }
}

/** Marks all places no further than `far` from one. */
function spread(mask: Uint8Array, columns: number, x: number, y: number, far: number): void {
  const rows = mask.length / columns;
  for (let row = Math.max(0, y - far); row <= Math.min(rows - 1, y + far); row++)
    mask.fill(1, row * columns + Math.max(0, x - far), row * columns + Math.min(columns, x + far + 1));
}
