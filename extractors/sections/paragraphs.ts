import type { Cell, TextLine } from '../../model/index.js';
import { gapBetween, habitOf, type Habit } from './paragraph-habits.js';
import { join, passageOf, type Passage } from './passage.js';

/** The column a text is set in, in points. Scanned pages do not lie in one place: `pages` holds the columns of those that tell. */
export interface Frame {
  left: number;
  right: number;
  pages?: ReadonlyMap<number, Frame>;
}

/** The column on one page. */
export function frameOn(frame: Frame, page: number): Frame {
  return frame.pages?.get(page) ?? frame;
}

/** What tells a new paragraph from a wrapped line, beside a line that ends short of the margin. */
export interface ParagraphSigns {
  /** A text that can only begin a paragraph (a numbered item, a label). */
  starts?: (text: string) => boolean;
  /** Whether a line break has cut what would begin a paragraph: "电子 | 邮箱：". */
  cut?: (before: string, next: string) => boolean;
  /** First-line indents and wider gaps count; for prose, not for forms. */
  prose?: boolean;
}

const LIST_START = /^\s*(?:[-–—•●◆·]\s*|[（(]?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z])\s*[)）、]|\d{1,2}[.．](?!\d)|[①-⑳])/u;

/** The text column of lines outside tables; null for none. */
export function frameOf(lines: readonly TextLine[]): Frame | null {
  if (lines.length === 0) return null;
  return { left: Math.min(...lines.map(({ box }) => box[0])), right: Math.max(...lines.map(({ box }) => box[2])) };
}

/** The text column inside a cell: its box less the padding seen at the left. */
export function frameOfCell(cell: Cell): Frame {
  const [x0, , x1] = cell.box;
  const padding = Math.min(7, Math.max(1, Math.min(...cell.lines.map(({ box }) => Math.min(box[0] - x0, x1 - box[2])))));
  return { left: x0 + padding, right: x1 - padding };
}

/** Lines in reading order -> paragraphs; wrapped lines are put together, over page breaks too. */
export function paragraphsOf(lines: readonly TextLine[], frame: Frame | null, signs: ParagraphSigns = {}): Passage[] {
  if (frame === null) return [];
  const rows = intoRows(lines);
  const habit =
    signs.prose === true
      ? habitOf(
          rows,
          (page) => frameOn(frame, page).right,
          (page) => frame.pages?.get(page)?.left,
        )
      : { indents: null, gaps: null };
  const shape = {
    frame,
    pitch: usualPitch(rows),
    signs,
    punctuated: isPunctuated(rows, frame),
    labelled: signs.prose === true && isLabelled(rows, frame),
    habit,
  };
  const paragraphs: Row[][] = [];
  for (const row of rows) {
    const open = paragraphs.at(-1);
    if (open !== undefined && goesOn(open, row, shape)) open.push(row);
    else paragraphs.push([row]);
  }
  return paragraphs.map((parts) => join(parts.map((row) => row.passage)));
}

/** All printed on one height: usually one line, several where a wide gap has split it. */
interface Row {
  passage: Passage;
  lines: TextLine[];
  first: TextLine;
  last: TextLine;
}

interface Shape {
  frame: Frame;
  pitch: number;
  signs: ParagraphSigns;
  /** Whether paragraphs of this text end with a mark, so that one without it has been cut. */
  punctuated: boolean;
  /** Whether its paragraphs begin with a few words and a colon: "完善商品信息：…". */
  labelled: boolean;
  habit: Habit;
}

const ENDED = /[。；：！？;:!?.…][”’」』）)]?\s*$/u;

/** Whether lines that end early mostly end a sentence; short ones that do not may be headings and say nothing. */
function isPunctuated(rows: readonly Row[], frame: Frame): boolean {
  const last = rows.filter((row) => endsEarly(row, frame));
  const ended = last.filter(({ passage }) => ENDED.test(passage.text)).length;
  const bare = last.filter(({ passage }) => passage.text.length > 14 && !ENDED.test(passage.text)).length;
  return ended >= 3 && ended >= 3 * bare;
}

/** A few words and a colon. */
const LABELLED = /^\s*[\u4e00-\u9fff]{4,10}[:：]/u;

