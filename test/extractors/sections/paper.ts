import type { Box, Cell, Page, Table, TextLine } from '../../../model/index.js';
import { pageOf } from '../layout/drawn.js';

const SIZE = 10;
const LEFT = 60;
const RIGHT = 540;
const PITCH = 16;

/**
 * Pages from plain text, set 48 characters wide: one paragraph per line, wrapped like a typesetter would. "\f" starts a
 * page; "# " in front makes a line larger; rows of "|" are a table, in which "<" merges a cell with the one on its left
 * and "^" with the one above.
 */
export function paper(text: string): Page[] {
  return text
    .trim()
    .split('\f')
    .map((part, index) => page(index + 1, part));
}

function page(number: number, text: string): Page {
  const sheet = pageOf(number, { width: 600, height: 840 });
  let y = 60;
  let rows: string[][] = [];
  const closeTable = (): void => {
    if (rows.length > 0) y = setTable(sheet, rows, y);
    rows = [];
  };
  for (const source of text.split('\n')) {
    const line = source.trim();
    if (line.startsWith('|')) {
      rows.push(
        line
          .slice(1, -1)
          .split('|')
          .map((content) => content.trim()),
      );
      continue;
    }
    closeTable();
    if (line === '') continue;
    const large = line.startsWith('# ');
    for (const words of wrap(large ? line.slice(2) : line, (RIGHT - LEFT) / SIZE)) {
      sheet.lines.push(textLine(number, words, LEFT, y, large ? 16 : SIZE));
      y += PITCH;
    }
  }
  closeTable();
  return sheet;
}

/** Full-width characters count 1, others a half. */
export function textLine(number: number, text: string, x: number, y: number, size = SIZE): TextLine {
  const spans: number[] = [];
  let at = x;
  for (const character of text) {
    const next = at + width(character) * size;
    for (let unit = 0; unit < character.length; unit++) spans.push(at, next);
    at = next;
  }
  return { page: number, box: [x, y, at, y + size], text, spans, size, confidence: null, readers: ['text'] };
}

function width(character: string): number {
  return /[\u2e80-\uffef☑☐⍰]/u.test(character) ? 1 : 0.5;
}

function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const unit of text.match(/[A-Za-z0-9.@-]+[，。、；：）]*|.[，。、；：）]*/gu) ?? []) {
    const wide = Array.from(unit, width).reduce((sum, each) => sum + each, 0);
    if (used + wide > columns && line !== '') {
      lines.push(line.trimEnd());
      line = '';
      used = 0;
    }
    line += unit;
    used += wide;
  }
  return [...lines, line];
}

function setTable(sheet: Page, rows: readonly string[][], top: number): number {
  const columns = Math.max(...rows.map((row) => row.length));
  const step = (RIGHT - LEFT) / columns;
  const cells: Cell[] = [];
  const owner = new Map<string, Cell>();
  let y = top;
  for (const [row, contents] of rows.entries()) {
    const fresh: Cell[] = [];
    for (const [column, content] of contents.entries()) {
      const kin = content === '<' ? owner.get(`${row} ${column - 1}`) : content === '^' ? owner.get(`${row - 1} ${column}`) : undefined;
      const cell: Cell = kin ?? {
        row,
        column,
        rowSpan: 1,
        columnSpan: 1,
        page: sheet.number,
        box: [LEFT + column * step, y, LEFT + (column + 1) * step, y],
        lines: [],
      };
      if (kin === undefined) {
        cells.push(cell);
        fresh.push(cell);
      }
      cell.rowSpan = Math.max(cell.rowSpan, row - cell.row + 1);
      cell.columnSpan = Math.max(cell.columnSpan, column - cell.column + 1);
      owner.set(`${row} ${column}`, cell);
    }
    let height = PITCH;
    for (const cell of fresh) {
      const right = LEFT + (cell.column + cell.columnSpan) * step;
      cell.box[2] = right;
      const paragraphs = contents[cell.column]!.split('\\n').filter((content) => content !== '');
      const lines = paragraphs.flatMap((paragraph) => wrap(paragraph, Math.max(1, Math.floor((right - cell.box[0] - 10) / SIZE))));
      cell.lines = lines.map((line, index) => textLine(sheet.number, line, cell.box[0] + 5, y + 3 + index * 13));
      height = Math.max(height, 6 + lines.length * 13);
    }
    y += height;
    for (const cell of new Set(contents.map((_, column) => owner.get(`${row} ${column}`)!))) cell.box[3] = y;
  }
  const box: Box = [LEFT, top, RIGHT, y];
  const table: Table = { parts: [{ page: sheet.number, box }], rows: rows.length, columns, cells, ruled: true, issues: [] };
  sheet.tables.push(table);
  return y + PITCH / 2;
}
