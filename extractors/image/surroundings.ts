import type { Box } from '../../model/index.js';
import { componentsOf } from './components.js';
import type { GreyImage } from './image.js';
import type { Light } from './light.js';

/** What lies around the paper is at most this part as bright as the paper would be there. */
const DARK = 0.8;
/** The paper's edge shows as a step this steep within two blocks; a binding's shadow falls off gently and is paper still. */
const STEEP = 1.22;
const WHITE = 255;

/**
 * Blanks what lies around the paper (a desk, a copier's open lid), in place: whatever is darker than paper, reaches the picture's edge and ends
 * at a sharp step. `light` is that of the picture before it was flattened. Says whether there was anything.
 */
export function blankSurroundings(grey: GreyImage, light: Light): boolean {
  const { block, columns, rows, bare } = light;
  const paper = paperPlane(light);
  const outside = new Uint8Array(columns * rows);
  const stack: number[] = [];
  const visit = (column: number, row: number): void => {
    const at = row * columns + column;
    if (column < 0 || row < 0 || column >= columns || row >= rows || outside[at] === 1) return;
    if (bare[at]! > DARK * paper(column, row)) return;
    outside[at] = 1;
    stack.push(at);
  };
  for (let column = 0; column < columns; column++) {
    visit(column, 0);
    visit(column, rows - 1);
  }
  for (let row = 0; row < rows; row++) {
    visit(0, row);
    visit(columns - 1, row);
  }
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const column = at % columns;
    const row = Math.floor(at / columns);
    visit(column - 1, row);
    visit(column + 1, row);
    visit(column, row - 1);
    visit(column, row + 1);
  }
  const { runs, component, components } = componentsOf(
    { width: columns, height: rows, data: outside.map((one) => (one === 1 ? 0 : WHITE)) },
    128,
  );
  const steep = components.map(() => [] as number[]);
  for (let run = 0; run < component.length; run++) {
    const row = runs[3 * run]!;
    for (let column = runs[3 * run + 1]!; column < runs[3 * run + 2]!; column++) {
      for (const [dx, dy] of [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ] as const) {
        const step = stepAt(light, outside, column, row, dx, dy);
        if (step !== null) steep[component[run]!]!.push(step);
      }
    }
  }
  const gone = steep.map((steps) => steps.length === 0 || steps.sort((a, b) => a - b)[steps.length >> 1]! >= STEEP);
  if (!gone.includes(true)) return false;
  for (let run = 0; run < component.length; run++) {
    if (!gone[component[run]!]) continue;
    // One block further in: the paper's edge and its own shadow.
    const y0 = Math.max(0, (runs[3 * run]! - 1) * block);
    const y1 = Math.min(grey.height, (runs[3 * run]! + 2) * block);
    const x0 = Math.max(0, (runs[3 * run + 1]! - 1) * block);
    const x1 = Math.min(grey.width, (runs[3 * run + 2]! + 1) * block);
    for (let y = y0; y < y1; y++) grey.data.fill(WHITE, y * grey.width + x0, y * grey.width + x1);
  }
  return true;
}

/** How much brighter it is three blocks further in than a block inside the dark, where the dark ends; null elsewhere. */
function stepAt({ columns, rows, bare }: Light, outside: Uint8Array, column: number, row: number, dx: number, dy: number): number | null {
  const inside = (steps: number): number | null => {
    const x = column + steps * dx;
    const y = row + steps * dy;
    return x < 0 || y < 0 || x >= columns || y >= rows ? null : y * columns + x;
  };
  const next = inside(1);
  const far = inside(3);
  if (next === null || far === null || outside[next] === 1 || outside[far] === 1) return null;
  const from = inside(-1) ?? row * columns + column;
  return bare[far]! / bare[outside[from] === 1 ? from : row * columns + column]!;
}

/** The paper's brightness by place: the plane through the bright blocks of the picture's middle. */
function paperPlane({ columns, rows, bare }: Light): (column: number, row: number) => number {
  const levels: number[] = [];
  const middle = { x0: Math.floor(columns * 0.2), x1: Math.ceil(columns * 0.8), y0: Math.floor(rows * 0.2), y1: Math.ceil(rows * 0.8) };
  for (let row = middle.y0; row < middle.y1; row++)
    for (let column = middle.x0; column < middle.x1; column++) levels.push(bare[row * columns + column]!);
  const median = levels.sort((a, b) => a - b)[levels.length >> 1] ?? WHITE;
  let count = 0;
  let sum = 0;
  let sumX = 0;
  let sumY = 0;
  let squareX = 0;
  let squareY = 0;
  for (let row = middle.y0; row < middle.y1; row++) {
    for (let column = middle.x0; column < middle.x1; column++) {
      const value = bare[row * columns + column]!;
      if (value < 0.75 * median) continue;
      const x = column - columns / 2;
      const y = row - rows / 2;
      count++;
      sum += value;
      sumX += value * x;
      sumY += value * y;
      squareX += x * x;
      squareY += y * y;
    }
  }
  if (count < 9) return () => median;
  const mean = sum / count;
  const slopeX = sumX / squareX;
  const slopeY = sumY / squareY;
  return (column, row) => Math.max(0.4 * mean, mean + slopeX * (column - columns / 2) + slopeY * (row - rows / 2));
}

/** Millimetres: how near to a page's edge lines along it are none of the page's, and how long they are at least. */
const MARGIN = 6;
const LONG = 20;
/** Punch holes: their diameter and how far from the edge they end. */
const HOLE = { least: 4.2, most: 8.5, reach: 24 };
/** A disc fills this much of its box; a ticked square fills more. */
const DISC = { least: 0.66, most: 0.88 };

/**
 * Blanks the page's own rims in a flattened picture, in place: thin lines along its edges and punch holes. `small` is the same picture reduced
 * by `factor`, `dpi` its resolution.
 */
export function blankRims(grey: GreyImage, small: GreyImage, factor: number, dpi: number): void {
  const millimetre = dpi / 25.4;
  const { components } = componentsOf(small, 200);
  for (const { box, area } of components) {
    if (!isRim(box, small, millimetre) && !isHole(box, area, small, millimetre)) continue;
    const [x0, y0, x1, y1] = box.map((edge, index) => (edge + (index < 2 ? -1 : 1)) * factor) as Box;
    for (let y = Math.max(0, y0); y < Math.min(grey.height, y1); y++)
      grey.data.fill(WHITE, y * grey.width + Math.max(0, x0), y * grey.width + Math.min(grey.width, x1));
  }
}

function isRim([x0, y0, x1, y1]: Box, { width, height }: GreyImage, millimetre: number): boolean {
  const margin = MARGIN * millimetre;
  const long = LONG * millimetre;
  return (y1 - y0 >= long && (x1 <= margin || x0 >= width - margin)) || (x1 - x0 >= long && (y1 <= margin || y0 >= height - margin));
}

function isHole([x0, y0, x1, y1]: Box, area: number, { width, height }: GreyImage, millimetre: number): boolean {
  const across = x1 - x0;
  const down = y1 - y0;
  const fill = area / (across * down);
  if (Math.min(across, down) < HOLE.least * millimetre || Math.max(across, down) > HOLE.most * millimetre) return false;
  if (Math.abs(across - down) > 0.2 * Math.max(across, down) || fill < DISC.least || fill > DISC.most) return false;
  const reach = HOLE.reach * millimetre;
  return x1 <= reach || x0 >= width - reach || y1 <= reach || y0 >= height - reach;
}
