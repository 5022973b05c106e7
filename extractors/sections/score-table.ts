import type { AuditReport, Cell, Indicator, IndicatorGroup, Reading, Table } from '../../model/index.js';
import { figure } from './normalise/figures.js';
import { freeText, isBlank, nameText } from './normalise/texts.js';
import { blankCell, join, piece, readingOf, type Passage } from './passage.js';
import { Evidence } from './record.js';
import { cellPassage } from './scan-labels.js';
import { cellAt, nameOnly, scoreShape, sideBySide, textOf, type ScoreShape } from './score-columns.js';
import { readLimit } from './score-limit.js';
import type { ScorePiece } from './score-pieces.js';
import { inRange, misreadPoints, nameIn } from './score-scans.js';
import { readTotals } from './score-totals.js';
import { columnsFit, groupsFit } from './score-trust.js';
import {
  BONUS_ROW,
  DEDUCTION_ROW,
  DELETED_CELL,
  DELETED_REMARK,
  GROUP_NAMES,
  NAME_NUMBER,
  POINTS_BEHIND,
  SUBTOTAL_ROW,
  TOTAL_ROW,
  type ScoreColumn,
} from './score-words.js';

type Score = AuditReport['score'];

/** What the score table itself says; formula and principles are read elsewhere. */
export type TableScore = Pick<Score, 'groups' | 'specialDeduction' | 'specialBonus' | 'totalMax' | 'total'> & { limit: string | null };

/**
 * Reads the score table, in one piece or several; null for a table that has no column of scores, or whose columns cannot be
 * understood surely: figures that may stand in the wrong rows are worth less than none. `others` are the further tables of
 * the section: total figures may stand in one of them.
 */
export function readScoreTable(pieces: readonly ScorePiece[], others: readonly Table[], evidence: Evidence): TableScore | null {
  const found = new Evidence();
  const reader = new ScoreReader(found, pieces.length);
  for (const { table, title } of pieces) {
    reader.begin(title);
    for (const half of sideBySide(table)) {
      const shape = scoreShape(half);
      if (shape === null) return null;
      reader.read(half, shape);
    }
  }
  readTotals(others, reader.result, found);
  const groups = reader.result.groups ?? [];
  const tables = pieces.map(({ table }) => table);
  if (!reader.understood || !columnsFit(tables, groups)) return null;
  const grouped = groupsFit(tables, groups);
  for (const [path, reading] of Object.entries(found.provenance))
    if (grouped || !path.startsWith('score.groups')) evidence.reading(path, reading);
  return grouped ? reader.result : { ...reader.result, groups: null };
}

class ScoreReader {
  private readonly groups: IndicatorGroup[] = [];
  readonly result: TableScore = {
    groups: this.groups,
    specialDeduction: null,
    specialBonus: null,
    totalMax: null,
    total: null,
    limit: null,
  };
  /** False once a row's figures could not be given to one indicator. */
  understood = true;
  private groupCell: Cell | undefined;
  private table!: Table;
  private shape!: ScoreShape;

  private title: Cell | null = null;
  private piece = 0;
  /** Whether groups end in a row that is named like the total of all. */
  private totalsOfGroups = false;

  constructor(
    private readonly evidence: Evidence,
    private readonly pieces: number,
  ) {}

  /** The next piece, with the group printed above it. */
  begin(title: Cell | null): void {
    this.title = title;
    this.piece++;
  }

  /** Reads one table, or one of several blocks of columns that stand side by side; groups go on from block to block. */
  read(table: Table, shape: ScoreShape): void {
    this.table = table;
    this.shape = shape;
    if (this.title !== null && shape.columns.group === undefined) this.openGroup(-1, this.title);
    for (let row = shape.firstRow; row < table.rows; row++) this.readRow(row);
  }

  private readRow(row: number): void {
    const cells = this.table.cells.filter((cell) => cell.row <= row && cell.row + cell.rowSpan > row).sort((a, b) => a.column - b.column);
    const own = cells.filter((cell) => cell.row === row);
    // A sentence merged over the whole row (a formula, a remark) is no row of the table.
    if (cells.length === 1 && cells[0]!.columnSpan === this.table.columns && !GROUP_NAMES.test(nameOnly(textOf(cells[0])))) return;
    const names = own.filter((cell) => cell.column <= (this.shape.columns.indicator ?? 0)).map((cell) => textOf(cell));
    const is = (pattern: RegExp): boolean => names.some((text) => pattern.test(text));
    if (is(DEDUCTION_ROW)) {
      this.readSpecial(row, own, 'specialDeduction', DEDUCTION_ROW);
      return;
    }
    if (is(BONUS_ROW)) {
      this.readSpecial(row, own, 'specialBonus', BONUS_ROW);
      return;
    }
    if (names.some((text) => TOTAL_ROW.test(text) && !/分项/u.test(text))) {
      if (this.endsGroup()) this.readSubtotal(row);
      else this.readTotal(row, own);
      return;
    }
    if (is(SUBTOTAL_ROW)) {
      this.readSubtotal(row);
      return;
    }
    this.readIndicator(row);
  }

