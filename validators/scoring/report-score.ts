import type { AuditReport, CertificationScheme } from '../../model/index.js';
import { add, Decimal, exactly, type Interval } from './interval.js';
import { matchRows, type MatchedTable, type ScoreRow } from './rows.js';
import { pointsOf, sumsOf } from './table-sums.js';
import type { ScoreParts } from './readings.js';

/** What stands in a special item's cell: a figure, nothing (counts 0), something unread, or a figure that cannot be right. */
export type SpecialCell = 'figure' | 'blank' | 'unread' | 'wrong';

export function matchedTable(report: AuditReport, scheme: CertificationScheme): MatchedTable {
  return matchRows(report.score.groups ?? [], scheme);
}

/** Field path of a row. */
export function rowPath({ group, index }: Pick<ScoreRow, 'group' | 'index'>): string {
  return `score.groups[${group}].indicators[${index}]`;
}

/** The parts of a report's score. Each cell of the table must have been read. */
export function scoreParts(
  report: AuditReport,
  scheme: CertificationScheme,
  cells: { deduction: SpecialCell; bonus: SpecialCell },
): ScoreParts {
  const table = matchedTable(report, scheme);
  const { specialDeduction, specialBonus } = report.score;
  return {
    sums: sumsOf(table),
    points: pointsOf(
      table,
      (report.score.groups ?? []).map(({ max }) => max),
    ),
    full: new Decimal(scheme.total),
    deductions: specialPoints(specialDeduction, cells.deduction, scheme.specialDeduction),
    bonuses: specialPoints(specialBonus, cells.bonus, scheme.specialBonus),
  };
}

/** A deduction printed as -1 takes one point off like one printed as 1. Unread or wrong cells may stand for any number of items. */
function specialPoints(value: number | null, cell: SpecialCell, item: { points: number; limit: number }): Decimal[] {
  if (cell === 'blank') return [new Decimal(0)];
  const printed = value === null ? null : new Decimal(value).abs();
  if (cell === 'figure' && printed) return [printed];
  const most = printed ? printed.div(item.points).ceil().toNumber() : item.limit;
  const counts = Array.from({ length: most + 1 }, (_, count) => new Decimal(count).times(item.points));
  return printed ? [printed, ...counts] : counts;
}

/** Sum of the printed subtotals, rows of groups without one added up: what a total may rest on when a subtotal is wrong. */
export function sumBySubtotals(report: AuditReport, scheme: CertificationScheme): Interval[] {
  const table = matchedTable(report, scheme);
  return (report.score.groups ?? []).reduce<Interval[]>(
    (sums, { subtotal }, group) =>
      sums.flatMap((sum) => (subtotal === null ? sumsOf(table, group) : [exactly(subtotal)]).map((one) => add(sum, one))),
    [exactly(0)],
  );
}
