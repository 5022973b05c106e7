import type { Cell, Page, Table, TextLine } from '../../../model/index.js';
import { blankPage } from '../../../extractors/layout/read-page.js';
import { linesOf } from '../../../extractors/layout/lines.js';
import type { Glyph, Shape } from '../../../extractors/pdf/content.js';

/** Glyphs of a text from x on: Chinese one font size wide, everything else half. `y` is the baseline. */
export function glyphsOf(text: string, x: number, y: number, { size = 10, font = 'SimSun' } = {}): Glyph[] {
  let left = x;
  return Array.from(text, (character) => {
    const width = (character.codePointAt(0) ?? 0) >= 0x2e80 || /[□■☑☐☒√✓●○（）]/.test(character) ? size : size / 2;
    const glyph = { text: character, unicode: character, code: 0, font, x0: left, x1: left + width, y, size };
    left += width;
    return glyph;
  });
}

/** Lines of texts, 20 points apart, from (50, 100). */
export function linesFrom(...texts: string[]): TextLine[] {
  return texts.flatMap((text, index) => linesOf(glyphsOf(text, 50, 100 + index * 20), 1));
}

/** One line made of pieces at given places. */
export function lineAt(y: number, ...pieces: [x: number, text: string][]): TextLine {
  const [line] = linesOf(
    pieces.flatMap(([x, text]) => glyphsOf(text, x, y)),
    1,
  );
  return line!;
}

export function rule(x0: number, y0: number, x1: number, y1: number, width = 0.5): Shape {
  return {
    points: [x0, y0, x1, y1],
    box: [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)],
    curved: false,
    fill: null,
    stroke: 0,
    width,
  };
}

export function rectangle(x0: number, y0: number, x1: number, y1: number, paint: Partial<Shape> = { stroke: 0 }): Shape {
  return {
    points: [x0, y0, x1, y0, x1, y1, x0, y1, x0, y0],
    box: [x0, y0, x1, y1],
    curved: false,
    fill: null,
    stroke: null,
    width: 0.5,
    ...paint,
  };
}

/** All rules of a grid, drawn as lines from end to end. */
export function gridRules(xs: readonly number[], ys: readonly number[]): Shape[] {
  const [left, right, top, bottom] = [xs[0]!, xs.at(-1)!, ys[0]!, ys.at(-1)!];
  return [...ys.map((y) => rule(left, y, right, y)), ...xs.map((x) => rule(x, top, x, bottom))];
}

export function pageOf(number: number, content: Partial<Page> = {}): Page {
  return { ...blankPage({ number, width: 595, height: 842, rotation: 0 }), ...content };
}

/** A table from rows of texts on equal columns of 100 points and rows of 20; null continues the cell above, undefined the cell to the left. */
export function tableFrom(page: number, top: number, rows: readonly (readonly (string | null | undefined)[])[]): Table {
  const columns = rows[0]!.length;
  const cells: Cell[] = [];
  for (const [row, texts] of rows.entries()) {
    for (const [column, text] of texts.entries()) {
      const above = cells.findLast(
        (cell) => cell.column <= column && column < cell.column + cell.columnSpan && cell.row + cell.rowSpan === row,
      );
      if (text === null && above !== undefined) {
        above.rowSpan++;
        above.box[3] += 20;
      } else if (text === undefined) {
        cells.at(-1)!.columnSpan++;
        cells.at(-1)!.box[2] += 100;
      } else {
        const box: Cell['box'] = [50 + column * 100, top + row * 20, 150 + column * 100, top + row * 20 + 20];
        const lines = linesOf(glyphsOf(text ?? '', box[0] + 5, box[1] + 14), page);
        cells.push({ row, column, rowSpan: 1, columnSpan: 1, page, box, lines });
      }
    }
  }
  const box: Table['parts'][number]['box'] = [50, top, 50 + columns * 100, top + rows.length * 20];
  return { parts: [{ page, box }], rows: rows.length, columns, cells, ruled: true, issues: [] };
}

/** A table as rows of "column:text", spans as "column+n" and "↓n". */
export function shapeOf(table: Pick<Table, 'rows' | 'cells'>): string[][] {
  return Array.from({ length: table.rows }, (_, row) =>
    table.cells
      .filter((cell) => cell.row === row)
      .map(({ column, columnSpan, rowSpan, lines }) => {
        const text = lines.map((line) => line.text).join('/');
        return `${column}${columnSpan > 1 ? `+${columnSpan}` : ''}${rowSpan > 1 ? `↓${rowSpan}` : ''}:${text}`;
      }),
  );
}