  /** Where each group has a table of its own, 合计 at its end is the group's, the last table's if the others' were. */
  private endsGroup(): boolean {
    if (this.title === null || this.groups.at(-1)?.subtotal !== null) return false;
    this.totalsOfGroups ||= this.piece < this.pieces;
    return this.totalsOfGroups;
  }

  private at(row: number, column: ScoreColumn): Cell | undefined {
    const index = this.shape.columns[column];
    return index === undefined ? undefined : cellAt(this.table, row, index);
  }

  private readTotal(row: number, cells: readonly Cell[]): void {
    const score = this.at(row, 'score');
    const name = cells.find((cell) => TOTAL_ROW.test(textOf(cell)));
    // The name may reach over all of this block: its figures stand in the next one.
    if (score === undefined || score === name) return;
    this.result.total = this.figure('score.total', score);
    const max = this.at(row, 'max');
    const points = max !== undefined && figure(textOf(max)) !== null ? max : (this.pointsBefore(row) ?? max);
    if (points !== undefined && points !== name) this.result.totalMax = this.figure('score.totalMax', points);
    else if (name !== undefined) this.result.totalMax = this.bracketed('score.totalMax', cellPassage(name));
  }

  /** "总计（100分）": points printed behind a name. */
  private bracketed(path: string, printed: Passage): number | null {
    const bracket = POINTS_BEHIND.exec(printed.text);
    return bracket === null ? null : this.evidence.value(path, figure((bracket[1] ?? bracket[2])!), piece(printed, bracket.index));
  }

  /** Total points may stand under the groups' points, or be the only other figure of the row. */
  private pointsBefore(row: number): Cell | undefined {
    const score = this.at(row, 'score');
    const fits = (cell: Cell): boolean =>
      cell !== score && cell.row === row && figure(textOf(cell)) !== null && cell.column < (score?.column ?? 0);
    const group = this.at(row, 'groupMax');
    if (group !== undefined && fits(group)) return group;
    const deducted = this.shape.columns.deducted;
    const figures = this.table.cells.filter((cell) => fits(cell) && cell.column !== deducted);
    return figures.length === 1 ? figures[0] : undefined;
  }

  private readSubtotal(row: number): void {
    const index = this.groups.length - 1;
    const group = this.groups[index];
    if (group === undefined) return;
    group.subtotal = this.figure(`score.groups[${index}].subtotal`, this.at(row, 'score'));
    const points = this.at(row, 'max');
    if (group.max === null && points !== undefined && figure(textOf(points)) !== null)
      group.max = this.figure(`score.groups[${index}].max`, points);
  }

  private readSpecial(row: number, cells: readonly Cell[], key: 'specialDeduction' | 'specialBonus', name: RegExp): void {
    const score = this.at(row, 'score');
    this.result[key] = score === undefined || name.test(textOf(score)) ? null : this.figure(`score.${key}`, score);
    if (key !== 'specialDeduction') return;
    this.result.limit = readLimit(cells, this.evidence) ?? this.result.limit;
  }

  private readIndicator(row: number): void {
    const cell = this.at(row, 'indicator');
    if (cell === undefined) return;
    const name = textOf(cell);
    const groupCell = this.at(row, 'group');
    const headsGroup = (groupCell === undefined || groupCell === cell) && GROUP_NAMES.test(nameOnly(name));
    if (this.at(row, 'score') === cell && !headsGroup) return;
    const printed = headsGroup ? cell : groupCell === cell ? undefined : groupCell;
    if (printed !== undefined && printed !== this.groupCell && textOf(printed) !== '') this.openGroup(row, printed);
    if (headsGroup) {
      this.readGroupRow(row);
      return;
    }
    if (name === '' || cell === groupCell || isBlank(name)) return;
    // Sub-items share the name, and usually the score, of the indicator they belong to.
    if (cell.row < row) {
      const own = this.at(row, 'score');
      if (own !== undefined && own.row === row && figure(textOf(own)) !== null) this.understood = false;
      return;
    }
    const group = this.groups.at(-1) ?? this.unnamedGroup(cell);
    group.indicators.push(this.indicator(`score.groups[${this.groups.length - 1}].indicators[${group.indicators.length}]`, row, cell));
  }

