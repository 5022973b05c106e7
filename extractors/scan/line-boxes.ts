import { holds, unionBox, type Box } from '../../model/index.js';
import type { GreyImage } from '../image/image.js';
import type { LineFinder } from '../ocr/engine.js';
import type { RuledGrid } from '../tables/tables.js';
import { inkLevels } from './ink.js';
import { refineBoxes } from './segment-refine.js';
import { segmentLines, type LineBox } from './segment.js';

/** A cell's print keeps off its borders by this much (points): what is nearer is the rest of a ruling. */
const INSET = 0.6;
/** What is left of erased rulings lies this near the cells they bound (points). */
const RIM = 2;
/** Two strips are halves of one line up to these heights, in heights of the page's usual lines. */
const HALVES = { each: 0.75, together: 1.2, gap: 0.3 };

/**
 * The lines of print of a page whose rulings are erased, in pixels: in each cell by its ink, outside tables where the finder sees text
 * and wherever else there is ink like it. `scale` is pixels per point.
 */
export async function linesToRead(
  grey: GreyImage,
  scale: number,
  grids: readonly RuledGrid[],
  finder: LineFinder | null,
): Promise<LineBox[]> {
  const levels = inkLevels(grey);
  const cells = grids.flatMap((grid) => grid.cells.filter(({ open }) => open !== true).map(({ box }) => pixels(box, scale)));
  const inCells = innermost(cells).map((cell) => {
    const inset = INSET * scale;
    return segmentLines(grey, [cell[0] + inset, cell[1] + inset, cell[2] - inset, cell[3] - inset], scale, levels);
  });
  const usual = usualHeight(inCells.flat());
  const body = cells.length === 0 ? grey : without(grey, cells, RIM * scale);
  const found = finder === null ? [] : (await finder.find(body)).filter((box) => !cells.some((cell) => covers(cell, box)));
  const outside = refineBoxes(body, found, scale, undefined, levels);
  return [...inCells.flatMap((lines) => withoutHalves(lines, usual)), ...withoutHalves(outside, usualHeight(outside))];
}

/** The height of lines of Chinese, which are taller than those of figures. */
function usualHeight(lines: readonly LineBox[]): number {
  const heights = lines.map(({ height }) => height).sort((a, b) => a - b);
  return heights[Math.floor(heights.length * 0.8)] ?? 0;
}

/** A few characters with a blank through the middle of each (监督) are one line, as the height of all other lines shows. */
function withoutHalves(lines: readonly LineBox[], usual: number): LineBox[] {
  const whole: LineBox[] = [];
  for (const line of lines) {
    const above = whole.at(-1);
    const [, top, , bottom] = line.box;
    const halves =
      above !== undefined &&
      bottom - above.box[1] <= HALVES.together * usual &&
      top - above.box[3] <= HALVES.gap * usual &&
      Math.max(bottom - top, above.box[3] - above.box[1]) <= HALVES.each * usual &&
      Math.min(line.box[2], above.box[2]) > Math.max(line.box[0], above.box[0]);
    if (!halves) whole.push(line);
    else whole[whole.length - 1] = { box: unionBox([above.box, line.box])!, baseline: line.baseline, height: bottom - above.box[1] };
  }
  return whole;
}

/** Cells that hold another table's cells are read there. */
function innermost(cells: readonly Box[]): Box[] {
  return cells.filter((cell) => !cells.some((other) => other !== cell && areaOf(other) < areaOf(cell) && covers(cell, other)));
}

/** Whether the middle of a box lies in a cell. */
export function covers(cell: Box, box: Box): boolean {
  return holds(cell, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
}

function areaOf(box: Box): number {
  return (box[2] - box[0]) * (box[3] - box[1]);
}

function pixels(box: Box, scale: number): Box {
  return box.map((edge) => Math.round(edge * scale)) as Box;
}

/** A copy of the picture with paper in place of some areas and of a rim round each. */
function without(grey: GreyImage, areas: readonly Box[], rim: number): GreyImage {
  const data = grey.data.slice();
  for (const [x0, y0, x1, y1] of areas) paperOver({ ...grey, data }, [x0 - rim, y0 - rim, x1 + rim, y1 + rim]);
  return { ...grey, data };
}

/** Paper over an area of a picture, in pixels. */
export function paperOver({ width, height, data }: GreyImage, [x0, y0, x1, y1]: Box): void {
  const left = Math.max(0, Math.floor(x0));
  const right = Math.min(width, Math.ceil(x1));
  for (let y = Math.max(0, Math.floor(y0)); y < Math.min(height, Math.ceil(y1)) && left < right; y++)
    data.fill(255, y * width + left, y * width + right);
}
