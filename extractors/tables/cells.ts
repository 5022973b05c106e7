import type { Box } from '../../model/index.js';
import type { Edge } from './edges.js';
import { REACH, type Lattice } from './intersections.js';

/** One closed field of a lattice: its place in the grid and on the page. */
export interface GridCell {
  row: number;
  column: number;
  rowSpan: number;
  columnSpan: number;
  box: Box;
  /** Two or more of its sides are not drawn: a place of the grid that is there only if nothing stands in it. */
  open?: true;
  /** It goes on below the last rule: the table was cut there by the end of the page. */
  cut?: true;
}

export interface Grid {
  rows: number;
  columns: number;
  cells: GridCell[];
  /** There are fields that are no rectangles, and so had to be cut into rectangles, or that are open. */
  irregular: boolean;
}

type Side = 'top' | 'bottom' | 'left' | 'right';

/** Strips narrower than this between two rules are the gap of a double rule, not cells (points). */
const THINNEST = 4;
/** Rows further apart than this do not share the rule between them (points). */
const SAME_RULE = 1;
/** The part of a field's side that must be drawn for the side to count. */
const DRAWN = 0.75;

/**
 * Closed fields of a lattice. The lattice's own lines span a grid; neighbouring grid squares with no wall between them belong to
 * one field (a merged cell). Fields open to the outside are none, unless they fill up rows that have cells: one whose only missing
 * side is the grid's own (a row cut by a page break, an outer rule left out) is as good as closed.
 */
export function cellsOf({ horizontals, verticals }: Lattice): Grid {
  const xs = positions(verticals);
  const ys = positions(horizontals);
  const columns = xs.length - 1;
  const rows = ys.length - 1;
  if (columns < 1 || rows < 1) return { rows: 0, columns: 0, cells: [], irregular: false };
  const levelWalls = walls(horizontals, ys, xs);
  const uprightWalls = walls(verticals, xs, ys);

  const field = new Int32Array(rows * columns).fill(-1);
  const fields: { squares: number[]; leaks: Set<Side> }[] = [];
  for (let start = 0; start < field.length; start++) {
    if (field[start] !== -1) continue;
    const found = { squares: [] as number[], leaks: new Set<Side>() };
    const queue = [start];
    field[start] = fields.length;
    for (let square = queue.pop(); square !== undefined; square = queue.pop()) {
      found.squares.push(square);
      const row = Math.floor(square / columns);
      const column = square % columns;
      const step = (side: Side, toRow: number, toColumn: number, walled: boolean): void => {
        if (walled) return;
        if (toRow < 0 || toColumn < 0 || toRow >= rows || toColumn >= columns) {
          found.leaks.add(side);
          return;
        }
        const next = toRow * columns + toColumn;
        if (field[next] !== -1) return;
        field[next] = fields.length;
        queue.push(next);
      };
      step('top', row - 1, column, levelWalls[row]![column]!);
      step('bottom', row + 1, column, levelWalls[row + 1]![column]!);
      step('left', row, column - 1, uprightWalls[column]![row]!);
      step('right', row, column + 1, uprightWalls[column + 1]![row]!);
    }
    fields.push(found);
  }

  let irregular = false;
  const cells: GridCell[] = [];
  const rowOf = (square: number): number => Math.floor(square / columns);
  const filled = new Set(fields.flatMap(({ squares, leaks }) => (leaks.size === 0 ? squares.map(rowOf) : [])));
  for (const { squares, leaks } of fields) {
    const pieces = rectangles(squares, columns);
    if (leaks.size > 0 && (pieces.length > 1 || !squares.every((square) => filled.has(rowOf(square))))) continue;
    if (pieces.length > 1 || leaks.size > 1) irregular = true;
    for (const piece of pieces) {
      const box: Box = [xs[piece.column]!, ys[piece.row]!, xs[piece.column + piece.columnSpan]!, ys[piece.row + piece.rowSpan]!];
      if (box[2] - box[0] < THINNEST || box[3] - box[1] < THINNEST) continue;
      cells.push({ ...piece, box, ...(leaks.size > 1 ? { open: true } : leaks.has('bottom') ? { cut: true } : {}) });
    }
  }
  return { ...compact(cells), irregular };
}

/**
 * Two tables one right below the other hang together by their sides. Where a thin strip runs through from side to side, and the
 * columns above and below have nothing in common, they are two; a double rule within a table has the same columns on both sides.
 */
export function splitAtStrips(grid: Grid): Grid[] {
  for (let row = 1; row < grid.rows; row++) {
    const above = grid.cells.filter((cell) => cell.row + cell.rowSpan === row);
    const below = grid.cells.filter((cell) => cell.row === row);
    const through = grid.cells.every((cell) => cell.row >= row || cell.row + cell.rowSpan <= row);
    const gap = Math.min(...below.map((cell) => cell.box[1])) - Math.max(...above.map((cell) => cell.box[3]));
    if (!through || !(gap > SAME_RULE) || haveSharedColumns(above, below)) continue;
    const upper = compact(grid.cells.filter((cell) => cell.row < row));
    const lower = compact(grid.cells.filter((cell) => cell.row >= row));
    return [{ ...upper, irregular: grid.irregular }, ...splitAtStrips({ ...lower, irregular: grid.irregular })];
  }
  return [grid];
}