/** Whether the lines behind a sentence that ends early, which surely begin paragraphs, and the first of all begin with a label. */
function isLabelled(rows: readonly Row[], frame: Frame): boolean {
  const begun = rows.filter((_, index) => {
    const before = rows[index - 1];
    return before === undefined || (ENDED.test(before.passage.text) && endsEarly(before, frame));
  });
  return begun.length >= 3 && begun.filter(({ passage }) => LABELLED.test(passage.text)).length >= 0.8 * begun.length;
}

function endsEarly({ last }: Row, frame: Frame): boolean {
  return frameOn(frame, last.page).right - last.box[2] > 2 * last.size;
}

function intoRows(lines: readonly TextLine[]): Row[] {
  const rows: Row[] = [];
  for (const line of lines) {
    const row = rows.at(-1);
    const passage = passageOf(line);
    if (row !== undefined && onOneHeight(row.last, line) && line.box[0] >= row.last.box[2] - line.size / 2) {
      row.passage = join([row.passage, passage], ' ');
      row.lines.push(line);
      row.last = line;
    } else rows.push({ passage, lines: [line], first: line, last: line });
  }
  return rows;
}

function onOneHeight(a: TextLine, b: TextLine): boolean {
  if (a.page !== b.page) return false;
  const overlap = Math.min(a.box[3], b.box[3]) - Math.max(a.box[1], b.box[1]);
  return overlap > 0.5 * Math.min(a.box[3] - a.box[1], b.box[3] - b.box[1]);
}

function usualPitch(rows: readonly Row[]): number {
  const pitches = rows
    .slice(1)
    .map((row, index) => ({ row, before: rows[index]! }))
    .filter(({ row, before }) => row.first.page === before.first.page && row.first.box[1] > before.first.box[1])
    .map(({ row, before }) => middle(row.first) - middle(before.first))
    .sort((a, b) => a - b);
  // The lower third: in a list of one-line paragraphs the median is the paragraphs' own gap.
  return pitches[Math.floor(pitches.length / 3)] ?? Infinity;
}

function middle(line: TextLine): number {
  return (line.box[1] + line.box[3]) / 2;
}

