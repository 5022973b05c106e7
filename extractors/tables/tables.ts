import { holds, unionBox, type Box, type Table } from '../../model/index.js';
import { linesOf } from '../layout/lines.js';
import type { Glyph } from '../pdf/content.js';
import { cellsOf, splitAtStrips, type Grid, type GridCell } from './cells.js';
import { mergeEdges, type Edge } from './edges.js';
import { completeSides, latticesOf } from './intersections.js';

/** A grid found on a page, before its cells have text. */
export interface RuledGrid extends Grid {
  box: Box;
}

/**
 * Ruling lines as grids, top to bottom. Boxes of a single column (a frame round a page or a paragraph, a boxed notice) are no
 * tables: their text reads as lines.
 */
export function gridsOf(edges: readonly Edge[]): RuledGrid[] {
  return latticesOf(mergeEdges(edges))
    .flatMap((lattice) => splitAtStrips(cellsOf(completeSides(lattice))))
    .flatMap((grid) => {
      const box = unionBox(grid.cells.map((cell) => cell.box));
      return grid.columns < 2 || box === null ? [] : [{ ...grid, box }];
    })
    .sort((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0]);
}

/** Words reach below the last rule of a cut cell by no more than this (font sizes). */
const OVERFLOW = 2.5;

/** Fills grids with the glyphs that stand in their cells; `rest` is everything that stands in none. */
export function tablesOf(grids: readonly RuledGrid[], glyphs: readonly Glyph[], page: number): { tables: Table[]; rest: Glyph[] } {
  const contents = grids.map((grid) => grid.cells.map((): Glyph[] => []));
  // The innermost table takes a glyph: tables may stand in cells of others.
  const order = grids.map((grid, index) => ({ grid, index })).sort((a, b) => area(a.grid.box) - area(b.grid.box));
  const rest: Glyph[] = [];
  const outside = new Set<GridCell>();
  let last: { box: Box; glyphs: Glyph[] } | null = null;
  const nested = order.length > 1;
  for (const glyph of glyphs) {
    const x = (glyph.x0 + glyph.x1) / 2;
    const y = glyph.y - glyph.size * 0.35;
    if (last !== null && !nested && holds(last.box, x, y)) {
      last.glyphs.push(glyph);
      continue;
    }
    let target: { box: Box; glyphs: Glyph[] } | null = null;
    for (const { grid, index } of order) {
      const at = cellAt(grid, glyph, x, y);
      if (at === -1) continue;
      // What stands in no more than part of a frame stands beside the table.
      if (grid.cells[at]!.open === true) {
        if (glyph.text !== ' ') outside.add(grid.cells[at]!);
        continue;
      }
      target = { box: grid.cells[at]!.box, glyphs: contents[index]![at]! };
      break;
    }
    if (target === null) rest.push(glyph);
    else target.glyphs.push(glyph);
    last = target;
  }
  const tables = grids.map((grid, index) => tableOf(grid, contents[index]!, outside, page));
  return { tables, rest };
}

function tableOf(grid: RuledGrid, contents: readonly Glyph[][], outside: ReadonlySet<GridCell>, page: number): Table {
  const cells = grid.cells.flatMap((cell, index) => {
    const { row, column, rowSpan, columnSpan, box } = cell;
    return outside.has(cell) ? [] : [{ row, column, rowSpan, columnSpan, box, page, lines: linesOf(contents[index]!, page) }];
  });
  return { parts: [{ page, box: grid.box }], rows: grid.rows, columns: grid.columns, cells, ruled: true, issues: structuralDoubts(grid) };
}

/** The cell a point falls into; words of a cell cut by the end of the page may stand below the last rule. */
function cellAt(grid: RuledGrid, { x0, x1, size }: Glyph, x: number, y: number): number {
  if (holds(grid.box, x, y)) return grid.cells.findIndex((cell) => holds(cell.box, x, y));
  const below = y - grid.box[3];
  if (below < 0 || below > size * OVERFLOW) return -1;
  return grid.cells.findIndex(({ cut, box }) => cut === true && box[0] <= x0 && x1 <= box[2]);
}

/** What cannot be right about a grid: squares claimed by two cells, rows that do not reach from side to side. */
export function structuralDoubts({
  rows,
  columns,
  cells,
  irregular = false,
}: Pick<Table, 'rows' | 'columns'> & {
  cells: readonly Omit<Table['cells'][number], 'page' | 'lines' | 'box'>[];
  irregular?: boolean;
}): Table['issues'] {
  const taken = new Uint8Array(rows * columns);
  for (const cell of cells) {
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++) {
      for (let column = cell.column; column < cell.column + cell.columnSpan; column++) taken[row * columns + column]!++;
    }
  }
  const issues: Table['issues'] = [];
  if (taken.some((count) => count > 1)) issues.push('overlapping-cells');
  if (irregular || taken.includes(0)) issues.push('ragged-rows');
  return issues;
}

function area(box: Box): number {
  return (box[2] - box[0]) * (box[3] - box[1]);
}
