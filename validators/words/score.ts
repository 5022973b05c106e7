import type { FindingDatum, LocalizedText } from '../../model/index.js';
import { Decimal, isExact, type Interval } from '../scoring/interval.js';
import type { ScoreReading } from '../scoring/readings.js';

const ITEMS: Readonly<Record<ScoreReading['items'], LocalizedText>> = {
  'not-counted': { zh: '不计特别加减分项', en: 'special items not counted' },
  counted: { zh: '计入特别加减分项', en: 'special items counted' },
  before: { zh: '先计入特别加减分项再折算', en: 'special items counted before normalising' },
  after: { zh: '折算后再计入特别加减分项', en: 'special items counted after normalising' },
};

/** At most two decimals, as reports print figures; a finer value is rounded. */
export function figure(value: Decimal | number): string {
  return new Decimal(value).toDecimalPlaces(2).toString();
}

export function range({ low, high }: Interval): string {
  return low.eq(high) ? figure(low) : `${figure(low)}–${figure(high)}`;
}

/** "95.5", or every reading with its value where the special items make a difference. */
export function readingWords(readings: readonly ScoreReading[]): LocalizedText {
  const first = readings[0];
  if (first && readings.length === 1) return { zh: range(first.value), en: range(first.value) };
  const said = readings.map(({ items, capped, value }) => ({
    zh: `${range(value)}（${ITEMS[items].zh}${capped ? '，封顶' : ''}）`,
    en: `${range(value)} (${ITEMS[items].en}${capped ? ', capped' : ''})`,
  }));
  return { zh: said.map(({ zh }) => zh).join('或 '), en: said.map(({ en }) => en).join(' or ') };
}

/** The readings as data: what each gives. */
export function readingData(readings: readonly ScoreReading[]): FindingDatum[] {
  return readings.map(({ items, capped, value }) => ({
    specialItems: items,
    capped,
    value: isExact(value) ? datum(value.low) : [datum(value.low), datum(value.high)],
  }));
}

/** A figure for a finding's data: quotients to four decimals, everything else exact. */
export function datum(value: Decimal): number {
  return value.toDecimalPlaces(4).toNumber();
}

/** The reading nearest to what is printed. */
export function nearestReading(readings: readonly ScoreReading[], printed: Decimal): Decimal {
  const distances = readings.map(({ value }) => Decimal.max(value.low, Decimal.min(value.high, printed)));
  return distances.reduce((a, b) => (b.minus(printed).abs().lt(a.minus(printed).abs()) ? b : a));
}
