import type { AuditReport, CertificationScheme } from '../../model/index.js';
import { isName, nameDistance, plainName } from './names.js';

export type SchemeGroup = CertificationScheme['groups'][number];
export type SchemeIndicator = SchemeGroup['indicators'][number];
export type PrintedGroup = NonNullable<AuditReport['score']['groups']>[number];
export type PrintedRow = PrintedGroup['indicators'][number];

/** A row of the printed table and what it stands for in the scheme. `group` and `index` are its place in the record. */
export interface ScoreRow {
  group: number;
  index: number;
  printed: PrintedRow;
  /** The indicator it names; null when it names none. */
  indicator: SchemeIndicator | null;
  /** The row that already has this indicator, for a second one. */
  repeats: ScoreRow | null;
  /** For a repeated or unknown row: the indicator without a row that it stands for, by its group and points. */
  standsFor: SchemeIndicator | null;
}

export interface MissingIndicator {
  indicator: SchemeIndicator;
  schemeGroup: SchemeGroup;
  /** Index of the printed group it belongs into; null when the whole group is not there. */
  group: number | null;
}

/** The printed table laid against the scheme. */
export interface MatchedTable {
  rows: ScoreRow[];
  /** Scheme indicators that no row names, deleted rows included, and no odd row stands for. */
  missing: MissingIndicator[];
  /** Scheme group of each printed group; null when it is none of them. */
  groups: (SchemeGroup | null)[];
  /**
   * Whether the table can be judged. An office makes a slip or two in a table; where more rows than {@link MOST_ODD} are odd
   * (unknown, repeated, missing, other points, scored above them), it is rather the reading of the table that went wrong.
   */
  understood: boolean;
}

const MOST_ODD = 3;

/** Lays a printed score table against a scheme: nearest names first, so that no row is taken for two indicators nor one for its neighbour. */
export function matchRows(printed: readonly PrintedGroup[], scheme: CertificationScheme): MatchedTable {
  const rows: ScoreRow[] = printed.flatMap(({ indicators }, group) =>
    indicators.map((row, index) => ({ group, index, printed: row, indicator: null, repeats: null, standsFor: null })),
  );
  const homes = scheme.groups.flatMap((group) => group.indicators.map((indicator) => ({ indicator, group })));
  const groups = printed.map((group) => homeOf(group, scheme));
  const holder = new Map<SchemeIndicator, ScoreRow>();

  const pairs = rows.flatMap((row) => {
    const name = plainName(row.printed.name);
    const exact = homes.filter(({ indicator }) => isName(name, indicator));
    return (exact.length > 0 ? exact : homes).flatMap(({ indicator, group }) => {
      const distance = nameDistance(name, indicator);
      if (distance === null) return [];
      const elsewhere = groups[row.group] !== group;
      const otherPoints = row.printed.max !== null && row.printed.max !== indicator.max;
      // Only a name that is not quite right needs its place and points to agree.
      if (distance > 0.2 && elsewhere && otherPoints) return [];
      if (distance > 0.4 && plainPair(indicator) && (elsewhere || otherPoints)) return [];
      return [{ row, indicator, cost: distance + (elsewhere ? 0.05 : 0) + (otherPoints ? 0.05 : 0), distance }];
    });
  });
  pairs.sort((a, b) => a.cost - b.cost);
  for (const { row, indicator, distance } of pairs) {
    if (row.indicator !== null) continue;
    const first = holder.get(indicator);
    // A slip is taken for a second row of an indicator only when no other indicator is as near.
    if (first && distance > 0.2 && pairs.some((pair) => pair.row === row && pair.distance === distance && pair.indicator !== indicator))
      continue;
    row.indicator = indicator;
    if (first) row.repeats = first;
    else holder.set(indicator, row);
  }

  const unnamed = homes.filter(({ indicator }) => !holder.has(indicator));
  for (const row of rows.filter(({ indicator, repeats }) => indicator === null || repeats !== null)) {
    const here = unnamed.filter(({ group }) => group === groups[row.group]);
    const found = here.find(({ indicator }) => indicator.max === row.printed.max) ?? (row.indicator === null ? here[0] : undefined);
    if (!found) continue;
    row.standsFor = found.indicator;
    unnamed.splice(unnamed.indexOf(found), 1);
  }
  const missing = unnamed.map(({ indicator, group }) => {
    const index = groups.indexOf(group);
    return { indicator, schemeGroup: group, group: index === -1 ? null : index };
  });
  return { rows, missing, groups, understood: rows.filter(isOdd).length + missing.length <= MOST_ODD };
}

function isOdd({ printed, indicator, repeats }: ScoreRow): boolean {
  if (indicator === null || repeats !== null) return true;
  if (printed.deleted || printed.max === null) return false;
  return printed.max !== indicator.max || (printed.score !== null && printed.score > printed.max);
}

/** The scheme group a printed group is: by its name, else the one most of its rows belong to. */
function homeOf(printed: PrintedGroup, scheme: CertificationScheme): SchemeGroup | null {
  const near = nearestGroup(printed.name, scheme);
  if (near) return near;
  const counts = scheme.groups.map((group) => ({
    group,
    rows: printed.indicators.filter((row) =>
      group.indicators.some((indicator) => (nameDistance(plainName(row.name), indicator) ?? 1) <= 0.2),
    ).length,
  }));
  const best = counts.reduce((a, b) => (b.rows > a.rows ? b : a));
  return best.rows > 0 ? best.group : null;
}

function nearestGroup(name: string, scheme: CertificationScheme): SchemeGroup | null {
  const near = scheme.groups
    .map((group) => ({ group, distance: nameDistance(plainName(name), group) }))
    .filter((one): one is { group: SchemeGroup; distance: number } => one.distance !== null)
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.group ?? null;
}

/** Whether a slip in this name leaves only one character to know it by. */
function plainPair({ name }: SchemeIndicator): boolean {
  return name.length < 3;
}
