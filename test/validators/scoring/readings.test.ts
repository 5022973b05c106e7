import { describe, expect, it } from 'vitest';
import { between, Decimal, exactly } from '../../../validators/scoring/interval.js';
import { scoreReadings, totalReadings, type ScoreParts } from '../../../validators/scoring/readings.js';

function parts(sum: number, points: number, deduction = 0, bonus = 0): ScoreParts {
  return {
    sums: [exactly(sum)],
    points: [new Decimal(points)],
    full: new Decimal(100),
    deductions: [new Decimal(deduction)],
    bonuses: [new Decimal(bonus)],
  };
}

const values = (readings: ReturnType<typeof totalReadings>): [string, boolean, string][] =>
  readings.map(({ items, capped, value }) => [items, capped, value.low.toDecimalPlaces(4).toString()]);

describe('totals', () => {
  it('are the sum alone without special items', () => {
    expect(values(totalReadings(parts(95.5, 100)))).toEqual([['not-counted', false, '95.5']]);
  });

  it('count them in or not, capped or not', () => {
    expect(values(totalReadings(parts(100, 100, 0, 1)))).toEqual([
      ['not-counted', false, '100'],
      ['counted', false, '101'],
    ]);
    expect(values(totalReadings(parts(99.5, 100, 0, 1)))).toEqual([
      ['not-counted', false, '99.5'],
      ['counted', false, '100.5'],
      ['counted', true, '100'],
    ]);
    expect(values(totalReadings(parts(95.5, 100, 2)))).toEqual([
      ['not-counted', false, '95.5'],
      ['counted', false, '93.5'],
    ]);
  });

  it('add what floats cannot', () => {
    expect(new Decimal(0.1).plus(0.2).eq(0.3)).toBe(true);
  });
});

describe('scores', () => {
  it('over the full points are the sum itself', () => {
    const [only, ...others] = scoreReadings(parts(95.5, 100));
    expect(others).toEqual([]);
    expect(only!.value.low.toString()).toBe('95.5');
  });

  it('count special items before or after normalising, or not at all', () => {
    expect(values(scoreReadings(parts(93.5, 98, 1)))).toEqual([
      ['not-counted', false, '95.4082'],
      ['before', false, '94.3878'],
      ['after', false, '94.4082'],
    ]);
  });

  it('are capped at the full score', () => {
    expect(values(scoreReadings(parts(98, 98, 0, 1)))).toEqual([
      ['not-counted', false, '100'],
      ['before', false, '101.0204'],
      ['after', false, '101'],
    ]);
  });

  it('leave every possibility of a row in doubt', () => {
    const [only] = scoreReadings({ ...parts(0, 100), sums: [between(91.5, 95.5)] });
    expect([only!.value.low.toString(), only!.value.high.toString()]).toEqual(['91.5', '95.5']);
  });

  it('are none when nothing applies', () => {
    expect(scoreReadings(parts(0, 0))).toEqual([]);
  });
});
