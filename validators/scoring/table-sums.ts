import { add, between, Decimal, exactly, total, type Interval } from './interval.js';
import type { MatchedTable, ScoreRow } from './rows.js';

/** More alternatives than this say that the table was not understood; then everything between the outermost is possible. */
const MOST_ALTERNATIVES = 64;

/**
 * What the scores may add up to. One exact value for a table in order. A row that is out of order adds every sum an office
 * may have meant (a score out of range: as printed or anything in range; a repeated or unknown row: counted or not;
 * a missing row: anything up to its points), so that the total is not blamed for the row.
 * Deleted rows count nothing. Every other row must have a score.
 */
export function sumsOf(table: MatchedTable, group?: number): Interval[] {
  let sums: Interval[] = [exactly(0)];
  for (const row of table.rows) if (group === undefined || row.group === group) sums = hull(combine(sums, rowSums(row)));
  for (const { indicator, group: place } of table.missing)
    if (group === undefined || place === group) sums = hull(combine(sums, [between(0, indicator.max)]));
  return sums;
}

function rowSums(row: ScoreRow): Interval[] {
  const { printed, indicator, repeats, standsFor } = row;
  if (printed.deleted || printed.score === null) return [exactly(0)];
  const score = exactly(printed.score);
  if (standsFor) return [score];
  if (repeats) return [score, exactly(0), exactly(total([printed.score, -(repeats.printed.score ?? 0)]))];
  if (!indicator) return [score, exactly(0)];
  const most = Math.max(indicator.max, printed.max ?? 0);
  return printed.score < 0 || printed.score > most ? [score, between(0, indicator.max)] : [score];
}

/**
 * What the points of the applicable indicators may add up to: one value for a table in order, else see {@link sumsOf}.
 * A wrong group maximum may have been carried on, whole or less the deleted points. The scheme's own figure comes first.
 * None when more are possible than can be told apart.
 */
export function pointsOf(table: MatchedTable, printedGroupMax: readonly (number | null)[]): Decimal[] {
  let sums: Interval[] = [exactly(0)];
  for (const [group, schemeGroup] of table.groups.entries()) {
    const points = groupPointsOf(table, group).map(exactly);
    const printed = printedGroupMax[group] ?? null;
    const deleted = deletedPoints(table, group);
    const wrong =
      printed !== null && schemeGroup && printed !== schemeGroup.max && !deleted.eq(new Decimal(schemeGroup.max).minus(printed));
    sums = combine(sums, wrong ? [...points, exactly(printed), exactly(new Decimal(printed).minus(deleted))] : points);
  }
  for (const { indicator } of table.missing.filter(({ group }) => group === null))
    sums = combine(sums, [exactly(indicator.max), exactly(0)]);
  return bounded(sums);
}

/** The same for one printed group, from its rows alone. */
export function groupPointsOf(table: MatchedTable, group: number): Decimal[] {
  let points: Interval[] = [exactly(0)];
  for (const row of table.rows) if (row.group === group) points = combine(points, rowPoints(row).map(exactly));
  for (const missing of table.missing) if (missing.group === group) points = combine(points, [exactly(missing.indicator.max), exactly(0)]);
  return bounded(points);
}

/** Points of a group's deleted indicators, by the scheme. */
export function deletedPoints(table: MatchedTable, group: number): Decimal {
  return total(
    table.rows.filter((row) => row.group === group && row.printed.deleted).map((row) => row.indicator?.max ?? row.printed.max ?? 0),
  );
}

function rowPoints({ printed, indicator, repeats, standsFor }: ScoreRow): number[] {
  if (printed.deleted) return [0];
  if (repeats && !standsFor) return [0, printed.max ?? indicator?.max ?? 0];
  const known = standsFor ?? indicator;
  if (!known) return [printed.max ?? 0, 0];
  return printed.max === null ? [known.max] : [known.max, printed.max];
}

/** Every sum of one alternative of each. */
function combine(sums: Interval[], alternatives: Interval[]): Interval[] {
  if (sums.length > MOST_ALTERNATIVES * MOST_ALTERNATIVES) return sums;
  const all = sums.flatMap((sum) => alternatives.map((one) => add(sum, one)));
  return [...new Map(all.map((one) => [`${one.low.toString()}:${one.high.toString()}`, one])).values()];
}

/** None where so many are possible that nothing can be said: rules that divide by them then stay quiet. */
function bounded(points: Interval[]): Decimal[] {
  return points.length > MOST_ALTERNATIVES ? [] : points.map(({ low }) => low);
}

function hull(sums: Interval[]): Interval[] {
  if (sums.length <= MOST_ALTERNATIVES) return sums;
  return [between(Decimal.min(...sums.map(({ low }) => low)), Decimal.max(...sums.map(({ high }) => high)))];
}
