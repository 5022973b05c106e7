import { z } from 'zod';
import { Box } from './geometry.js';
import { Doubt, Reader } from './reading.js';

/** What can be seen of a box on a form. An unread tick is unknown, never empty. */
export const TickState = z.enum(['ticked', 'empty', 'unknown']);
export type TickState = z.infer<typeof TickState>;

/** The one character that stands for a tick of each state inside {@link TextLine.text}. */
export const TICK_CHARACTER: Readonly<Record<TickState, string>> = { ticked: '☑', empty: '☐', unknown: '⍰' };

/** A tick box found on a page, wherever it came from. */
export const Tick = z.object({
  page: z.number().int().positive(),
  box: Box,
  state: TickState,
  kind: z.enum(['glyph', 'vector', 'widget', 'pixel']),
});
export type Tick = z.infer<typeof Tick>;

/**
 * One line of text, left to right. Ticks of every kind stand in `text` as one {@link TICK_CHARACTER}.
 * `spans` has two numbers per UTF-16 unit of `text`: the left and right edge in points, so that any
 * piece of the text can be boxed. `size` is the font size in points. `confidence` is null for born-digital text; else it is that of the
 * text outside `doubts`, the stretches of it that were read with less.
 */
export const TextLine = z.object({
  page: z.number().int().positive(),
  box: Box,
  text: z.string(),
  spans: z.array(z.number()),
  size: z.number(),
  confidence: z.number().min(0).max(1).nullable(),
  readers: z.array(Reader),
  doubts: z.array(Doubt).optional(),
});
export type TextLine = z.infer<typeof TextLine>;

/**
 * A cell of a table; `row`/`column` from 0, merged cells have spans above 1. Its lines are in reading order. `blank`, of a scanned cell
 * without lines: how sure it is that there is no ink in it; absent where nobody measured.
 */
export const Cell = z.object({
  row: z.number().int().nonnegative(),
  column: z.number().int().nonnegative(),
  rowSpan: z.number().int().positive(),
  columnSpan: z.number().int().positive(),
  page: z.number().int().positive(),
  box: Box,
  lines: z.array(TextLine),
  blank: z.number().min(0).max(1).optional(),
});
export type Cell = z.infer<typeof Cell>;

/**
 * A table, possibly joined over page breaks: `parts` are its pieces in order (at least one).
 * Repeated header rows of later parts have been removed. `issues` names structural doubts (overlap, ragged rows).
 */
export const Table = z.object({
  parts: z.array(z.object({ page: z.number().int().positive(), box: Box })).min(1),
  rows: z.number().int().positive(),
  columns: z.number().int().positive(),
  cells: z.array(Cell),
  ruled: z.boolean(),
  issues: z.array(z.enum(['overlapping-cells', 'ragged-rows'])),
});
export type Table = z.infer<typeof Table>;

/** Something that went wrong or stayed unread on a page; a page with issues makes its report `partial`. */
export const PageIssue = z.object({ code: z.string(), message: z.string() });
export type PageIssue = z.infer<typeof PageIssue>;

/** One page after reading: body lines outside tables, tables that start on it, ticks, running header and footer. */
export const Page = z.object({
  number: z.number().int().positive(),
  width: z.number(),
  height: z.number(),
  rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  source: z.enum(['text', 'scan']),
  /**
   * While a scanned page is worked on in the coordinates of its straightened picture: the projective map (3 x 3, row by row) from
   * those points to the points of the page as shown, and that page's size. Absent when coordinates are the page's own.
   */
  toShown: z.object({ map: z.array(z.number()).length(9), width: z.number(), height: z.number() }).optional(),
  issues: z.array(PageIssue),
  lines: z.array(TextLine),
  tables: z.array(Table),
  ticks: z.array(Tick),
  header: z.array(TextLine),
  footer: z.array(TextLine),
  /** As printed in the footer or header ("第 3 页 共 9 页" gives 3 and 9); null where none is printed. */
  printedNumber: z.number().int().nullable(),
  printedTotal: z.number().int().nullable(),
});
export type Page = z.infer<typeof Page>;
