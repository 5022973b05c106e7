import { Decimal, exactly, overlaps, type Interval } from './interval.js';

/** A figure as printed: "95.50" is 95.5 with two decimals. */
export interface PrintedFigure {
  value: Decimal;
  decimals: number;
}

/**
 * The figure behind a value and its printed text. The text only adds trailing zeros: where it does not hold this very
 * value (a unit printed before it, nothing read), the value's own digits count.
 */
export function printedFigure(value: number, text: string | null): PrintedFigure {
  const exact = new Decimal(value);
  const digits = (text ?? '').normalize('NFKC').match(/\d+(?:\.\d+)?/g) ?? [];
  const same = digits.find((one) => new Decimal(one).eq(exact.abs()));
  return { value: exact, decimals: same === undefined ? exact.decimalPlaces() : (same.split('.')[1] ?? '').length };
}

/**
 * What printed digits may stand for when the figure was rounded: half a unit of the last digit either way, and up to
 * (not including) a whole unit above, because neither standard nor form says how to round and offices also cut digits off.
 */
export function standsFor({ value, decimals }: PrintedFigure): Interval {
  const unit = new Decimal(10).pow(-decimals);
  return { low: value.minus(unit.div(2)), high: value.plus(unit), openHigh: true };
}

/**
 * Whether a printed figure may be this value. A figure of the table is exact. A quotient of a table with deletions is printed
 * rounded to any number of decimals. A score over the full points needs no rounding, so a whole number stands for itself
 * there (95 is not 95.5); only figures with decimals may be rounded ones (95.3 for 95.33, scores given in proportion).
 */
export function mayBe(printed: PrintedFigure, value: Interval, kind: 'exact' | 'full' | 'quotient'): boolean {
  if (overlaps(exactly(printed.value), value)) return true;
  if (kind === 'exact' || (kind === 'full' && printed.decimals === 0)) return false;
  return overlaps(standsFor(printed), value);
}