/** Whether the inner column edges of one row are all among the other's. */
function haveSharedColumns(above: readonly GridCell[], below: readonly GridCell[]): boolean {
  const inner = (cells: readonly GridCell[]): Set<number> => {
    const edges = new Set(cells.flatMap((cell) => [cell.column, cell.column + cell.columnSpan]));
    edges.delete(Math.min(...edges));
    edges.delete(Math.max(...edges));
    return edges;
  };
  const [one, other] = [inner(above), inner(below)];
  return [...one].every((edge) => other.has(edge)) || [...other].every((edge) => one.has(edge));
}

/** Distinct places of lines, nearby ones as one. */
function positions(lines: readonly Edge[]): number[] {
  const found: number[] = [];
  for (const at of lines.map((line) => line.at).sort((a, b) => a - b)) {
    if (found.length === 0 || at - found.at(-1)! > REACH) found.push(at);
  }
  return found;
}

/** walls[i][j]: whether a line at places[i] is drawn between stops[j] and stops[j + 1]. */
function walls(lines: readonly Edge[], places: readonly number[], stops: readonly number[]): boolean[][] {
  const drawn = places.map(() => new Float64Array(stops.length - 1));
  for (const line of lines) {
    const place = places.findIndex((at) => line.at - at <= REACH);
    const lengths = drawn[place]!;
    for (let stop = 0; stop + 1 < stops.length; stop++) {
      const length = Math.min(line.to, stops[stop + 1]!) - Math.max(line.from, stops[stop]!);
      if (length > 0) lengths[stop]! += length;
    }
  }
  return drawn.map((lengths) => Array.from(lengths, (length, stop) => length >= DRAWN * (stops[stop + 1]! - stops[stop]!) - 0.5));
}

/** A field as rectangles: one when it is one, else cut row by row. */
function rectangles(squares: readonly number[], columns: number): Omit<GridCell, 'box'>[] {
  const rowOf = (square: number): number => Math.floor(square / columns);
  const top = Math.min(...squares.map(rowOf));
  const bottom = Math.max(...squares.map(rowOf));
  const left = Math.min(...squares.map((square) => square % columns));
  const right = Math.max(...squares.map((square) => square % columns));
  if ((bottom - top + 1) * (right - left + 1) === squares.length) {
    return [{ row: top, column: left, rowSpan: bottom - top + 1, columnSpan: right - left + 1 }];
  }
  const pieces: Omit<GridCell, 'box'>[] = [];
  for (const square of squares.toSorted((a, b) => a - b)) {
    const row = rowOf(square);
    const column = square % columns;
    const last = pieces.at(-1);
    if (last?.row === row && last.column + last.columnSpan === column) last.columnSpan++;
    else pieces.push({ row, column, rowSpan: 1, columnSpan: 1 });
  }
  return pieces;
}

/** Grid lines at which no cell begins or ends, and the two lines of a thin strip, make no row or column: numbers the rest anew. */
function compact(cells: readonly GridCell[]): Omit<Grid, 'irregular'> {
  const rows = renumbering(cells, (cell) => [cell.row, cell.row + cell.rowSpan], [1, 3]);
  const columns = renumbering(cells, (cell) => [cell.column, cell.column + cell.columnSpan], [0, 2]);
  const renumbered = cells.map((cell): GridCell => {
    const { row: oldRow, column: oldColumn, rowSpan, columnSpan } = cell;
    const row = rows.get(oldRow)!;
    const column = columns.get(oldColumn)!;
    return { ...cell, row, column, rowSpan: rows.get(oldRow + rowSpan)! - row, columnSpan: columns.get(oldColumn + columnSpan)! - column };
  });
  renumbered.sort((a, b) => a.row - b.row || a.column - b.column);
  const last = (numbers: Map<number, number>): number => Math.max(0, ...numbers.values());
  return { rows: last(rows), columns: last(columns), cells: renumbered };
}

function renumbering(
  cells: readonly GridCell[],
  linesOf: (cell: GridCell) => [number, number],
  [low, high]: [0 | 1, 2 | 3],
): Map<number, number> {
  const places = new Map<number, number>();
  for (const cell of cells) {
    const [start, end] = linesOf(cell);
    places.set(start, cell.box[low]).set(end, cell.box[high]);
  }
  const numbers = new Map<number, number>();
  let number = -1;
  let previous = -Infinity;
  for (const [line, at] of [...places].sort((a, b) => a[0] - b[0])) {
    if (at - previous >= THINNEST) number++;
    previous = at;
    numbers.set(line, number);
  }
  return numbers;
}