  /** A group in a row of its own, above its indicators, prints its subtotal there. */
  private readGroupRow(row: number): void {
    const index = this.groups.length - 1;
    const group = this.groups[index];
    const cell = this.at(row, 'score');
    if (group === undefined || cell === undefined || cell === this.groupCell || figure(textOf(cell)) === null) return;
    group.subtotal = this.figure(`score.groups[${index}].subtotal`, cell);
  }

  private unnamedGroup(cell: Cell): IndicatorGroup {
    const group: IndicatorGroup = { name: '', max: null, subtotal: null, indicators: [] };
    this.groups.push(group);
    this.evidence.blank('score.groups[0].name', cellPassage(cell));
    return group;
  }

  private openGroup(row: number, cell: Cell): void {
    this.groupCell = cell;
    const printed = cellPassage(cell);
    const bracket = POINTS_BEHIND.exec(printed.text);
    const words = piece(printed, 0, bracket?.index ?? misreadPoints(printed) ?? printed.text.length);
    const name = nameText(nameIn(words)).replace(NAME_NUMBER, '');
    const last = this.groups.at(-1);
    // A page break may cut the points off the name.
    if (name === '' && last?.max === null) last.max = this.bracketed(`score.groups[${this.groups.length - 1}].max`, printed);
    if (last?.name === name || name === '') return;
    const path = `score.groups[${this.groups.length}]`;
    const group: IndicatorGroup = { name, max: null, subtotal: null, indicators: [] };
    this.groups.push(group);
    this.evidence.reading(`${path}.name`, readingOf(words));
    if (bracket !== null) group.max = this.bracketed(`${path}.max`, printed);
    else if (words.text.length < printed.text.length) this.evidence.reading(`${path}.max`, readingOf(piece(printed, words.text.length)));
    else {
      const inRow = row < 0 ? undefined : this.shape.columns.group === undefined ? this.at(row, 'max') : this.at(row, 'groupMax');
      group.max = this.figure(`${path}.max`, inRow);
    }
    if (row >= 0) group.subtotal = this.figure(`${path}.subtotal`, this.at(row, 'subtotal'));
  }

  private indicator(path: string, row: number, cell: Cell): Indicator {
    const printed = cellPassage(cell);
    const lead = NAME_NUMBER.exec(printed.text)?.[0].length ?? 0;
    const bracket = POINTS_BEHIND.exec(printed.text);
    const words = piece(printed, lead, bracket?.index ?? printed.text.length);
    this.evidence.reading(`${path}.name`, readingOf(words));
    const scoreCell = this.at(row, 'score');
    const maxCell = this.at(row, 'max');
    const remarkCell = this.at(row, 'remark');
    const remark = this.remark(`${path}.remark`, remarkCell);
    const marked = [scoreCell, maxCell, this.at(row, 'deducted')].find((each) => DELETED_CELL.test(textOf(each)));
    const byRemark = remark !== null && DELETED_REMARK.test(nameText(remark)) && figure(textOf(scoreCell)) === null;
    const deleted = byRemark || (marked !== undefined && figure(textOf(scoreCell)) === null);
    const evidenceCell = deleted ? (marked ?? remarkCell ?? cell) : scoreCell;
    this.place(`${path}.deleted`, evidenceCell ?? cell);
    const max =
      maxCell === undefined && bracket !== null
        ? this.evidence.value(`${path}.max`, figure((bracket[1] ?? bracket[2])!), piece(printed, bracket.index))
        : this.figure(`${path}.max`, maxCell);
    const score = inRange(`${path}.score`, this.figure(`${path}.score`, scoreCell), max, this.evidence);
    return { name: nameText(nameIn(words)), max, score: deleted ? null : score, deleted, remark };
  }

  private remark(path: string, cell: Cell | undefined): string | null {
    if (cell === undefined) return null;
    const printed = cellPassage(cell);
    if (!isBlank(printed.text)) return this.evidence.value(path, freeText(printed.text), printed);
    this.place(path, cell);
    return null;
  }

  /** A cell's figure; its reading keeps whatever is printed, '' for a blank cell. */
  private figure(path: string, cell: Cell | undefined): number | null {
    if (cell === undefined) return null;
    this.place(path, cell);
    return figure(cellPassage(cell).text);
  }

  private place(path: string, cell: Cell): void {
    const printed: Passage = join(cell.lines.length === 0 ? [] : [cellPassage(cell)]);
    const reading = readingOf(printed);
    this.evidence.reading(path, reading ?? this.blank(cell));
  }

  private blank(cell: Cell): Reading {
    return blankCell(
      cell,
      this.table.cells.flatMap(({ lines }) => lines),
    );
  }
}
