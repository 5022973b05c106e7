import type { Cell, Table, TextLine } from '../../../model/index.js';
import { CORRECTED, isScanned, SUPPORTED } from '../line-trust.js';
import { nameOnly } from '../score-columns.js';
import { BONUS_ROW, DEDUCTION_ROW, NAME_NUMBER, POINTS_BEHIND, SCORE_HEADERS, SUBTOTAL_ROW, TOTAL_ROW } from '../score-words.js';
import { indicatorList, labelList, roleList, scoreHeadList, scoreRowList, teamHeadList } from './lists.js';
import { meantBy, type ClosedList } from './nearest.js';
import { isUnsureOf, mended, runOf } from './run.js';

/** A cell whose words, number before and points behind left out, stand for an entry of the list. */
function withEntry(cell: Cell, list: ClosedList, valued: boolean): Cell {
  const run = runOf(cell.lines);
  const from = NAME_NUMBER.exec(run.text)?.[0].length ?? 0;
  const points = POINTS_BEHIND.exec(run.text)?.index ?? run.text.length;
  const to = points > from ? points : run.text.length;
  if (to - from < 2 || to - from > 18) return cell;
  const meant = meantBy(run, from, to, list);
  if (meant === null || (!valued && !(meant.supported || isUnsureOf(run, from, to, meant.words)))) return cell;
  const sure = meant.supported ? SUPPORTED : isUnsureOf(run, from, to, meant.words) ? CORRECTED : null;
  // What all readers see is what is printed: a name they agree on is known again, not put right (see nameOf in score-table).
  return { ...cell, lines: [...mended(run, from, to, meant.words, valued ? sure : null)] };
}

function textOf(cell: Cell): string {
  return runOf(cell.lines).text;
}

function withCells(table: Table, change: (cell: Cell) => Cell): Table {
  const cells = table.cells.map((cell) => (cell.lines.some(isScanned) ? change(cell) : cell));
  return cells.every((cell, index) => cell === table.cells[index]) ? table : { ...table, cells };
}

const isHead = (text: string): boolean => SCORE_HEADERS.some(([, pattern]) => pattern.test(text));
const isRow = (text: string): boolean => [TOTAL_ROW, SUBTOTAL_ROW, DEDUCTION_ROW, BONUS_ROW].some((pattern) => pattern.test(text));

/** A table of scanned cells with the words of its closed lists put right. */
export function mendTable(table: Table, mendLine: (line: TextLine) => TextLine): Table {
  const texts = table.cells.map(textOf);
  const nearly = texts.filter((text) => indicatorList().has(nameOnly(text))).length;
  if (nearly >= 3) return mendScores(table);
  const heads = texts.filter((text) => teamHeadList().has(text)).length;
  if (heads >= 3) return mendTeam(table, mendLine);
  return withCells(table, (cell) => {
    const run = runOf(cell.lines);
    const whole = run.text.replace(/[:：]$/u, '');
    const meant = whole.length < 2 || whole.length > 18 ? null : meantBy(run, 0, whole.length, labelList());
    const lines =
      meant === null || !(meant.supported || isUnsureOf(run, 0, whole.length, meant.words))
        ? cell.lines.map(mendLine)
        : [...mended(run, 0, whole.length, meant.words, null)];
    return lines.every((line, index) => line === cell.lines[index]) ? cell : { ...cell, lines };
  });
}

function mendScores(table: Table): Table {
  const first = Math.min(...table.cells.filter((cell) => indicatorList().has(nameOnly(textOf(cell)))).map(({ row }) => row));
  return withCells(table, (cell) => {
    const text = textOf(cell);
    if (/^[\d.．\s]*分?$/u.test(text) || isRow(text)) return cell;
    if (indicatorList().has(nameOnly(text)) || scoreRowList().has(nameOnly(text))) return cell;
    const named = withEntry(cell, indicatorList(), true);
    if (named !== cell) return named;
    const row = withEntry(cell, scoreRowList(), true);
    if (row !== cell || cell.row >= first || isHead(text)) return row;
    return withEntry(cell, scoreHeadList(), false);
  });
}

function mendTeam(table: Table, mendLine: (line: TextLine) => TextLine): Table {
  const head = table.cells.find((cell) => teamHeadList().has(textOf(cell)))?.row ?? 0;
  const heads = withCells(table, (cell) => (cell.row === head ? withEntry(cell, teamHeadList(), false) : cell));
  const roles = heads.cells.filter((cell) => cell.row === head && /身份|角色|职责|分工|职务/u.test(textOf(cell)));
  return withCells(heads, (cell) => {
    if (cell.row === head) return cell;
    const isRole = cell.row > head && roles.some(({ column }) => column === cell.column);
    if (isRole && !roleList().has(textOf(cell))) {
      const run = runOf(cell.lines);
      const meant = meantBy(run, 0, run.text.length, roleList());
      if (meant === null || !(meant.supported || isUnsureOf(run, 0, run.text.length, meant.words))) return cell;
      return { ...cell, lines: [...mended(run, 0, run.text.length, meant.words, meant.supported ? SUPPORTED : CORRECTED)] };
    }
    const lines = cell.lines.map(mendLine);
    return lines.every((line, index) => line === cell.lines[index]) ? cell : { ...cell, lines };
  });
}
