import type { Block, Cell, Table, TextLine } from '../../model/index.js';
import { splitValue } from './combined-labels.js';
import { BULLETS, endBeforeNumber, labelMatcher, numberStyleOf, type LabelMatch, type LabelMatcher } from './label-match.js';
import type { Label } from './labels.js';
import { ANY_BOX, boxesIn } from './marks.js';
import { frameOf, frameOfCell, paragraphsOf, type Frame, type ParagraphSigns } from './paragraphs.js';
import { join, passageOf, piece, type Passage } from './passage.js';

/** A label found on the form and what stands behind it, paragraph by paragraph. */
export interface Field {
  label: Label;
  /** Where the label is printed: the place of a value that was left blank. */
  place: Passage;
  value: Passage[];
}

/** The fields found in a section by key; of several of one kind the first that holds a value. */
export class Fields {
  constructor(private readonly all: readonly Field[]) {}

  get(key: string): Field | undefined {
    return this.all.find((field) => field.label.key === key && field.value.length > 0) ?? this.all.find((field) => field.label.key === key);
  }
}

/** The labels of a set that are printed in these blocks, with their values; in reading order. */
export function scanLabels(blocks: readonly Block[], labels: readonly Label[], frame: Frame | null): Field[] {
  const matcher = labelMatcher(labels);
  const scan = new Scan(matcher);
  let lines: TextLine[] = [];
  const flush = (): void => {
    for (const paragraph of paragraphsOf(lines, frame ?? frameOf(lines), signsOf(matcher))) scan.paragraph(paragraph);
    lines = [];
  };
  for (const block of blocks) {
    if (block.kind === 'line') lines.push(block.line);
    else {
      flush();
      scanTable(block.table, matcher, scan);
    }
  }
  flush();
  return scan.fields.flatMap(apart);
}

/** A field of several labels told into one field each; what cannot be told apart is left out. */
function apart(field: Field): Field[] {
  const { parts, below } = field.label;
  if (parts === undefined) return [field];
  const printed = join(field.value, ' ');
  if (printed.text === '') return below === true ? [] : parts.map((label) => ({ ...field, label, value: [] }));
  const values = splitValue(printed, parts);
  // A line of labels may be blank and the next line no line of values.
  if (below === true && values.some((value) => value === null)) return [];
  return parts.flatMap((label, index) => (values[index] == null ? [] : [{ ...field, label, value: [values[index]] }]));
}

/** The paragraphs of a cell. */
export function cellParagraphs(cell: Cell, signs: ParagraphSigns = {}): Passage[] {
  return paragraphsOf(cell.lines, frameOfCell(cell), signs);
}

/** All of a cell as one passage, wrapped lines put together. */
export function cellPassage(cell: Cell): Passage {
  return join(cell.lines.map((line) => trimmed(passageOf(line))));
}

/** "某某，职务：": the comma before the next label belongs to neither, nor does the next label's number. */
function withoutSeparator(whole: Passage): Passage {
  const passage = piece(whole, 0, endBeforeNumber(whole.text));
  return piece(passage, 0, passage.text.length - (/[，,；;、]\s*$/u.exec(passage.text)?.[0].length ?? 0));
}

function trimmed(passage: Passage): Passage {
  return piece(passage, 0);
}

/** A listed branch begins with its own name. */
const BRANCH_START =
  /^\s*[\u4e00-\u9fff（）()·\s]{4,40}(?:分公司|子公司|办事处|分店|门店|营业部|分部|分厂|服务站|分中心)(?:（[^）]*）)?[，,、：:；\s]/u;

function signsOf(matcher: LabelMatcher): ParagraphSigns {
  return { starts: (text) => startsItem(text, matcher), cut: (before, next) => cutsLabel(before, next, matcher) };
}

/** Whether a label begins at the end of one line and ends on the next. */
function cutsLabel(before: string, next: string, matcher: LabelMatcher): boolean {
  const tail = /[\u4e00-\u9fff]{1,4}$/u.exec(before.trimEnd())?.[0] ?? '';
  return matcher
    .inside(` ${tail}${next.trimStart()}`)
    .some(({ start, labelEnd }) => start <= tail.length && labelEnd > tail.length + 1 && start > 0);
}

