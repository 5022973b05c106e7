import type { Auditor, Block, Cell, Table } from '../../model/index.js';
import { isScanned } from './line-trust.js';
import { ANY_BOX } from './marks.js';
import { isBlank, nameText } from './normalise/texts.js';
import type { Evidence } from './record.js';
import { readSentences, type Team } from './auditor-sentences.js';
import { blankCell, piece } from './passage.js';
import { cellPassage } from './scan-labels.js';

type Column = keyof Auditor;

/** Header wordings of the team table; blanks and line breaks left out. */
const COLUMNS: readonly (readonly [Column, RegExp])[] = [
  ['certificateNumber', /(?:证书|注册|资格|资质|执业|CCAA).{0,4}(?:号|编号|号码)|^注册号|^证书(?:编号)?$|注册资格/u],
  ['specialtyCode', /专业(?:代码|类别|小类|范围|领域|能力)?|业务范围|技术领域|行业代码/u],
  ['name', /姓名|^名字|人员名称|^(?:审查|审核|评价|评审)?(?:员|人员|组成员|成员)(?:姓名)?$/u],
  ['role', /身份|角色|职责|分工|组内职务|^职务|作用|担任|职位|岗位/u],
  ['phone', /电话|手机|联系方式|联系号码/u],
  ['code', /代码|代号|标识|编码/u],
];
/** Columns of a team table that the record has no place for. */
const OTHER_COLUMN =
  /^(?:性别|年龄|学历|职称|级别|等级|(?:注册|资格|资质)?(?:级别|等级|类别|类型)|签名|签字|本人签字|备注|(?:工作|所属|聘用)?单位|部门|专[/、]?兼职|专兼职|邮箱|电子邮箱|身份证号码?|任务|评价日期|审核日期|人日数?)(?:[（(].*[)）])?$/u;
