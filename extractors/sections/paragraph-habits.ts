import type { TextLine } from '../../model/index.js';

/** First and last of the lines printed on one height. */
interface Row {
  first: TextLine;
  last: TextLine;
}

/** How a text marks its paragraphs, beside lines that end early. */
export interface Habit {
  /** First lines are indented from the left edge of their page, in points; null for a text without indents. */
  indents: { left: (page: number) => number } | null;
  /** Lines of one paragraph stand closer than paragraphs do; from top to top, in points. */
  gaps: { lines: number; paragraphs: number } | null;
}

/** Of rows set in a column up to `right` of each page, in points; `left` of a page where it is known by itself. Learnt from the places that are sure: rows behind one that ends far from the margin begin a paragraph. */
export function habitOf(rows: readonly Row[], right: (page: number) => number, left: (page: number) => number | undefined): Habit {
  const pairs = rows.slice(1).map((row, index) => ({ row, before: rows[index]! }));
  const endsEarly = ({ last }: Row): boolean => right(last.page) - last.box[2] > 5 * last.size;
  const begun = pairs.filter(({ before }) => endsEarly(before)).map(({ row }) => row);
  const outermost = Math.min(...rows.map(({ first }) => first.box[0]));
  const leftOn = (page: number): number => left(page) ?? outermost;
  const indentOf = ({ first }: Row): number => first.box[0] - leftOn(first.page);
  const indented = begun.filter((row) => indentOf(row) > 1.2 * row.first.size && indentOf(row) < 4 * row.first.size);
  const flush = pairs.filter(({ row, before }) => !endsEarly(before) && indentOf(row) < 0.6 * row.first.size);
  return {
    indents: indented.length >= 2 && indented.length >= 0.7 * begun.length && flush.length > 0 ? { left: leftOn } : null,
    gaps: gapsOf(pairs, endsEarly),
  };
}

function gapsOf(pairs: readonly { row: Row; before: Row }[], endsEarly: (row: Row) => boolean): Habit['gaps'] {
  const gaps = (early: boolean): number[] =>
    pairs
      .filter(({ before, row }) => endsEarly(before) === early && Math.abs(row.first.size - before.first.size) < 0.1 * row.first.size)
      .flatMap(({ before, row }) => gapBetween(before, row) ?? [])
      .sort((a, b) => a - b);
  const [sure, open] = [gaps(true), gaps(false)];
  const paragraphs = sure[Math.floor(sure.length / 2)];
  const lines = open[Math.floor(open.length / 5)];
  const size = pairs[0]?.row.first.size;
  if (paragraphs === undefined || lines === undefined || size === undefined || sure.length < 2) return null;
  return paragraphs - lines > 0.12 * size ? { lines, paragraphs } : null;
}

/** From the middle of one row to that of the next, in points; null over a page break or a column. */
export function gapBetween(before: Row, next: Row): number | null {
  const gap = (next.first.box[1] + next.first.box[3] - before.first.box[1] - before.first.box[3]) / 2;
  return next.first.page === before.first.page && gap > 0 ? gap : null;
}