const BULLET_START = new RegExp(`^\\s*[${BULLETS}]\\s*[\\u4e00-\\u9fff]`, 'u');

function startsItem(text: string, matcher: LabelMatcher): boolean {
  if (BRANCH_START.test(text)) return true;
  if (/^\s*(?:\d{1,2}[.．]\d{1,2}[.．、]?\s*[\u4e00-\u9fff]|[-•●◆]\s)/u.test(text) || BULLET_START.test(text)) return true;
  const match = matcher.atStart(text);
  // "项 目 编 号  10203-…": a blank parts label and value where forms print no colons.
  if (match !== null && match.label.question !== true && /^\s\S/u.test(text.slice(match.labelEnd).replace(/\s+/gu, ' ')))
    if (text.slice(match.start, match.labelEnd).replace(/\s/gu, '').length >= 3) return true;
  return match !== null && (match.end > match.labelEnd || match.numberStyle !== '' || text.slice(match.labelEnd).trim() === '');
}

/** Walks paragraphs and gives each stretch of text to the label it stands behind. */
class Scan {
  readonly fields: Field[] = [];
  private open: Field | null = null;
  private style = '';

  constructor(private readonly matcher: LabelMatcher) {}

  /** Nothing that follows belongs to the open label. */
  close(): void {
    this.open = null;
    this.style = '';
  }

  /** A label cell: what follows is its value. */
  begin(match: LabelMatch, passage: Passage): void {
    this.open = { label: match.label, place: piece(passage, match.start, match.labelEnd), value: [] };
    this.style = match.numberStyle;
    this.fields.push(this.open);
  }

  paragraph(passage: Passage, inCell = false): void {
    const first = this.matcher.atStart(passage.text);
    const starts = first !== null && (!inCell || first.end > first.labelEnd || first.label.question === true) ? first : null;
    const inside = this.matcher.inside(passage.text).filter((match) => starts === null || match.start >= starts.end);
    const matches = starts === null ? inside : [starts, ...inside];
    const lead = matches[0] === undefined ? passage : withoutSeparator(piece(passage, 0, matches[0].start));
    if (starts === null) this.add(lead, inCell);
    for (const [index, match] of matches.entries()) {
      this.begin(match, passage);
      const next = matches[index + 1];
      const value = next === undefined ? piece(passage, match.end) : withoutSeparator(piece(passage, match.end, next.start));
      if (value.text !== '') this.open?.value.push(value);
    }
  }

  private add(text: Passage, inCell: boolean): void {
    if (text.text === '' || this.open === null) return;
    const style = numberStyleOf(text.text);
    const nextItem =
      style !== '' && /[^\s\d.．、分]/u.test(text.text) && (style === this.style || (style.startsWith('1.1') && this.style !== '1.1'));
    const isOption = ANY_BOX.test(text.text.slice(0, 2)) && ANY_BOX.test(this.open.value.at(-1)?.text ?? '');
    const isShared = inCell && this.open.label.parts !== undefined;
    if (nextItem || (this.open.label.long !== true && this.open.value.length > 0 && !isOption && !isShared)) {
      this.close();
      return;
    }
    this.open.value.push(text);
  }
}

