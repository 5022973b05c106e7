import { describe, expect, it } from 'vitest';
import { dateProblem, fullDates, projectYear } from '../../../validators/words/dates.js';

describe('fullDates', () => {
  it('reads every notation, spaced or full-width, and no gap', () => {
    expect(fullDates('２０２４ 年 2 月 30 日上午至2024-03-01，2024.3.2、2024/3/3，2024年  月  日').map(({ text }) => text)).toEqual([
      '2024年2月30日',
      '2024-03-01',
      '2024.3.2',
      '2024/3/3',
    ]);
  });
  it('does not read a date out of a longer number', () => {
    expect(fullDates('12024-03-012')).toEqual([]);
  });
});

describe('dateProblem', () => {
  const date = (year: number, month: number, day: number) => ({ year, month, day, text: '' });
  it('knows leap years', () => {
    expect(dateProblem(date(2024, 2, 29))).toBeNull();
    expect(dateProblem(date(2023, 2, 29))).toEqual({ kind: 'day', days: 28 });
    expect(dateProblem(date(1900, 2, 29))).toEqual({ kind: 'day', days: 28 });
  });
  it('knows days and months that are none', () => {
    expect(dateProblem(date(2024, 4, 31))).toEqual({ kind: 'day', days: 30 });
    expect(dateProblem(date(2024, 4, 0))).toEqual({ kind: 'day', days: 30 });
    expect(dateProblem(date(2024, 13, 1))).toEqual({ kind: 'month', days: 0 });
  });
});

describe('projectYear', () => {
  it.each([
    ['20417-2024-SA', 2024],
    ['20417-2024-SA-1', 2024],
    ['20417-24-SA', null],
    ['204172024SA', null],
  ])('%s: %s', (number, year) => {
    expect(projectYear(number)).toBe(year);
  });
});
