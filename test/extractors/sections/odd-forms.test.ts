import { describe, expect, it } from 'vitest';
import { readReport, type ReadReport } from '../../../extractors/sections/index.js';
import { HALVES_FORM, ROWED_FORM } from './forms.js';
import { paper } from './paper.js';

const read = (form: string): ReadReport => readReport(paper(form));

describe('a form with groups in rows of their own', () => {
  const { report } = read(ROWED_FORM);

  it('reads the groups, and no sentence as an indicator', () => {
    expect(
      report.score.groups?.map(({ name, max, subtotal, indicators }) => [name, max, subtotal, indicators.map((row) => row.name)]),
    ).toEqual([
      ['售后服务体系', 10, 9, ['组织架构', '人员配置']],
      ['商品服务', 12, 12, ['商品信息', '技术支持']],
    ]);
    expect(report.score).toMatchObject({ totalMax: 22, total: 21, formulaResult: 95.45 });
    expect(report.result).toEqual({ score: 95.45, star: 'five-star' });
  });

  it('reads labels without colons, bare marks and a title in two lines', () => {
    expect(report.cover).toMatchObject({ title: '服务认证评审报告', auditType: 'surveillance', address: '成都市高新区天府大道1号' });
    expect(report.basic).toMatchObject({ purpose: 'surveillance', auditMode: 'hybrid', incidents: { accidents: 'none' } });
    expect(report.internalEvaluation).toEqual({ date: '2020-01-05', score: 90, people: ['方静', '王一鸣'] });
  });

  it('puts a recommendation under the verdict that was taken', () => {
    expect(report.conclusion).toMatchObject({
      outcome: 'meets',
      ticked: ['meets'],
      tickedRecommendations: [{ under: 'meets', value: 'surveillance' }],
    });
  });
});

describe('a form set in halves side by side', () => {
  const { report, provenance } = read(HALVES_FORM);

  it('reads one block of columns after the other, groups with their subtotals', () => {
    expect(
      report.score.groups?.map(({ name, max, subtotal, indicators }) => [name, max, subtotal, ...indicators.map((row) => row.score)]),
    ).toEqual([
      ['售后服务体系', 10, 9, 4, 5],
      ['顾客服务', 25, 24, 14, 10],
    ]);
    expect(report.score).toMatchObject({ totalMax: 35, total: 33, specialDeduction: 0, specialBonus: null });
    expect(report.score.deductionLimit.principles).toBe('达到5个（含5个）以上');
  });

  it('reads letter-spaced labels, bare item numbers and labels without a blank between them', () => {
    expect(report.cover).toMatchObject({
      organization: '湖州清流环境技术有限公司',
      projectNumber: '10203-2022-SA',
      standardCode: 'GB/T27922—2011',
    });
    expect(report.scheme).toBe('gbt27922-2011');
    expect(report.basic.contact).toEqual({ name: '洪向阳', position: '客服经理', phone: '0572-2101010', email: 'a@example.com' });
    expect(report.basic.scope).toEqual({ text: '水处理设备的销售的售后服务', star: 'four-star' });
    expect(report.basic.coverage).toEqual({ start: '2021-01-10', end: '2022-03-07' });
  });

  it('knows boxes behind their words, and the branches below them', () => {
    expect(report.basic.siteType).toBe('multiple');
    expect(report.basic.branches).toEqual([
      '湖州清流衢州服务站：浙江省衢州市柯城区荷花路12号',
      '湖州清流丽水服务站：浙江省丽水市莲都区中山街9号',
    ]);
  });

  it('turns a team with one column per person', () => {
    expect(report.basic.auditors?.map(({ code, name, role, phone }) => [code, name, role, phone])).toEqual([
      ['A', '戴安', '组长', '13000000001'],
      ['B', '岳明', '组员', null],
    ]);
    expect(provenance['basic.auditors[1].phone']?.text).toBe('');
  });

  it('reads an internal evaluation from a table, which is no paragraph', () => {
    expect(report.internalEvaluation).toEqual({ date: '2022-01-06', score: 98.5, people: ['戴林', '岳华'] });
    expect(report.narrative.paragraphs).toEqual(['企业围绕水处理设备建立了服务体系。']);
  });
});

describe('lists in tables and sentences', () => {
  it('reads branches from a table below the question', () => {
    const { report } = read(
      HALVES_FORM.replace(
        /5 场所[^]*?9号\n/u,
        '5 场所：☐单一场所 ☑多场所\n| 序号 | 分场所名称及地址 |\n| 1 | 湖州清流金华服务站：浙江省金华市婺城区八一路3号 |\n',
      ),
    );
    expect(report.basic.branches).toEqual(['湖州清流金华服务站：浙江省金华市婺城区八一路3号']);
  });

  it('reads a team told in sentences', () => {
    const { report } = read(
      HALVES_FORM.replace(/\|   \| A[^]*?第二部分/u, '组长：戴安 证书号：2021-S1SC-1000001 专业代码：02.01 电话：13000000001\n第二部分'),
    );
    expect(report.basic.auditors).toEqual([
      {
        code: null,
        name: '戴安',
        role: '组长',
        certificateNumber: '2021-S1SC-1000001',
        specialtyCode: '02.01',
        phone: '13000000001',
      },
    ]);
  });
});

describe('a score table with sub-items', () => {
  const table = (rows: string): string => HALVES_FORM.replace(/\| 指标[^]*?\| 总计[^\n]*\n/u, rows);

  it('takes one merged score for one indicator', () => {
    const { report } = read(
      table(`| 一级指标 | 二级指标 | 评价要点 | 分值 | 得分 |
| 售后服务体系（10分） | 组织架构 | 设立部门 | 4 | 4 |
| ^ | ^ | 职能明确 | ^ | ^ |
| ^ | 人员配置 | 持证 | 6 | 5 |
| ^ | ^ | 培训 | ^ | ^ |
| 顾客服务（25分） | 顾客关系 | 回访 | 15 | 14 |
| ^ | 投诉处理 | 渠道 | 10 | 10 |
`),
    );
    expect(report.score.groups?.map(({ indicators }) => indicators.map(({ name, max, score }) => [name, max, score]))).toEqual([
      [
        ['组织架构', 4, 4],
        ['人员配置', 6, 5],
      ],
      [
        ['顾客关系', 15, 14],
        ['投诉处理', 10, 10],
      ],
    ]);
  });

  it('believes no groups whose points are not those of their indicators', () => {
    const { report, provenance } = read(
      table(`| 一级指标 | 二级指标 | 分值 | 得分 |
| 售后服务体系（10分） | 组织架构 | 15 | 4 |
| ^ | 人员配置 | 10 | 5 |
| 顾客服务（25分） | 顾客关系 | 4 | 4 |
| ^ | 投诉处理 | 6 | 5 |
| 总计 | < | 35 | 18 |
`),
    );
    expect(report.score.groups).toBeNull();
    expect(report.score.total).toBe(18);
    expect(Object.keys(provenance).filter((path) => path.startsWith('score.groups'))).toEqual([]);
  });

  it('gives no figures where sub-items have scores of their own', () => {
    const { report } = read(
      table(`| 一级指标 | 二级指标 | 评价要点 | 分值 | 得分 |
| 售后服务体系 | 组织架构 | 设立部门 | 2 | 2 |
| ^ | ^ | 职能明确 | 2 | 1 |
| ^ | 人员配置 | 持证 | 3 | 3 |
| ^ | ^ | 培训 | 3 | 3 |
| ^ | 资源配置 | 经费 | 6 | 5 |
`),
    );
    expect(report.score.groups).toBeNull();
  });
});
