import { unionBox, type Box, type Cell, type Table, type TextLine } from '../../model/index.js';

/** A gap between words of a line that parts two columns, in font sizes. */
const COLUMN_GAP = 1.3;
/** Headings are short, hold no box, and no colon. */
const LONGEST_HEADING = 12;
const NO_HEADING = /[☑☐⍰:：。；;]/;
/** Rows follow each other within this many times the usual distance. */
const LARGEST_STEP = 2.2;

interface Segment {
  line: TextLine;
  /** UTF-16 offsets in the line. */
  start: number;
  end: number;
  left: number;
  right: number;
}

interface Row {
  /** One list of segments for each column or span of columns. */
  fields: { first: number; last: number; segments: Segment[] }[];
  middle: number;
}

/**
 * Tables without any rules, told by alignment: a row of at least three short headings, and below it rows whose words stand in the
 * headings' columns. Two rows make a table only below four headings or more. `rest` are the lines in no table, in their order.
 */
export function alignedTablesOf(lines: readonly TextLine[], page: number): { tables: Table[]; rest: TextLine[] } {
  const tables: Table[] = [];
  const rest: TextLine[] = [];
  for (let index = 0; index < lines.length;) {
    const found = tableFrom(lines, index, page);
    if (found === null) {
      rest.push(lines[index]!);
      index++;
    } else {
      tables.push(found.table);
      index = found.next;
    }
  }
  return { tables, rest };
}

function tableFrom(lines: readonly TextLine[], start: number, page: number): { table: Table; next: number } | null {
  const headings = segmentsOf(lines[start]!);
  if (headings.length < 3 || headings.some((heading) => !isHeading(heading))) return null;
  let columns = headings.map(({ left, right }) => ({ left, right }));
  const rows: Row[] = [
    { fields: headings.map((segment, column) => ({ first: column, last: column, segments: [segment] })), middle: middleOf(lines[start]!) },
  ];
  let next = start + 1;
  let pitch = Infinity;
  for (; next < lines.length; next++) {
    const line = lines[next]!;
    const step = middleOf(line) - rows.at(-1)!.middle;
    if (step > Math.max(line.size * 3, Math.min(pitch, line.size * 4) * LARGEST_STEP)) break;
    const fields = placed(segmentsOf(line), columns);
    if (fields === null || isProse(fields, columns)) break;
    columns = widened(columns, fields);
    const [only] = fields;
    // A single piece of text close below a row, not in the first column, goes on in that row's cell.
    const goesOn = fields.length === 1 && only!.first > 0 && rows.length > 1 && step < pitch * 0.85;
    const above = goesOn ? rows.at(-1)!.fields.find((field) => field.first === only!.first && field.last === only!.last) : undefined;
    if (above !== undefined) above.segments.push(...only!.segments);
    else rows.push({ fields, middle: middleOf(line) });
    if (above === undefined) pitch = Math.min(pitch, step);
  }
  // What follows the table may happen to stand within its columns.
  while (rows.length > 1 && rows.at(-1)!.fields.length === 1) {
    next -= rows.at(-1)!.fields[0]!.segments.length;
    rows.pop();
  }
  const withFields = (count: number): number => rows.filter((row) => row.fields.length >= count).length;
  const enough = columns.length >= 4 ? 2 : 4;
  if (rows.length < enough || withFields(3) < 2 || withFields(2) < rows.length * 0.8) return null;
  return { table: tableOf(rows, columns, page), next };
}

/** Few pieces that reach beyond the table's sides, or one that runs across several columns: ordinary text. */
function isProse(fields: Row['fields'], columns: readonly Column[]): boolean {
  if (fields.length >= 3) return false;
  const slack = fields[0]!.segments[0]!.line.size * 0.5;
  return fields.some(
    ({ first, last, segments }) =>
      last - first >= 2 || segments[0]!.left < columns[0]!.left - slack || segments[0]!.right > columns.at(-1)!.right + slack,
  );
}

function isHeading({ line, start, end }: Segment): boolean {
  const text = line.text.slice(start, end);
  return text.length <= LONGEST_HEADING && !NO_HEADING.test(text) && /\p{L}/u.test(text);
}

/** Pieces of a line between wide gaps. */
function segmentsOf(line: TextLine): Segment[] {
  const { text, spans } = line;
  const segments: Segment[] = [];
  let start = 0;
  for (let index = 0; index <= text.length; index++) {
    const gap = text[index] === ' ' ? spans[index * 2 + 1]! - spans[index * 2]! : 0;
    if (index < text.length && gap < COLUMN_GAP * line.size) continue;
    if (index > start) segments.push({ line, start, end: index, left: spans[start * 2]!, right: spans[index * 2 - 1]! });
    start = index + 1;
  }
  return segments;
}

