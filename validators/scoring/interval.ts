import { Decimal as Base } from 'decimal.js';

/** Decimals with 40 significant digits: sums of printed figures are exact, quotients far finer than any print. */
export const Decimal = Base.clone({ precision: 40, rounding: Base.ROUND_HALF_UP });
export type Decimal = Base;

/** All values from `low` to `high`; `high` itself belongs to it unless `openHigh`. A single value has low = high. */
export interface Interval {
  low: Decimal;
  high: Decimal;
  openHigh?: boolean;
}

export function exactly(value: Base.Value): Interval {
  return { low: new Decimal(value), high: new Decimal(value) };
}

export function between(low: Base.Value, high: Base.Value): Interval {
  return { low: new Decimal(low), high: new Decimal(high) };
}

export function isExact({ low, high }: Interval): boolean {
  return low.eq(high);
}

/** Both must be closed, which all sums and quotients are. */
export function add(a: Interval, b: Interval): Interval {
  return { low: a.low.plus(b.low), high: a.high.plus(b.high) };
}

/** value × numerator / denominator, in this order, so that a full quotient stays exact. */
export function scale({ low, high }: Interval, numerator: Decimal, denominator: Decimal): Interval {
  return { low: low.times(numerator).div(denominator), high: high.times(numerator).div(denominator) };
}

/** Nothing above `limit`. */
export function cap({ low, high }: Interval, limit: Decimal): Interval {
  return { low: Decimal.min(low, limit), high: Decimal.min(high, limit) };
}

export function overlaps(a: Interval, b: Interval): boolean {
  return reaches(a, b.low) && reaches(b, a.low);
}

/** The value of an interval nearest to the given one. */
export function nearest({ low, high }: Interval, value: Decimal): Decimal {
  return Decimal.max(low, Decimal.min(high, value));
}

export function total(values: Iterable<Base.Value>): Decimal {
  let sum = new Decimal(0);
  for (const value of values) sum = sum.plus(value);
  return sum;
}

function reaches({ high, openHigh }: Interval, low: Decimal): boolean {
  return openHigh ? high.gt(low) : high.gte(low);
}
