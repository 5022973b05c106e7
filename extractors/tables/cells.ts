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
}

export interface Grid {
  rows: number;
  columns: number;
  cells: GridCell[];
  /** Fields that are no rectangles, and so had to be cut into rectangles. */
  irregular: boolean;
}

/** Strips narrower than this between two rules are the gap of a double rule, not cells (points). */
const THINNEST = 4;
/** The part of a field's side that must be drawn for the side to count. */
const DRAWN = 0.75;

/**
 * Closed fields of a lattice. The lattice's own lines span a grid; neighbouring grid squares with no wall between them belong to
 * one field (a merged cell); fields open to the outside are none.
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
  const fields: { squares: number[]; open: boolean }[] = [];
  for (let start = 0; start < field.length; start++) {
    if (field[start] !== -1) continue;
    const found = { squares: [] as number[], open: false };
    const queue = [start];
    field[start] = fields.length;
    for (let square = queue.pop(); square !== undefined; square = queue.pop()) {
      found.squares.push(square);
      const row = Math.floor(square / columns);
      const column = square % columns;
      const step = (toRow: number, toColumn: number, walled: boolean): void => {
        if (walled) return;
        if (toRow < 0 || toColumn < 0 || toRow >= rows || toColumn >= columns) {
          found.open = true;
          return;
        }
        const next = toRow * columns + toColumn;
        if (field[next] !== -1) return;
        field[next] = fields.length;
        queue.push(next);
      };
      step(row - 1, column, levelWalls[row]![column]!);
      step(row + 1, column, levelWalls[row + 1]![column]!);
      step(row, column - 1, uprightWalls[column]![row]!);
      step(row, column + 1, uprightWalls[column + 1]![row]!);
    }
    fields.push(found);
  }

  let irregular = false;
  const cells: GridCell[] = [];
  for (const { squares, open } of fields) {
    if (open) continue;
    const pieces = rectangles(squares, columns);
    if (pieces.length > 1) irregular = true;
    for (const piece of pieces) {
      const box: Box = [xs[piece.column]!, ys[piece.row]!, xs[piece.column + piece.columnSpan]!, ys[piece.row + piece.rowSpan]!];
      if (box[2] - box[0] >= THINNEST && box[3] - box[1] >= THINNEST) cells.push({ ...piece, box });
    }
  }
  return { ...compact(cells), irregular };
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

/** Grid lines at which no cell begins or ends are no rows or columns: numbers the rest anew. */
function compact(cells: readonly GridCell[]): Omit<Grid, 'irregular'> {
  const number = (places: number[]): Map<number, number> =>
    new Map([...new Set(places)].sort((a, b) => a - b).map((place, index) => [place, index]));
  const rows = number(cells.flatMap((cell) => [cell.row, cell.row + cell.rowSpan]));
  const columns = number(cells.flatMap((cell) => [cell.column, cell.column + cell.columnSpan]));
  const renumbered = cells.map((cell): GridCell => {
    const row = rows.get(cell.row)!;
    const column = columns.get(cell.column)!;
    return {
      row,
      column,
      rowSpan: rows.get(cell.row + cell.rowSpan)! - row,
      columnSpan: columns.get(cell.column + cell.columnSpan)! - column,
      box: cell.box,
    };
  });
  renumbered.sort((a, b) => a.row - b.row || a.column - b.column);
  return { rows: Math.max(0, rows.size - 1), columns: Math.max(0, columns.size - 1), cells: renumbered };
}