type Column = Pick<Segment, 'left' | 'right'>;

/** A row's pieces by column; null when a piece stands outside the columns, or two claim one column. */
function placed(segments: readonly Segment[], columns: readonly Column[]): Row['fields'] | null {
  const fields: Row['fields'] = [];
  for (const segment of segments) {
    const over = columns.flatMap((column, index) => (segment.left < column.right && segment.right > column.left ? [index] : []));
    const nearest = over.length > 0 ? over : between(segment, columns);
    if (nearest.length === 0) return null;
    const field = { first: nearest[0]!, last: nearest.at(-1)!, segments: [segment] };
    if (fields.some((other) => other.last >= field.first)) return null;
    fields.push(field);
  }
  return fields;
}

/** A piece between two columns (centred over both) belongs to both; one beyond the outermost by less than its size, to that. */
function between({ left, right, line }: Segment, columns: readonly Column[]): number[] {
  const after = columns.findIndex((column) => column.left >= right);
  if (after > 0) return [after - 1, after];
  const last = columns.length - 1;
  if (after === 0) return columns[0]!.left - right < line.size ? [0] : [];
  return left - columns[last]!.right < line.size ? [last] : [];
}

/** Columns grow with what stands in them alone, never into their neighbours. */
function widened(columns: readonly Column[], fields: Row['fields']): Column[] {
  return columns.map((column, index) => {
    const field = fields.find(({ first, last }) => first === index && last === index);
    if (field === undefined) return column;
    const left = Math.min(column.left, ...field.segments.map((segment) => segment.left));
    const right = Math.max(column.right, ...field.segments.map((segment) => segment.right));
    return { left: Math.max(left, columns[index - 1]?.right ?? left), right: Math.min(right, columns[index + 1]?.left ?? right) };
  });
}

function tableOf(rows: readonly Row[], columns: readonly Column[], page: number): Table {
  const boxes = rows.map((row) => unionBox(row.fields.flatMap((field) => field.segments.map(boxOf)))!);
  const tops = boxes.map((box, index) => (index === 0 ? box[1] : (boxes[index - 1]![3] + box[1]) / 2));
  const bottoms = boxes.map((box, index) => tops[index + 1] ?? box[3]);
  const edges = [
    columns[0]!.left,
    ...columns.slice(1).map((column, index) => (columns[index]!.right + column.left) / 2),
    columns.at(-1)!.right,
  ];
  const cells: Cell[] = [];
  const at = (row: number, first: number, last: number, segments: readonly Segment[]): Cell => ({
    row,
    column: first,
    rowSpan: 1,
    columnSpan: last - first + 1,
    page,
    box: [edges[first]!, tops[row]!, edges[last + 1]!, bottoms[row]!],
    lines: segments.map(cut),
  });
  const leading = leadingColumns(rows);
  for (const [row, { fields }] of rows.entries()) {
    const goesOn = row > 1 && leading > 0 && fields[0]!.first === leading;
    for (let column = 0; column < columns.length;) {
      const field = fields.find(({ first }) => first === column);
      const group =
        goesOn && field === undefined && column < leading ? cells.findLast((cell) => cell.column === column && cell.row > 0) : undefined;
      if (group?.columnSpan === 1 && group.row + group.rowSpan === row) {
        group.rowSpan++;
        group.box = [group.box[0], group.box[1], group.box[2], bottoms[row]!];
        column++;
      } else {
        cells.push(at(row, column, field?.last ?? column, field?.segments ?? []));
        column = (field?.last ?? column) + 1;
      }
    }
  }
  const box = unionBox(cells.map((cell) => cell.box))!;
  return { parts: [{ page, box }], rows: rows.length, columns: columns.length, cells, ruled: false, issues: [] };
}

/** How many first columns hold group names: blank in most rows, as a group's name is printed once, at its first row. */
function leadingColumns(rows: readonly Row[]): number {
  let count = 0;
  const columns = rows[0]!.fields.length;
  while (count < columns - 2) {
    const filled = rows.slice(1).filter((row) => row.fields.some(({ first, last }) => first === count && last === count)).length;
    if (filled === 0 || filled * 2 > rows.length) break;
    count++;
  }
  return count;
}

function boxOf({ line, left, right }: Segment): Box {
  return [left, line.box[1], right, line.box[3]];
}

/** A piece of a line as a line. */
function cut(segment: Segment): TextLine {
  const { line, start, end } = segment;
  return { ...line, box: boxOf(segment), text: line.text.slice(start, end), spans: line.spans.slice(start * 2, end * 2) };
}

function middleOf({ box }: TextLine): number {
  return (box[1] + box[3]) / 2;
}
