import type { CertificationScheme, Star } from '../../model/index.js';
import { Decimal, type Decimal as Exact } from './interval.js';

/** The level a score earns; bounds are inclusive, below the lowest it is `fail`. */
export function starFor(scheme: CertificationScheme, score: Exact | number): Star {
  return scheme.stars.find(({ from }) => new Decimal(score).gte(from))?.star ?? 'fail';
}

/** The lowest score that passes. */
export function passMark(scheme: CertificationScheme): number {
  return scheme.stars.at(-1)?.from ?? 0;
}

/** The lowest score of a level; null for `fail` and for levels the scheme does not give. */
export function starFrom(scheme: CertificationScheme, star: Star): number | null {
  return scheme.stars.find((level) => level.star === star)?.from ?? null;
}