function scanTable(table: Table, matcher: LabelMatcher, scan: Scan): void {
  const cells = [...table.cells].sort((a, b) => a.row - b.row || a.column - b.column);
  const text = new Map(cells.map((cell) => [cell, cellPassage(cell)]));
  const label = new Map<Cell, LabelMatch>();
  for (const cell of cells) {
    const match = matcher.whole(text.get(cell)!.text);
    if (match !== null) label.set(cell, match);
  }
  for (const cell of cells) if (isValueInDisguise(cell, cells, label)) label.delete(cell);
  const taken = new Set<Cell>();
  const emit = (cell: Cell): void => {
    if (taken.has(cell)) return;
    taken.add(cell);
    for (const paragraph of cellParagraphs(cell, signsOf(matcher))) scan.paragraph(paragraph, true);
  };
  /** A cell whose first line is a label and whose other lines are its value. */
  const emitStack = (cell: Cell): boolean => {
    const [first, ...rest] = cell.lines;
    const head = first === undefined || rest.length === 0 || taken.has(cell) ? null : matcher.whole(first.text);
    if (first === undefined || head === null) return false;
    taken.add(cell);
    scan.begin(head, passageOf(first));
    for (const paragraph of paragraphsOf(rest, frameOfCell(cell), signsOf(matcher))) scan.paragraph(paragraph, true);
    scan.close();
    return true;
  };
  /** A box alone in its cell answers with the word at the head of its column. */
  const emitBox = (cell: Cell): boolean => {
    if (taken.has(cell) || !isLoneBox(text.get(cell)!.text)) return false;
    const head = cells.findLast(
      (other) => other.row < cell.row && other.column === cell.column && other.lines.length > 0 && !ANY_BOX.test(text.get(other)!.text),
    );
    if (head === undefined || text.get(head)!.text.length > 8) return false;
    taken.add(cell);
    scan.paragraph(join([text.get(cell)!, text.get(head)!]), true);
    return true;
  };
  const isNumber = (cell: Cell): boolean =>
    /^[\s\d.．、（）()一二三四五六七八九十]*$/u.test(text.get(cell)!.text) && numberStyleOf(text.get(cell)!.text + '、') !== '';
  for (const cell of cells) {
    const match = label.get(cell);
    if (match === undefined) {
      if (taken.has(cell) || isNumber(cell)) continue;
      scan.close();
      if (!emitStack(cell)) emit(cell);
      continue;
    }
    scan.begin(match, text.get(cell)!);
    for (const value of valueCells(cell, cells, label, text)) if (!emitBox(value)) emit(value);
    scan.close();
  }
}

function isLoneBox(text: string): boolean {
  const [box, ...more] = boxesIn(text);
  return box !== undefined && more.length === 0 && text.slice(0, box.start).trim() === '' && text.slice(box.end).trim() === '';
}

/** "职务 | 管理者代表 | 电话": a word that may label a cell elsewhere, here between a label and the next. */
function isValueInDisguise(cell: Cell, cells: readonly Cell[], label: ReadonlyMap<Cell, LabelMatch>): boolean {
  if (label.get(cell)?.label.stop !== true) return false;
  const inRow = cells.filter((other) => other.row === cell.row);
  const left = inRow.findLast((other) => other.column < cell.column);
  const right = inRow.find((other) => other.column > cell.column);
  const before = left === undefined ? undefined : label.get(left);
  return before !== undefined && before.label.stop !== true && (right === undefined || label.has(right));
}

/** The cells a label cell speaks for: to its right up to the next label, else below it. */
function valueCells(cell: Cell, cells: readonly Cell[], label: ReadonlyMap<Cell, LabelMatch>, text: ReadonlyMap<Cell, Passage>): Cell[] {
  const edge = cell.column + cell.columnSpan;
  const inRows = (other: Cell): boolean => other.row < cell.row + cell.rowSpan && other.row + other.rowSpan > cell.row;
  const right = cells.filter((other) => other.column >= edge && inRows(other));
  const nextLabel = Math.min(Infinity, ...right.filter((other) => label.has(other) && other.row <= cell.row).map((other) => other.column));
  const values = right.filter((other) => other.column < nextLabel && !label.has(other));
  const oneRow = values.every((other) => other.row === values[0]?.row);
  const pairs = oneRow && values.length >= 3 && values.length % 2 === 1 && !values.some((other) => ANY_BOX.test(text.get(other)!.text));
  if (values.length > 0) return pairs ? values.slice(0, 1) : values;
  const below: Cell[] = [];
  const columns = (other: Cell): boolean => other.column < edge && other.column + other.columnSpan > cell.column;
  for (let row = cell.row + cell.rowSpan; ; row++) {
    const inRow = cells.filter((other) => other.row === row);
    if (inRow.length === 0 || inRow.some((other) => label.has(other))) break;
    below.push(...inRow.filter(columns));
    if (match(label, cell).label.long !== true) break;
  }
  return below;
}

function match(label: ReadonlyMap<Cell, LabelMatch>, cell: Cell): LabelMatch {
  const found = label.get(cell);
  if (found === undefined) throw new RangeError('not a label cell');
  return found;
}
