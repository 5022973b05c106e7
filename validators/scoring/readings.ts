import { mayBe, type PrintedFigure } from './printed.js';
import { add, cap, Decimal, exactly, scale, type Interval } from './interval.js';

/**
 * What a score is made of. Several sums, points or special items stand for "any of these" (a row in doubt, an unread cell);
 * normally there is one of each.
 */
export interface ScoreParts {
  /** Points got over the applicable indicators. */
  sums: Interval[];
  /** Points of the applicable indicators. */
  points: Decimal[];
  /** What the whole table is worth (100). */
  full: Decimal;
  /** Points off and on outside the table, both positive. */
  deductions: Decimal[];
  bonuses: Decimal[];
}

/** How the special items enter the score, which the standard does not settle. */
export type SpecialItems = 'not-counted' | 'counted' | 'before' | 'after';

export interface ScoreReading {
  items: SpecialItems;
  capped: boolean;
  value: Interval;
  /** The points divided by; null for a table total, which is a plain sum. */
  points: Decimal | null;
}

/** What the table's total may be: the scores alone, or with the special items counted in, held at the applicable points or not. */
export function totalReadings({ sums, points, deductions, bonuses }: ScoreParts): ScoreReading[] {
  const readings: ScoreReading[] = [];
  for (const sum of sums) {
    readings.push({ items: 'not-counted', capped: false, value: sum, points: null });
    for (const items of specials(deductions, bonuses)) {
      const value = add(sum, items);
      readings.push({ items: 'counted', capped: false, value, points: null });
      for (const limit of points) readings.push({ items: 'counted', capped: true, value: cap(value, limit), points: null });
    }
  }
  return distinct(readings);
}

/** What the score (got / applicable × full) may be: special items not counted, counted before or after normalising, capped or not. */
export function scoreReadings({ sums, points, full, deductions, bonuses }: ScoreParts): ScoreReading[] {
  const readings: ScoreReading[] = [];
  for (const applicable of points.filter((one) => one.gt(0))) {
    for (const sum of sums) {
      readings.push({ items: 'not-counted', capped: false, value: scale(sum, full, applicable), points: applicable });
      for (const items of specials(deductions, bonuses)) {
        const before = scale(add(sum, items), full, applicable);
        const after = add(scale(sum, full, applicable), items);
        const normalised = !applicable.eq(full);
        for (const [kind, value] of [[normalised ? 'before' : 'counted', before] as const, ['after', after] as const]) {
          readings.push({ items: kind, capped: false, value, points: applicable });
          readings.push({ items: kind, capped: true, value: cap(value, full), points: applicable });
        }
      }
    }
  }
  return distinct(readings);
}

/** Whether a printed score may be one of these readings. */
export function matchesReading(
  printed: PrintedFigure,
  readings: readonly Pick<ScoreReading, 'value' | 'points'>[],
  full: Decimal,
): boolean {
  return readings.some(({ value, points }) => mayBe(printed, value, points === null ? 'exact' : points.eq(full) ? 'full' : 'quotient'));
}

function specials(deductions: Decimal[], bonuses: Decimal[]): Interval[] {
  return deductions.flatMap((deduction) => bonuses.map((bonus) => exactly(bonus.minus(deduction))));
}

/** The first reading of each value: not counted before counted, uncapped before capped. */
function distinct(readings: ScoreReading[]): ScoreReading[] {
  const seen = new Map<string, ScoreReading>();
  for (const reading of readings) {
    const key = `${reading.value.low.toString()}:${reading.value.high.toString()}`;
    if (!seen.has(key)) seen.set(key, reading);
  }
  return [...seen.values()];
}
