import distance from 'natural/lib/natural/distance/index.js';
import type { Cell, Page, Table } from '../../model/index.js';
import { structuralDoubts } from './tables.js';

/** Column edges of two parts of one table agree within this (points). */
const SAME_COLUMN = 4;
/** Header rows looked for at the top of a part. */
const HEADER_ROWS = 3;
/** Two scanned sheets differ by no more than this in how they lie (points) and in size. */
const SHIFTED = 40;
const STRETCHED = 0.04;
/** Part of a repeated header's characters that may be misread. */
const MISREAD = 0.15;

/**
 * Joins tables that go on over page breaks: the last thing on a page and the first on the next, with the same outer and matching
 * column edges. Header rows repeated at the top of a part are dropped, cells and rows cut by the break are mended, rows and
 * columns count on. The joined table stays on the page where it begins.
 */
export function joinTables(pages: readonly Page[]): void {
  let open: { table: Table; owner: Page } | null = null;
  for (const page of pages) {
    const first = page.tables[0];
    const leads = first !== undefined && page.lines.every((line) => line.box[1] >= first.parts[0]!.box[1] - 2);
    const scanned = page.source === 'scan';
    const joined: Table | null = open !== null && leads ? join(open.table, first, scanned) : null;
    if (open !== null && joined !== null) {
      open.owner.tables[open.owner.tables.indexOf(open.table)] = joined;
      page.tables.shift();
      open = { table: joined, owner: open.owner };
      if (page.tables.length > 0 || page.lines.some((line) => line.box[3] > joined.parts.at(-1)!.box[3] + 2)) open = null;
    } else {
      open = null;
    }
    if (open === null) {
      const last = page.tables.at(-1);
      const trails = last !== undefined && page.lines.every((line) => line.box[3] <= last.parts.at(-1)!.box[3] + 2);
      if (trails) open = { table: last, owner: page };
    }
  }
}

/**
 * The two parts as one table; null when they are two tables. Scanned sheets lie a little apart from each other: there only the
 * widths of columns need agree, and a repeated header may be misread in places.
 */
export function join(upper: Table, lower: Table, scanned = false): Table | null {
  const laid = scanned ? laidUnder(upper, lower) : lower;
  const grid = sharedColumns(upper, laid);
  if (grid === null) return null;
  const above = onColumns(upper, grid);
  let below = onColumns(laid, grid);
  below = { ...below, cells: below.cells.map((cell, index) => ({ ...cell, box: lower.cells[index]!.box })) };
  const repeated = repeatedRows(above, below, scanned);
  // A part that repeats nothing but has a heading row of its own kind is told from data by its columns alone.
  if (repeated === below.rows && below.rows > 0 && repeated > HEADER_ROWS) return null;
  below = dropRows(below, repeated);
  const cells = above.cells.map((cell) => ({ ...cell }));
  let rows = above.rows;
  const cut = isCutRow(above, below);
  const offset = cut ? rows - 1 : rows;
  for (const cell of below.cells) {
    const row = cell.row + offset;
    const upperCell = cells.find(
      (other) => other.row + other.rowSpan === rows && other.column === cell.column && other.columnSpan === cell.columnSpan,
    );
    if (cut && cell.row === 0 && upperCell !== undefined) {
      upperCell.lines = [...upperCell.lines, ...cell.lines];
      upperCell.rowSpan += cell.rowSpan - 1;
    } else if (!cut && cell.row === 0 && upperCell !== undefined && isRestOf(cell, upperCell, above, below)) {
      upperCell.rowSpan += cell.rowSpan;
    } else {
      cells.push({ ...cell, row });
    }
  }
  rows = offset + below.rows;
  cells.sort((a, b) => a.row - b.row || a.column - b.column);
  const doubts = structuralDoubts({ rows, columns: grid.length - 1, cells });
  const issues = [...new Set([...upper.issues, ...lower.issues, ...doubts])];
  return { parts: [...upper.parts, ...lower.parts], rows, columns: grid.length - 1, cells, ruled: upper.ruled && lower.ruled, issues };
}

/** Column edges of both parts together, when one part's edges are among the other's and both reach as far; else null. */
function sharedColumns(upper: Table, lower: Table): number[] | null {
  const one = columnEdges(upper);
  const other = columnEdges(lower);
  const [fine, coarse] = one.length >= other.length ? [one, other] : [other, one];
  const near = (a: number | undefined, b: number | undefined): boolean =>
    a !== undefined && b !== undefined && Math.abs(a - b) <= SAME_COLUMN;
  if (!near(fine[0], coarse[0]) || !near(fine.at(-1), coarse.at(-1))) return null;
  return coarse.every((edge) => fine.some((place) => near(place, edge))) ? fine : null;
}