const NUMBER_COLUMN = /^(?:序号|编号|No\.?|#)$/iu;

interface Header {
  row: number;
  rows: number;
  columns: { key: Column; cell: Cell }[];
  left: number;
  right: number;
}

/** The audit team's table, alone or inside a larger one, over any number of pages. */
export function readTeam(blocks: readonly Block[], evidence: Evidence): Team {
  for (const [index, block] of blocks.entries()) {
    if (block.kind !== 'table') continue;
    const header = findHeader(block.table);
    if (header === null) continue;
    const { auditors, end } = readRows(block.table, header, evidence);
    const more = continuations(blocks.slice(index + 1), header, auditors, evidence);
    if (auditors.length === 0) evidence.blank('basic.auditors', cellPassage(header.columns[0]!.cell));
    return { auditors, rest: [...blocks.slice(0, index), ...withoutRows(block, header.row, end), ...blocks.slice(index + 1 + more)] };
  }
  for (const [index, block] of blocks.entries()) {
    // One column per person: read like a table on its side.
    if (block.kind !== 'table' || block.table.rows > 9) continue;
    const turned = onItsSide(block.table);
    const header = findHeader(turned);
    if (header === null) continue;
    const { auditors } = readRows(turned, withLetters(turned, header), evidence);
    if (auditors.length > 0) return { auditors, rest: blocks.filter((_, at) => at !== index) };
  }
  return readSentences(blocks, evidence);
}

/**
 * Tables right behind the team's that repeat its header: pieces of it on the next scanned page, which lies elsewhere under the glass, so
 * that they were not joined. Their rows are added to the auditors; gives how many there are.
 */
function continuations(blocks: readonly Block[], header: Header, auditors: Auditor[], evidence: Evidence): number {
  if (!header.columns.some(({ cell }) => cell.lines.some(isScanned))) return 0;
  const keys = header.columns.map(({ key }) => key).join();
  let count = 0;
  for (const block of blocks) {
    const next = block.kind === 'table' ? findHeader(block.table) : null;
    if (block.kind !== 'table' || next?.row !== 0 || next.columns.map(({ key }) => key).join() !== keys) break;
    const { auditors: found, end } = readRows(block.table, next, evidence, auditors.length);
    if (found.length === 0 || end < block.table.rows) break;
    auditors.push(...found);
    count++;
  }
  return count;
}

function onItsSide(table: Table): Table {
  const cells = table.cells.map((cell) => ({
    ...cell,
    row: cell.column,
    column: cell.row,
    rowSpan: cell.columnSpan,
    columnSpan: cell.rowSpan,
  }));
  return { ...table, rows: table.columns, columns: table.rows, cells };
}

/** A nameless first column of single letters holds the codes. */
function withLetters(table: Table, header: Header): Header {
  const head = table.cells.find((cell) => cell.row === header.row && cell.column === header.left - 1 && isBlank(cellPassage(cell).text));
  if (head === undefined || header.columns.some(({ key }) => key === 'code')) return header;
  const below = table.cells.filter((cell) => cell.column === head.column && cell.row > header.row);
  if (below.length === 0 || !below.every((cell) => /^[A-Za-z]?$/u.test(nameText(cellPassage(cell).text)))) return header;
  return { ...header, columns: [{ key: 'code', cell: head }, ...header.columns], left: head.column };
}

/** "注册证书号/电话": the second thing a column holds, a telephone behind a slash. */
function holdsPhoneToo(text: string): boolean {
  return /^[^/／]+[/／](?:联系)?(?:电话|手机|方式)(?:号码|号)?$/u.test(nameText(text));
}

/** A number with a telephone behind it: where each of them ends and begins; null for anything else. */
function phoneBehind(text: string): { end: number; start: number } | null {
  const match = /\s*[/／、，,；;\s]\s*(1\d{10}|0\d{2,3}-?\d{7,8})\s*$/u.exec(text);
  return match === null ? null : { end: match.index, start: match.index + match[0].indexOf(match[1]!) };
}

function columnOf(text: string): Column | null {
  const plain = nameText(text).replace(/[:：]$/u, '');
  return plain.length > 14 ? null : (COLUMNS.find(([, pattern]) => pattern.test(plain))?.[0] ?? null);
}

/** The first row that names a 姓名 column and at least one more of a team table. */
function findHeader(table: Table): Header | null {
  for (let row = 0; row < table.rows; row++) {
    const cells = table.cells.filter((cell) => cell.row === row);
    const named = cells.flatMap((cell) => {
      const key = columnOf(cellPassage(cell).text);
      const text = nameText(cellPassage(cell).text);
      return key === null
        ? []
        : [{ key, cell, sure: key !== 'name' || /姓名/u.test(text), inTeam: /组内|身份|角色|职责|分工/u.test(text) }];
    });
    // "审查组成员 | 姓名 | …": the first names the whole table.
    const columns = named
      .filter(({ key, sure }) => sure || !named.some((other) => other.sure && other.key === key))
      // "组内身份 | 职务": the office held at home is not the role in the team.
      .filter(({ key, inTeam }) => key !== 'role' || inTeam || !named.some((other) => other.key === 'role' && other.inTeam));
    const keys = new Set(columns.map(({ key }) => key));
    if (!keys.has('name') || columns.length < 2 || keys.size !== columns.length) continue;
    if (!keys.has('role') && !keys.has('certificateNumber')) continue;
    const others = cells.filter((cell) => !columns.some((column) => column.cell === cell) && cell.lines.length > 0);
    const left = Math.min(...columns.map((column) => column.cell.column));
    const isColumn = (text: string): boolean =>
      NUMBER_COLUMN.test(text) || OTHER_COLUMN.test(text) || (keys.has('role') && keys.has('certificateNumber') && text.length <= 10);
    if (others.some((cell) => cell.column >= left && !isColumn(nameText(cellPassage(cell).text)))) continue;
    return {
      row,
      rows: Math.max(1, Math.min(...columns.map(({ cell }) => cell.rowSpan))),
      columns,
      left: Math.min(...columns.map(({ cell }) => cell.column)),
      right: Math.max(...columns.map(({ cell }) => cell.column + cell.columnSpan)),
    };
  }
  return null;
}

/** The rows below a header; `before` auditors stand above them, in an earlier piece of the table. */
function readRows(table: Table, header: Header, evidence: Evidence, before = 0): { auditors: Auditor[]; end: number } {
  const auditors: Auditor[] = [];
  let row = header.row + header.rows;
  for (; row < table.rows; row++) {
    const cells = table.cells.filter(
      (cell) => cell.row <= row && cell.row + cell.rowSpan > row && cell.column >= header.left && cell.column < header.right,
    );
    const under = header.columns.map(({ key, cell: head }) => ({ key, head, cell: cells.find((cell) => covers(head, cell)) }));
    if (cells.some((cell) => cell.columnSpan > 1 && header.columns.filter(({ cell: head }) => covers(head, cell)).length > 1)) break;
    const name = under.find(({ key }) => key === 'name')?.cell;
    if (name === undefined && cells.length < header.columns.length / 2) break;
    if (name !== undefined && columnOf(cellPassage(name).text) === 'name') continue;
    const aside = table.cells.some((cell) => cell.row === row && cell.column < header.left && !/^[\s\d]*$/u.test(cellPassage(cell).text));
    if (aside || under.some(({ key, cell }) => cell !== undefined && !fitsColumn(key, cellPassage(cell).text))) break;
    if (under.every(({ cell }) => cell === undefined || isBlank(cellPassage(cell).text))) continue;
    const height: [number, number] = [Math.min(...cells.map(({ box }) => box[1])), Math.max(...cells.map(({ box }) => box[3]))];
    auditors.push(readAuditor(before + auditors.length, under, height, evidence));
  }
  return { auditors, end: row };
}

function readAuditor(
  index: number,
  under: readonly { key: Column; head: Cell; cell: Cell | undefined }[],
  [top, bottom]: [number, number],
  evidence: Evidence,
): Auditor {
  const auditor: Auditor = { code: null, name: null, role: null, certificateNumber: null, specialtyCode: null, phone: null };
  for (const { key, head, cell } of under) {
    const path = `basic.auditors[${index}].${key}`;
    const printed = cell === undefined ? null : cellPassage(cell);
    if (printed === null || isBlank(printed.text)) {
      // A cell the table lacks is blank as well: its place is where its column crosses the row.
      const page = under.find((other) => other.cell !== undefined)?.cell?.page ?? head.page;
      evidence.reading(path, blankCell(cell ?? { page, box: [head.box[0], top, head.box[2], bottom] }, head.lines.slice(0, 1)));
      continue;
    }
    const cut = holdsPhoneToo(cellPassage(head).text) && key !== 'phone' ? phoneBehind(printed.text) : null;
    if (cut === null) {
      auditor[key] = evidence.value(path, nameText(printed.text), printed);
      continue;
    }
    const [own, phone] = [piece(printed, 0, cut.end), piece(printed, cut.start)];
    auditor[key] = evidence.value(path, nameText(own.text), own);
    auditor.phone = evidence.value(`basic.auditors[${index}].phone`, nameText(phone.text), phone);
  }
  return auditor;
}

/** Whether a text can stand in a column at all: the first row that holds something else is no longer the team's. */
function fitsColumn(key: Column, text: string): boolean {
  const plain = nameText(text);
  if (ANY_BOX.test(plain) || plain.length > 40) return false;
  return key !== 'name' || isBlank(plain) || (plain.length <= 12 && !/[:：;；]/u.test(plain));
}

/** Whether a cell stands under a header cell. */
function covers(head: Cell, cell: Cell): boolean {
  return cell.column < head.column + head.columnSpan && cell.column + cell.columnSpan > head.column;
}

function withoutRows(block: Block & { kind: 'table' }, from: number, to: number): Block[] {
  const part = (first: number, end: number): Block[] => {
    const cells = block.table.cells.filter(({ row }) => row >= first && row < end).map((cell) => ({ ...cell, row: cell.row - first }));
    return cells.length === 0 ? [] : [{ kind: 'table', table: { ...block.table, rows: end - first, cells } }];
  };
  return [...part(0, from), ...part(to, block.table.rows)];
}
