import { describe, expect, it } from 'vitest';
import type { AuditReport } from '../../../model/index.js';
import { readReport } from '../../../extractors/sections/index.js';
import { paper } from './paper.js';

/** The score read from a section 2 between two others. */
function scoreOf(section: string): AuditReport['score'] {
  const form = `
# 服务认证审查报告
\f
# 1、基本信息
受审查方名称：湖州清流环境技术有限公司
# 2、审查结果
${section}
# 3、服务体系概述
概述文字。
`;
  return readReport(paper(form)).report.score;
}

/** Names, points, subtotal and scores of the groups. */
function groupsOf({ groups }: AuditReport['score']): unknown {
  return groups?.map(({ name, max, subtotal, indicators }) => [
    name,
    max,
    subtotal,
    ...indicators.map((row) => [row.name, row.max, row.score]),
  ]);
}

const TWO_GROUPS = [
  ['售后服务体系', 10, 8.5, ['组织架构', 4, 3], ['人员配置', 6, 5.5]],
  ['顾客服务', 25, 24, ['顾客关系', 15, 14], ['投诉处理', 10, 10]],
];

describe('names with numbers before and points behind', () => {
  it.each([
    ['A1 ', 'B1 ', 'A ', 'B '],
    ['5.1.1 ', '5.3.1', '5.1 ', '5.3 '],
    ['1) ', '2）', '一、', '二、'],
    ['①', '②', '（一）', 'Ⅲ '],
  ])('%s and %s, groups with %s', (one, two, first, second) => {
    const score = scoreOf(`
| 一级指标 | 二级指标 | 分值 | 得分 | 小计 |
| ${first}售后服务体系（满分10分） | ${one}组织架构（4分） | 4 | 3 | 8.5 |
| ^ | ${two}人员配置 (6分) | 6 | 5.5 | ^ |
| ${second}顾客服务（满分25分） | ${one}顾客关系 | 15 | 14 | 24 |
| ^ | ${two}投诉处理 | 10 | 10 | ^ |
| 合计 | < | 35 | 32.5 | |`);
    expect(groupsOf(score)).toEqual(TWO_GROUPS);
    expect(score).toMatchObject({ totalMax: 35, total: 32.5 });
  });
});

const TOTALS = `
| 特别减分项（5项（含）以上不通过） | 2 | 特别加分项 |  |
| 涉及项总分值 | 35 | 总得分 | 30.5 |`;

describe('a score table for each group', () => {
  it('takes the groups from the lines above and the totals from a table of their own', () => {
    const score = scoreOf(`
一、售后服务体系（10分）
| 序号 | 评价指标 | 分值 | 得分 |
| 1 | 组织架构 | 4 | 3 |
| 2 | 人员配置 | 6 | 5.5 |
| 小计 | < | 10 | 8.5 |
二、顾客服务（25分）
| 序号 | 评价指标 | 分值 | 得分 |
| 1 | 顾客关系 | 15 | 14 |
| 2 | 投诉处理 | 10 | 10 |
| 小计 | < | 25 | 24 |
合并如下
${TOTALS}`);
    expect(groupsOf(score)).toEqual(TWO_GROUPS);
    expect(score).toMatchObject({ totalMax: 35, total: 30.5, specialDeduction: 2, specialBonus: null });
    expect(score.deductionLimit.table).toBe('5项（含）以上不通过');
  });

  it('takes them from rows of one grid, and 合计 at the end of each for its subtotal', () => {
    const score = scoreOf(`
| 一、售后服务体系（10分） | < | < | < |
| 序号 | 评价指标 | 分值 | 得分 |
| 1 | 组织架构 | 4 | 3 |
| 2 | 人员配置 | 6 | 5.5 |
| 合计 | < | 10 | 8.5 |
| 二、顾客服务（25分） | < | < | < |
| 序号 | 评价指标 | 分值 | 得分 |
| 1 | 顾客关系 | 15 | 14 |
| 2 | 投诉处理 | 10 | 10 |
| 合计 | < | 25 | 24 |
总的得分
${TOTALS}`);
    expect(groupsOf(score)).toEqual(TWO_GROUPS);
    expect(score).toMatchObject({ totalMax: 35, total: 30.5 });
  });

  it('reads total figures below their labels too, and none beside a word', () => {
    const rows = `
| 一级指标 | 二级指标 | 分值 | 得分 |
| 售后服务体系 | 组织架构 | 4 | 3 |
| ^ | 人员配置 | 6 | 5.5 |
| ^ | 资源配置 | 6 | 6 |
合并如下`;
    const below = scoreOf(`${rows}
| 特别减分项 | 特别加分项 | 涉及项总分值 | 总得分 |
| 0 | 1 | 16 | 15.5 |`);
    expect(below).toMatchObject({ specialDeduction: 0, specialBonus: 1, totalMax: 16, total: 15.5 });
    expect(scoreOf(`${rows}\n| 总得分 | 见附件 |\n| 涉及项总分值 | 16 |`)).toMatchObject({ totalMax: 16, total: null });
  });
});

describe('columns of a score table', () => {
  it('takes a column of findings for the remarks, and sub-items named like their indicator for no indicators', () => {
    const score = scoreOf(`
| 一级指标 | 二级指标 | 三级指标 | 满分 | 审核情况及扣分说明 | 得分 |
| 商品服务 | 维修 | 维修网点 | 10 | 查记录，符合要求。 | 9 |
| ^ | ^ | 维修时效 | ^ | ^ | ^ |
| ^ | 配送 | 配送及时 | 4 | 不涉及该业务，删减 |  |
| ^ | 质量保证 | 质量保证承诺 | 7 | 抽查2份，扣分。 | 6 |`);
    expect(score.groups?.[0]?.indicators).toEqual([
      { name: '维修', max: 10, score: 9, deleted: false, remark: '查记录，符合要求。' },
      { name: '配送', max: 4, score: null, deleted: true, remark: '不涉及该业务，删减' },
      { name: '质量保证', max: 7, score: 6, deleted: false, remark: '抽查2份，扣分。' },
    ]);
  });
});

describe('a row with the result below the scores', () => {
  it('is the result and no formula', () => {
    const table = `
| 一级指标 | 二级指标 | 分值 | 得分 |
| 顾客服务 | 顾客关系 | 15 | 14 |
| ^ | 投诉处理 | 10 | 10 |
| ^ | 监督 | 7 | 7 |
| 评价得分：96.88分 星级：五星级 | < | < | < |`;
    expect(scoreOf(table).formulaResult).toBeNull();
    expect(scoreOf(table.replace('96.88分 星级：五星级', '96.88分')).formulaResult).toBe(96.88);
  });
});
