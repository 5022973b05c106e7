import { describe, expect, it } from 'vitest';
import { groupsFit } from '../../../extractors/sections/score-trust.js';
import type { IndicatorGroup, Table } from '../../../model/index.js';

const table = (issues: Table['issues'] = []): Table => ({
  parts: [{ page: 1, box: [0, 0, 100, 100] }],
  rows: 1,
  columns: 1,
  cells: [],
  ruled: true,
  issues,
});

const group = (max: number | null, points: (number | null)[]): IndicatorGroup => ({
  name: '商品服务',
  max,
  subtotal: null,
  indicators: points.map((each, index) => ({ name: `指标${index}`, max: each, score: each, deleted: each === null, remark: null })),
});

describe('groups and their indicators', () => {
  it('fit when their points add up, and when deleted indicators show none', () => {
    expect(groupsFit([table()], [group(40, [20, 20]), group(35, [6, 6, null, 10, 7, null]), group(25, [15, 10])])).toBe(true);
  });

  it('do not fit in a doubtful table when a group holds more points than its own, whatever else shows none: rows of another group are among them', () => {
    const swallowed = [group(40, [20, 20, 6, 6, null]), group(25, [15, 10])];
    expect(groupsFit([table(['ragged-rows'])], swallowed)).toBe(false);
    expect(groupsFit([table()], swallowed)).toBe(true);
  });
});