function goesOn(open: readonly Row[], next: Row, shape: Shape): boolean {
  const { pitch, signs } = shape;
  const before = open.at(-1)!;
  const frame = frameOn(shape.frame, before.last.page);
  const { size } = next.first;
  const scanned = next.first.confidence !== null;
  if (signs.starts?.(next.passage.text) === true)
    return frame.right - before.last.box[2] < 4 * size && signs.cut?.(before.passage.text, next.passage.text) === true;
  // The size of scanned print is known by its ink: a short line without tall letters seems smaller.
  if (Math.abs(size - before.first.size) > (scanned ? 0.5 * Math.max(size, before.first.size) : 0.2 * size)) return false;
  if (isCutInTwo(before.passage.text, next.passage.text)) return true;
  if (isBrokenOff(open, next, shape)) return true;
  // Edges of scanned lines waver with the paper: a line that is nearly full and ends no sentence goes on.
  if (scanned && signs.prose === true && isUnended(before, next, shape.frame)) return true;
  const told = toldByHabit(before, next, shape);
  if (told !== null) return told;
  const room = frame.right - frame.left - (before.last.box[2] - before.first.box[0]);
  const short = Math.min(frame.right - before.last.box[2], room) - firstWord(next.first);
  // The edges of scanned lines are those of their ink: marks at the end of one line leave it short.
  if (short > (scanned ? 1.1 : 0.55) * size) return false;
  const ended = /[。；：！？;:!?]["”』」）)]?\s*$/u.test(before.passage.text);
  if (ended && (LIST_START.test(next.passage.text) || (signs.prose === true && isHeaded(next.passage.text, shape)))) return false;
  if (signs.prose !== true) return true;
  const indented = next.first.box[0] > frameOn(shape.frame, next.first.page).left + 1.2 * size;
  const sameIndent = Math.abs(next.first.box[0] - before.first.box[0]) < 0.6 * size;
  if (indented && !(sameIndent && !ended)) return false;
  const apart = next.first.page === before.first.page && middle(next.first) - middle(before.first) > pitch + 0.3 * size;
  return !apart;
}

function isUnended(before: Row, next: Row, column: Frame): boolean {
  if (ENDED.test(before.passage.text) || LIST_START.test(next.passage.text)) return false;
  if (next.first.box[0] - frameOn(column, next.first.page).left > next.first.size) return false;
  const frame = frameOn(column, before.last.page);
  return frame.right - before.last.box[2] < 0.12 * (frame.right - frame.left);
}

/** "客户满意度方面：…" or a short heading: behind a full stop it is no rest of the sentence before. */
function isHeaded(text: string, { punctuated, labelled }: Shape): boolean {
  if (labelled && LABELLED.test(text)) return true;
  if (/^\s*[\u4e00-\u9fff]{2,12}(?:方面|能力|情况)\s*[:：]/u.test(text)) return true;
  return punctuated && text.trim().length <= 14 && /^\s*[\u4e00-\u9fff]{3,}\s*$/u.test(text);
}

/** What gaps and indents say, in a text that marks its paragraphs by them; null where they say nothing. */
function toldByHabit(before: Row, next: Row, shape: Shape): boolean | null {
  const { frame: column, habit } = shape;
  const { size } = next.first;
  const frame = frameOn(column, before.last.page);
  const isFull = frame.right - before.last.box[2] - firstWord(next.first) < 2.5 * size;
  const { text } = next.passage;
  const listed = ENDED.test(before.passage.text) && (LIST_START.test(text) || isHeaded(text, shape));
  if (habit.indents !== null) {
    const indent = next.first.box[0] - habit.indents.left(next.first.page);
    if (indent > 1.2 * size) return indent < 4 * size && ENDED.test(before.passage.text) ? false : null;
    return isFull && !listed && indent < 0.6 * size ? true : null;
  }
  const gap = gapBetween(before, next);
  if (habit.gaps === null || gap === null) return null;
  if (gap > (habit.gaps.lines + habit.gaps.paragraphs) / 2) return false;
  return isFull && !listed ? true : null;
}

/** No paragraph begins with the second half of a date or with a closing mark. */
function isCutInTwo(before: string, next: string): boolean {
  if (/^\s*[，。、；！？）)】》”’」]/u.test(next)) return true;
  return /\d\s*$/u.test(before) && /^\s*[年月日号](?!\s*(?:度|期|常|均|报))/u.test(next);
}

/** Broken off in mid-sentence, by a page break or by whoever typed it, even where the line ends short of the margin. */
function isBrokenOff(open: readonly Row[], next: Row, { frame: column, punctuated, signs }: Shape): boolean {
  const before = open.at(-1)!;
  const frame = frameOn(column, before.last.page);
  if (ENDED.test(before.passage.text) || LIST_START.test(next.passage.text)) return false;
  if (next.first.box[0] > frameOn(column, next.first.page).left + 1.2 * next.first.size) return false;
  if (next.first.page !== before.first.page)
    return open.length > 1 || before.last.box[2] - before.first.box[0] > 0.6 * (frame.right - frame.left);
  return signs.prose === true && punctuated && open.length > 1 && next.passage.text.length > 12;
}

const LATIN = '[A-Za-z0-9０-９.,%@_/:-]';
/** A word or one Chinese character, with the marks that may not begin a line; half-width marks hold on to the word behind them. */
const unbroken = (holding: string): RegExp =>
  new RegExp(`^\\s*(?:${LATIN}+|["“‘（(【《「]*.)[，。；：！？、）)】》”’」,;:]*(?:(?<=[${holding}])${LATIN}+)?`, 'u');
const UNBROKEN = { text: unbroken(',;:'), scan: unbroken(',;:，；：') };

/** Width of what cannot be broken off at the start of a line: one Chinese character with the marks after it, or a word. How wide a mark is scans do not tell. */
function firstWord(line: TextLine): number {
  const word = UNBROKEN[line.confidence === null ? 'text' : 'scan'].exec(line.text)?.[0] ?? '';
  const start = line.spans[2 * (word.length - word.trimStart().length)];
  const end = line.spans[2 * word.length - 1];
  return start === undefined || end === undefined ? line.size : Math.max(0, end - start);
}
