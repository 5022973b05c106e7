import { describe, expect, it } from 'vitest';
import { between, Decimal, exactly } from '../../../validators/scoring/interval.js';
import { mayBe, printedFigure, standsFor } from '../../../validators/scoring/printed.js';

describe('printed figures', () => {
  it.each([
    [95.5, '95.50', 2],
    [95.5, '总计：95.5分', 1],
    [95, '95', 0],
    [95, '95.0', 1],
    [95, '９５．００', 2],
    [-1, '-1.0', 1],
    [95.5, null, 1],
    [95.5, '96.125', 1],
    [100, '95.5/100.0', 1],
  ])('%d printed as %s has %d decimals', (value, text, decimals) => {
    expect(printedFigure(value, text)).toEqual({ value: new Decimal(value), decimals });
  });

  it('stand for half a unit below, and up to a whole one above', () => {
    const { low, high, openHigh } = standsFor({ value: new Decimal('95.4'), decimals: 1 });
    expect([low.toString(), high.toString(), openHigh]).toEqual(['95.35', '95.5', true]);
  });
});

describe('what a printed figure may be', () => {
  const printed = (text: string): ReturnType<typeof printedFigure> => printedFigure(Number(text), text);

  it.each([
    ['95.4', '95.4082', true],
    ['95.4', '95.35', true],
    ['95.4', '95.3499', false],
    ['95.4', '95.4999', true],
    ['95.4', '95.5', false],
    ['95', '95.41', true],
    ['95', '94.5', true],
    ['94', '95.41', false],
    ['95.40', '95.4199', false],
  ])('a quotient printed as %s of %s: %s', (text, value, expected) => {
    expect(mayBe(printed(text), exactly(value), 'quotient')).toBe(expected);
  });

  it('a score over the full points is not rounded to whole points', () => {
    expect(mayBe(printed('95'), exactly('95.5'), 'full')).toBe(false);
    expect(mayBe(printed('96'), exactly('95.5'), 'full')).toBe(false);
    expect(mayBe(printed('95.3'), exactly('95.33'), 'full')).toBe(true);
  });

  it('a figure of the table is exact', () => {
    expect(mayBe(printed('95.3'), exactly('95.33'), 'exact')).toBe(false);
    expect(mayBe(printed('95.50'), exactly('95.5'), 'exact')).toBe(true);
    expect(mayBe(printed('95'), between(91, 95), 'exact')).toBe(true);
    expect(mayBe(printed('95.5'), between(91, 95), 'exact')).toBe(false);
  });
});
