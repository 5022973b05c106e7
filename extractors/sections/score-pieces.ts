import type { Block, Cell, Table, TextLine } from '../../model/index.js';
import { cellAt, indicatorCount, isIndicatorName, nameOnly, scoreShape, textOf } from './score-columns.js';
import { GROUP_NAMES, INDICATOR_NAMES, SCORE_HEADERS } from './score-words.js';

/** A table with one header, and what is printed above it: the name of the group it holds, where each group has its own. */
export interface ScorePiece {
  table: Table;
  title: Cell | null;
}

/**
 * The pieces of the score table in these blocks, in reading order: one table, one table for each group, or one grid in
 * which the header comes again for each group. Tables that only repeat indicators of the main one are no part of it.
 */
export function scorePieces(blocks: readonly Block[]): ScorePiece[] {
  const tables = blocks.flatMap((block, at) => (block.kind === 'table' ? [{ table: block.table, at, names: namesIn(block.table) }] : []));
  const known = new Set<string>();
  const chosen: typeof tables = [];
  for (const each of [...tables].sort((a, b) => indicatorCount(b.table) - indicatorCount(a.table))) {
    const main = chosen.length === 0;
    if (main ? indicatorCount(each.table) === 0 : each.names.length === 0 || each.names.some((name) => known.has(name))) continue;
    if (!main && piecesOf(each.table).some(({ table }) => scoreShape(table) === null)) continue;
    for (const name of each.names) known.add(name);
    chosen.push(each);
  }
  if (chosen.reduce((sum, { table }) => sum + indicatorCount(table), 0) < 3) return [];
  return chosen
    .sort((a, b) => a.at - b.at)
    .flatMap(({ table, at }) =>
      piecesOf(table).map((each, index) => (index > 0 ? each : { ...each, title: each.title ?? titleAbove(blocks[at - 1]) })),
    );
}

function namesIn(table: Table): string[] {
  return table.cells.map((cell) => nameOnly(textOf(cell))).filter(isIndicatorName);
}

/** "一、售后服务体系（40分）" as a line above the table. */
function titleAbove(block: Block | undefined): Cell | null {
  if (block?.kind !== 'line' || block.line.text.length > 30 || !GROUP_NAMES.test(nameOnly(block.line.text.replace(/\s+/gu, ''))))
    return null;
  return cellOf(block.line);
}

function cellOf(line: TextLine): Cell {
  return { row: 0, column: 0, rowSpan: 1, columnSpan: 1, page: line.page, box: line.box, lines: [line] };
}

function piecesOf(table: Table): ScorePiece[] {
  const starts = Array.from({ length: table.rows }, (_, row) => row).filter((row) => isHeader(table, row) && !isHeader(table, row - 1));
  if (starts.length === 0) return [{ table, title: null }];
  return starts.map((start, index) => {
    const title = mergedOver(table, start - 1);
    const next = starts[index + 1];
    const end = next === undefined ? table.rows : mergedOver(table, next - 1) === null ? next : next - 1;
    const named = title !== null && GROUP_NAMES.test(nameOnly(textOf(title))) ? title : null;
    // What stands above the first header stays with it, unless it is that title alone.
    const from = index > 0 || (named !== null && start === 1) ? start : 0;
    return { table: rowsOf(table, from, end), title: from === start ? named : null };
  });
}

/** The one cell of a row that is merged over the whole table. */
function mergedOver(table: Table, row: number): Cell | null {
  const cell = row < 0 ? undefined : cellAt(table, row, 0);
  return cell !== undefined && cell.row === row && cell.rowSpan === 1 && cell.columnSpan === table.columns && cell.lines.length > 0
    ? cell
    : null;
}

/** A row of header words, names and scores among them, without any figure or indicator. */
function isHeader(table: Table, row: number): boolean {
  if (row < 0) return false;
  const texts = table.cells.filter((cell) => cell.row === row).map(textOf);
  if (texts.some((text) => /\d/u.test(text) || INDICATOR_NAMES.test(nameOnly(text)))) return false;
  const keys = texts.map((text) => SCORE_HEADERS.find(([, pattern]) => pattern.test(text))?.[0]);
  return keys.includes('score') && keys.some((key) => key === 'name' || key === 'indicator' || key === 'group');
}

/** Some rows of a table as a table. */
export function rowsOf(table: Table, from: number, to: number): Table {
  const cells = table.cells.filter(({ row }) => row >= from && row < to).map((cell) => ({ ...cell, row: cell.row - from }));
  return { ...table, rows: Math.max(1, to - from), cells };
}
