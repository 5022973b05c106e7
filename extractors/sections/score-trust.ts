import type { IndicatorGroup, Table } from '../../model/index.js';
import { isIndicatorName, nameOnly, textOf } from './score-columns.js';

/**
 * Whether the columns were understood. Where they were mistaken for others, indicators that stand in the table are missing
 * from the record, or most scores are above their points: no report has that many slips of its own.
 */
export function columnsFit(tables: readonly Table[], groups: readonly IndicatorGroup[]): boolean {
  const indicators = groups.flatMap((group) => group.indicators);
  const names = indicators.map(({ name }) => name);
  const printed = tables.flatMap(({ cells }) => cells.map((cell) => nameOnly(textOf(cell)))).filter(isIndicatorName);
  if (printed.filter((text) => !names.some((name) => name === text || nameOnly(name) === text)).length >= 2) return false;
  const above = indicators.filter(({ max, score }) => max !== null && score !== null && score > max);
  return above.length < 3 || above.length <= indicators.length / 2;
}

/**
 * Whether the indicators were given to the right groups: the points of most groups are those of their indicators (no more than those,
 * where some indicators show none). A single group may differ, that is the form's own slip unless the table's structure is in doubt as well.
 */
export function groupsFit(tables: readonly Table[], groups: readonly IndicatorGroup[]): boolean {
  const summed = groups.flatMap(({ max, indicators: rows }) => {
    if (max === null || rows.length === 0) return [];
    const sum = rows.reduce((total, row) => total + (row.max ?? 0), 0);
    if (rows.every((row) => row.max !== null)) return [Math.abs(sum - max) < 0.005];
    return sum > max + 0.005 ? [false] : [];
  });
  const wrong = summed.filter((fits) => !fits).length;
  return wrong < 2 && !(wrong === 1 && tables.some(({ issues }) => issues.length > 0) && summed.length > 1);
}
