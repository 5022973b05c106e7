import type { Cell, Table } from '../../model/index.js';
import { GROUP_NAMES, INDICATOR_NAMES, NAME_NUMBER, POINTS_BEHIND, SCORE_HEADERS, type ScoreColumn } from './score-words.js';
import { figure } from './normalise/figures.js';
import { nameText } from './normalise/texts.js';
import { cellPassage } from './scan-labels.js';

/** Which table column holds what, and where the rows begin. */
export interface ScoreShape {
  columns: Partial<Record<ScoreColumn, number>>;
  firstRow: number;
}

export function textOf(cell: Cell | undefined): string {
  return cell === undefined ? '' : nameText(cellPassage(cell).text);
}

/** The cell that covers a place of the grid. */
export function cellAt(table: Table, row: number, column: number): Cell | undefined {
  return table.cells.find(
    (cell) => cell.row <= row && cell.row + cell.rowSpan > row && cell.column <= column && cell.column + cell.columnSpan > column,
  );
}

/** How many indicator names of the standard a table holds. */
export function indicatorCount(table: Table): number {
  return table.cells.filter((cell) => INDICATOR_NAMES.test(nameOnly(textOf(cell)))).length;
}

const WHOLE_NAME = new RegExp(`${INDICATOR_NAMES.source}$`, 'u');

/** Whether a text is an indicator's name and nothing more. */
export function isIndicatorName(text: string): boolean {
  return WHOLE_NAME.test(text);
}

/** A name without the number before it and the points in brackets behind it. */
export function nameOnly(text: string): string {
  const name = text.replace(NAME_NUMBER, '');
  const points = POINTS_BEHIND.exec(name)?.index ?? 0;
  return points > 0 ? name.slice(0, points) : name;
}

/**
 * A table whose header words repeat (指标 | 分值 | 得分 | 指标 | 分值 | 得分) is several tables side by side, read one after
 * the other; any other table is one. Each block has indicators and a column of scores.
 */
export function sideBySide(table: Table): Table[] {
  const header = headerRows(table);
  const isScore = (column: number): boolean =>
    Array.from(
      { length: header },
      (_, row) => SCORE_HEADERS.find(([, pattern]) => pattern.test(textOf(cellAt(table, row, column))))?.[0],
    ).includes('score');
  const named = new Set(table.cells.filter((cell) => INDICATOR_NAMES.test(nameOnly(textOf(cell)))).map(({ column }) => column));
  for (let row = header - 1; row >= 0; row--) {
    const words = Array.from({ length: table.columns }, (_, column) => textOf(cellAt(table, row, column)));
    const edges: number[] = [];
    let [hasName, hasScore] = [false, false];
    for (let column = 0; column < table.columns; column++) {
      if (column === 0 || (words[column] === words[0] && hasName && hasScore)) {
        edges.push(column);
        [hasName, hasScore] = [false, false];
      }
      hasName ||= named.has(column);
      hasScore ||= isScore(column);
    }
    if (words[0] !== '' && edges.length > 1 && hasName && hasScore)
      return edges.map((from, index) => columnsOf(table, from, edges[index + 1] ?? table.columns));
  }
  return [table];
}

function columnsOf(table: Table, from: number, to: number): Table {
  const cells = table.cells
    .filter((cell) => cell.column < to && cell.column + cell.columnSpan > from)
    .map((cell) => {
      const start = Math.max(cell.column, from);
      return { ...cell, column: start - from, columnSpan: Math.min(cell.column + cell.columnSpan, to) - start };
    });
  return { ...table, columns: to - from, cells };
}

/** The columns of the score table, from header words and from what stands below them; null when it has no scores. */
export function scoreShape(table: Table): ScoreShape | null {
  const header = headerRows(table);
  // Sub-items begin with the words of their indicator (维修网点): the column of the names themselves comes first.
  const indicator =
    mostly(table, header, (text) => isIndicatorName(nameOnly(text))) ??
    mostly(table, header, (text) => INDICATOR_NAMES.test(nameOnly(text)));
  if (indicator === null) return null;
  const group = mostly(table, header, (text) => GROUP_NAMES.test(nameOnly(text)));
  const columns: ScoreShape['columns'] = { indicator };
  if (group !== null && group !== indicator) columns.group = group;
  const points: number[] = [];
  for (let column = 0; column < table.columns; column++) {
    if (column === indicator || column === group) continue;
    const words = Array.from({ length: header }, (_, row) => textOf(cellAt(table, row, column))).reverse();
    const key = words
      .map((text) => (text === '' ? null : SCORE_HEADERS.find(([, pattern]) => pattern.test(text))?.[0]))
      .find((found) => found != null);
    if (key === 'points') points.push(column);
    else if (key === 'group' || key === 'indicator' || key === 'name' || key == null) continue;
    else if (columns[key] === undefined && startsHere(table, header, column)) columns[key] = column;
  }
  for (const column of points) {
    if (column > indicator) columns.max ??= column;
    else if (group !== null && column > group) columns.groupMax ??= column;
    else columns.max ??= column;
  }
  if (columns.score === undefined) fromFigures(table, header, columns);
  return columns.score === undefined ? null : { columns, firstRow: header };
}

/** A header cell merged over several columns names the first of them only, unless a second header row splits it. */
function startsHere(table: Table, header: number, column: number): boolean {
  const cell = cellAt(table, Math.max(0, header - 1), column);
  return cell === undefined || cell.column === column || cell.lines.length === 0;
}

/** Rows before the first one with an indicator's name. */
function headerRows(table: Table): number {
  const rows = table.cells.filter((cell) => INDICATOR_NAMES.test(nameOnly(textOf(cell)))).map((cell) => cell.row);
  const first = Math.min(...rows, table.rows);
  const group = table.cells.filter((cell) => GROUP_NAMES.test(nameOnly(textOf(cell)))).map((cell) => cell.row);
  return Math.min(first, ...group);
}

/** The column in which most cells answer a question. */
function mostly(table: Table, from: number, fits: (text: string) => boolean): number | null {
  const counts = new Map<number, number>();
  for (const cell of table.cells) if (cell.row >= from && fits(textOf(cell))) counts.set(cell.column, (counts.get(cell.column) ?? 0) + 1);
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  return best?.[0] ?? null;
}

/** No header was found: of the columns of figures behind the indicators the first is points, the second the score. */
function fromFigures(table: Table, header: number, columns: ScoreShape['columns']): void {
  if (header > 0) return;
  const figures: number[] = [];
  for (let column = (columns.indicator ?? 0) + 1; column < table.columns; column++) {
    const cells = table.cells.filter((cell) => cell.column === column && cell.lines.length > 0);
    if (cells.length > 0 && cells.filter((cell) => figure(textOf(cell)) !== null).length > cells.length / 2) figures.push(column);
  }
  if (figures.length === 2) [columns.max, columns.score] = [figures[0]!, figures[1]!];
}
