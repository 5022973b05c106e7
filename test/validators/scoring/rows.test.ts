import { describe, expect, it } from 'vitest';
import { matchRows, type MatchedTable, type PrintedGroup } from '../../../validators/scoring/rows.js';
import { pointsOf, sumsOf } from '../../../validators/scoring/table-sums.js';
import { GBT27922_2011 } from '../../../validators/schemes/gbt27922-2011.js';
import { cleanReport } from '../clean-report.js';

function table(change: (groups: PrintedGroup[]) => void = () => undefined): MatchedTable {
  const { groups } = cleanReport().score;
  change(groups!);
  return matchRows(groups!, GBT27922_2011);
}

const named = (matched: MatchedTable): (string | null)[] => matched.rows.map(({ indicator }) => indicator?.name ?? null);

describe('rows against the scheme', () => {
  it('each find their indicator', () => {
    const matched = table();
    expect(named(matched)).toEqual(GBT27922_2011.groups.flatMap(({ indicators }) => indicators.map(({ name }) => name)));
    expect(matched.missing).toEqual([]);
  });

  it('every alias finds its indicator, wherever the others stand', () => {
    for (const group of GBT27922_2011.groups) {
      for (const indicator of group.indicators) {
        for (const alias of indicator.aliases) {
          const matched = table((groups) => {
            for (const one of groups) for (const row of one.indicators) if (row.name === indicator.name) row.name = alias;
          });
          expect(named(matched), alias).toEqual(named(table()));
        }
      }
    }
  });

  it.each([
    ['组织构架', '组织架构'],
    ['人员酉置', '人员配置'],
    ['资源配制', '资源配置'],
    ['规范要求。', '规范要求'],
    ['监督（7分）', '监督'],
    ['4.1.6改进', '改进'],
    ['（7）服务文化', '服务文化'],
    ['商品 信息', '商品信息'],
    ['技术支侍', '技术支持'],
    ['维修 服务', '维修'],
    ['废弃商品回妆', '废弃商品回收'],
    ['投诉处埋', '投诉处理'],
  ])('knows %s', (printed, name) => {
    const matched = table((groups) => {
      for (const one of groups) for (const row of one.indicators) if (row.name === name) row.name = printed;
    });
    expect(matched.rows.find((row) => row.printed.name === printed)?.indicator?.name).toBe(name);
    expect(matched.missing).toEqual([]);
  });

  it.each(['物流', '绿色包装', '服务', '社会责任', ''])('does not know %s', (name) => {
    const matched = table((groups) => groups[2]!.indicators.push({ name, max: 3, score: 3, deleted: false, remark: null }));
    expect(matched.rows.at(-1)).toMatchObject({ indicator: null, standsFor: null });
  });

  it('works in any order of groups and rows', () => {
    const matched = table((groups) => {
      groups.reverse();
      for (const group of groups) group.indicators.reverse();
    });
    expect(matched.missing).toEqual([]);
    expect(matched.groups.map((group) => group?.name)).toEqual(['顾客服务', '商品服务', '售后服务体系']);
  });
});

describe('sums of a table', () => {
  const plain = (values: { low: { toString(): string }; high: { toString(): string } }[]): string[] =>
    values.map(({ low, high }) => (low.toString() === high.toString() ? low.toString() : `${low.toString()}..${high.toString()}`));

  it('are one exact value for a table in order', () => {
    expect(plain(sumsOf(table()))).toEqual(['95.5']);
    expect([0, 1, 2].flatMap((group) => plain(sumsOf(table(), group)))).toEqual(['39', '31.5', '25']);
    expect(pointsOf(table(), [40, 35, 25]).map(String)).toEqual(['100']);
  });

  it('leave a missing row open up to its points', () => {
    const matched = table((groups) => groups[1]!.indicators.splice(2, 1));
    expect(plain(sumsOf(matched))).toEqual(['91.5..95.5']);
    expect(pointsOf(matched, [40, 35, 25]).map(String)).toEqual(['100', '96']);
  });

  it('count a second row or not', () => {
    const matched = table((groups) => groups[1]!.indicators.push({ ...groups[1]!.indicators[2]!, score: 3 }));
    expect(plain(sumsOf(matched))).toEqual(['98.5', '95.5', '94.5']);
  });

  it('stay few for a table in complete disorder', () => {
    const matched = table((groups) => {
      for (const group of groups) for (const [index, row] of group.indicators.entries()) row.score = 100 + index * 0.01;
    });
    expect(sumsOf(matched).length).toBeLessThanOrEqual(64);
  });

  it('do without deleted rows', () => {
    const matched = table((groups) => Object.assign(groups[1]!.indicators[5]!, { deleted: true, score: null }));
    expect(plain(sumsOf(matched))).toEqual(['93.5']);
    expect(pointsOf(matched, [40, 35, 25]).map(String)).toEqual(['98']);
    expect(pointsOf(matched, [40, 33, 25]).map(String)).toEqual(['98']);
    expect(pointsOf(matched, [40, 36, 25]).map(String)).toEqual(['98', '101', '99']);
  });
});