/** A scanned table moved and stretched so that it has the sides of the part above it; as it is when it is another size. */
function laidUnder(upper: Table, lower: Table): Table {
  const [left, , right] = upper.parts.at(-1)!.box;
  const [from, , to] = lower.parts[0]!.box;
  const stretch = (right - left) / (to - from);
  if (Math.abs(left - from) > SHIFTED || Math.abs(stretch - 1) > STRETCHED) return lower;
  const moved = (x: number): number => left + (x - from) * stretch;
  return {
    ...lower,
    cells: lower.cells.map((cell) => ({ ...cell, box: [moved(cell.box[0]), cell.box[1], moved(cell.box[2]), cell.box[3]] })),
  };
}

/** Edges by the table's last part where that shows all of them: page margins may differ. */
function columnEdges(table: Table): number[] {
  const last = table.parts.at(-1)!.page;
  const own = edgesOfCells(table.cells.filter(({ page }) => page === last));
  return own.length === table.columns + 1 ? own : edgesOfCells(table.cells);
}

function edgesOfCells(cells: readonly Cell[]): number[] {
  const edges: number[] = [];
  for (const x of cells.flatMap((cell) => [cell.box[0], cell.box[2]]).sort((a, b) => a - b)) {
    if (edges.length === 0 || x - edges.at(-1)! > SAME_COLUMN) edges.push(x);
  }
  return edges;
}

function onColumns(table: Table, edges: readonly number[]): Table {
  const columnAt = (x: number): number =>
    edges.reduce((best, edge, index) => (Math.abs(edge - x) < Math.abs(edges[best]! - x) ? index : best), 0);
  const cells = table.cells.map((cell) => {
    const column = columnAt(cell.box[0]);
    return { ...cell, column, columnSpan: Math.max(1, columnAt(cell.box[2]) - column) };
  });
  return { ...table, columns: edges.length - 1, cells };
}

function textOf(cell: Cell): string {
  return cell.lines
    .map((line) => line.text)
    .join('')
    .replace(/\s+/g, '');
}

function rowText(table: Table, row: number): string {
  const cells = table.cells.filter((cell) => cell.row === row);
  return cells.map((cell) => `${cell.column}:${cell.rowSpan}:${textOf(cell)}`).join('|');
}

function sameText(one: string, other: string, scanned: boolean): boolean {
  if (one === other) return true;
  return scanned && Math.abs(one.length - other.length) <= 3 && distance.LevenshteinDistance(one, other) <= one.length * MISREAD;
}

/** How many rows at the top of the lower part repeat those at the top of the upper; blank rows repeat nothing. */
function repeatedRows(upper: Table, lower: Table, scanned: boolean): number {
  let count = 0;
  while (count < Math.min(HEADER_ROWS, upper.rows, lower.rows)) {
    const texts = lower.cells.filter((cell) => cell.row === count).map(textOf);
    if (texts.every((text) => text === '') || !sameText(rowText(upper, count), rowText(lower, count), scanned)) break;
    count++;
  }
  // Headings hold no figures of their own: rows that do are data that happen to agree.
  const figures = (row: number): boolean => lower.cells.some((cell) => cell.row === row && /^[\d.]+$/.test(textOf(cell)));
  while (count > 0 && figures(count - 1)) count--;
  return count;
}

function dropRows(table: Table, count: number): Table {
  if (count === 0) return table;
  const cells = table.cells.filter((cell) => cell.row >= count).map((cell) => ({ ...cell, row: cell.row - count }));
  return { ...table, rows: table.rows - count, cells };
}

/**
 * A blank cell under a merged one, at the break: the rest of the merged cell (the group's name stands on the page before), unless
 * a cell to its left that covers the same rows, above and below, begins something new below.
 */
function isRestOf(cell: Cell, above: Cell, upper: Table, lower: Table): boolean {
  if (textOf(cell) !== '' || textOf(above) === '' || (cell.rowSpan === 1 && above.rowSpan === 1)) return false;
  return lower.cells.every((other) => {
    if (other.row > 0 || other.column >= cell.column || textOf(other) === '') return true;
    const over = upper.cells.find((one) => one.column === other.column && one.row + one.rowSpan === upper.rows);
    return over?.rowSpan !== above.rowSpan || other.rowSpan !== cell.rowSpan;
  });
}

/**
 * Whether the break cuts through a row: the first row below has nothing in its first cell and text in few others, each of which
 * goes on from text above. A row of figures of its own is never taken for a rest.
 */
function isCutRow(upper: Table, lower: Table): boolean {
  const row = lower.cells.filter((cell) => cell.row === 0);
  const filled = row.filter((cell) => textOf(cell) !== '');
  const first = row.find((cell) => cell.column === 0);
  if (first === undefined || textOf(first) !== '' || filled.length === 0 || filled.length * 2 > row.length) return false;
  const aboveOf = (cell: Cell): Cell | undefined =>
    upper.cells.find(
      (other) => other.row + other.rowSpan === upper.rows && other.column === cell.column && other.columnSpan === cell.columnSpan,
    );
  if (row.some((cell) => aboveOf(cell) === undefined || cell.rowSpan > 1)) return false;
  if (textOf(aboveOf(first)!) === '') return false;
  return filled.every((cell) => textOf(aboveOf(cell)!) !== '' && !/^[\d.]+$/.test(textOf(cell)));
}
