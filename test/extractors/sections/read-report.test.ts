import { describe, expect, it } from 'vitest';
import { AuditReport, leaves } from '../../../model/index.js';
import { readReport, type ReadReport } from '../../../extractors/sections/index.js';
import { GRID_FORM, HALVES_FORM, MARKLESS_FORM, ROWED_FORM, WORDED_FORM } from './forms.js';
import { paper } from './paper.js';

const read = (form: string): ReadReport => readReport(paper(form));

describe('a form whose choices are stated in words', () => {
  const { report, provenance, sections, issues } = read(WORDED_FORM);

  it('finds all sections and no sub-heading among them', () => {
    expect(sections.map(({ id }) => id)).toEqual(['cover', 'basic', 'result', 'narrative', 'suggestions', 'conclusion']);
    expect(issues).toEqual([]);
    expect(report.narrative.paragraphs).toHaveLength(5);
    expect(report.narrative.paragraphs?.[0]).toMatch(/^青岛海岚.*培训后上岗。$/u);
  });

  it('reads the cover', () => {
    expect(report.scheme).toBe('gbt27922-2011');
    expect(report.cover).toEqual({
      certificationBody: '华东质信认证中心有限公司',
      title: '商品售后服务评价报告',
      organization: '青岛海岚空调工程有限公司',
      projectNumber: '30211-2021-SB',
      standardCode: 'GB/T27922-2011',
      auditType: 'surveillance',
      address: null,
      phone: null,
      postcode: null,
    });
  });

  it('reads section 1 by its labels, whatever the office calls them', () => {
    expect(report.basic).toMatchObject({
      registeredAddress: '山东省青岛市市北区鞍山路12号',
      auditAddress: '山东省青岛市市北区鞍山路12号3楼',
      siteType: 'single',
      branches: [],
      contact: { name: '孙嘉木', position: null, phone: '13812345678', email: 'sjm@example.cn' },
      purpose: 'surveillance',
      criteriaStandardCode: 'GB/T27922-2011',
      scope: { text: '中央空调的销售与安装的售后服务', star: 'four-star' },
      auditMode: 'onsite',
      mysteryVisit: 'none',
      audit: { start: '2021-06-05', end: '2021-06-07' },
      incidents: { accidents: 'none', complaints: 'some', spotChecks: 'none', enforcement: 'none' },
      incidentNotes: { accidents: null, complaints: '共3起，已全部关闭' },
      remoteAudit: { applicable: false },
    });
    expect(report.observed.choices).toEqual([]);
  });

  it('keeps an impossible date as printed, without a value', () => {
    expect(report.basic.coverage).toEqual({ start: '2020-06-08', end: null });
    expect(provenance['basic.coverage.end']?.text).toBe('2021-06-31');
  });

  it('tells a blank from a label that is not there', () => {
    expect(provenance['basic.contact.position']).toMatchObject({ text: '' });
    expect(provenance['basic.risks']).toBeUndefined();
    expect(provenance['basic.auditors[1].phone']).toMatchObject({ text: '' });
  });

  it('reads the team by its header', () => {
    expect(report.basic.auditors).toEqual([
      { code: null, name: '吕明谦', role: '评价组长', certificateNumber: '2019-N1FW-1234567', specialtyCode: null, phone: '13900001111' },
      { code: null, name: '邱可言', role: '评价员', certificateNumber: '2020-N1FW-7654321', specialtyCode: null, phone: null },
    ]);
  });

  it('reads the score table: the score, not the deduction; deletions, blanks, subtotals', () => {
    const [system, goods, customers] = report.score.groups ?? [];
    expect([system?.name, system?.max, system?.subtotal, system?.indicators.length]).toEqual(['售后服务体系', 40, 38.5, 7]);
    expect(system?.indicators[1]).toEqual({ name: '人员配置', max: 6, score: 5.5, deleted: false, remark: '培训记录不全' });
    expect(goods?.indicators.map(({ score, deleted }) => [score, deleted])).toEqual([
      [6, false],
      [6, false],
      [4, false],
      [null, false],
      [7, false],
      [null, true],
    ]);
    expect(provenance['score.groups[1].indicators[3].score']?.text).toBe('');
    expect([customers?.max, customers?.subtotal]).toEqual([25, null]);
    expect(report.score).toMatchObject({ specialDeduction: 0, specialBonus: null, totalMax: 98, total: 92.5, formulaResult: 94.39 });
    expect(provenance['score.specialBonus']?.text).toBe('');
    expect(report.score.deductionLimit.table).toBe('5分及以上不通过');
    expect(report.result).toEqual({ score: 94.39, star: 'four-star' });
  });

  it('reads the internal evaluation out of the prose', () => {
    expect(report.internalEvaluation).toEqual({ date: '2021-03-12', score: 96, people: ['周子昂', '何清'] });
  });

  it('takes one verdict in words as the conclusion', () => {
    expect(report.conclusion).toEqual({
      outcome: 'meets',
      ticked: null,
      recommendation: 'surveillance',
      tickedRecommendations: null,
      scope: { text: '中央空调的销售与安装的售后服务', star: 'four-star' },
      compiler: '吕明谦',
      compiledDate: '2021-06-08',
    });
  });
});

describe('a form that is one long table', () => {
  const { report, sections, provenance } = read(GRID_FORM);

  it('finds sections in rows of their own', () => {
    expect(sections.map(({ id }) => id)).toEqual(['cover', 'basic', 'result', 'narrative', 'suggestions', 'conclusion']);
  });

  it('reads label and value cells, boxes behind their words and boxes in brackets', () => {
    expect(report.cover).toMatchObject({ certificationBody: '中衡标准认证有限公司', auditType: 'initial', standardCode: 'GB/T27922-2011' });
    expect(report.basic).toMatchObject({
      organization: '合肥拓域电梯有限公司',
      projectNumber: '51234-2019-SA',
      auditAddress: '安徽省合肥市蜀山区长江西路88号A座',
      contact: { name: '潘若溪', position: '管理者代表', phone: '0551-65551234', email: 'p@example.cn' },
      purpose: 'initial',
      siteType: 'multiple',
      branches: [
        '合肥拓域电梯有限公司芜湖分公司，安徽省芜湖市镜湖区北京路5号',
        '合肥拓域电梯有限公司安庆分公司，安徽省安庆市迎江区人民路9号',
      ],
      scope: { text: '电梯的销售、安装、维修的售后服务', star: 'five-star' },
      mysteryVisit: 'onsite',
      mysteryVisitDates: { onsite: { start: '2019-05-01', end: '2019-05-02' } },
      audit: { start: '2019-05-06', end: '2019-05-08' },
    });
  });

  it('gives no value where two boxes are ticked or one cannot be told', () => {
    expect(report.basic.auditMode).toBeNull();
    expect(report.basic.incidents).toMatchObject({ accidents: 'none', complaints: null });
    expect(report.observed.choices).toContainEqual({
      field: 'basic.auditMode',
      marks: true,
      options: [
        { value: 'onsite', state: 'ticked' },
        { value: 'remote', state: 'empty' },
        { value: 'hybrid', state: 'ticked' },
      ],
    });
    expect(provenance['basic.auditMode']?.text).toContain('☑现场审核');
  });

  it('ends the team where its rows end', () => {
    expect(report.basic.auditors?.map(({ name }) => name)).toEqual(['丁一凡', '田野']);
  });

  it('reads result and conclusion', () => {
    expect(report.score).toMatchObject({ totalMax: 16, total: 16, formulaResult: 100 });
    expect(report.result).toEqual({ score: 100, star: 'five-star' });
    expect(report.conclusion).toMatchObject({ outcome: 'meets', recommendation: 'initial', compiledDate: '2019-05-10' });
  });
});

describe('a form whose boxes are lost', () => {
  const { report, provenance } = read(MARKLESS_FORM);

  it('takes no option for the answer when several are printed', () => {
    expect(report.cover.auditType).toBeNull();
    expect(report.basic).toMatchObject({ purpose: null, siteType: null });
    expect(report.conclusion).toMatchObject({ outcome: null, ticked: null, recommendation: null });
    for (const { marks, options } of report.observed.choices) {
      expect(marks).toBe(false);
      expect(options.every(({ state }) => state === 'unknown')).toBe(true);
    }
    expect(report.observed.choices.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['cover.auditType', 'basic.purpose', 'basic.siteType', 'basic.incidents.accidents', 'conclusion.outcome']),
    );
  });

  it('keeps what is printed: odd code, spaced title, dates over a line end', () => {
    expect(report.cover.title).toBe('服务认证审查报告');
    expect(report.basic.criteriaStandardCode).toBe('GT/T27922-2011');
    expect(report.basic.audit).toEqual({ start: null, end: '2024-03-01' });
    expect(report.basic.coverage).toEqual({ start: '2023-01-01', end: '2024-03-01' });
    expect(report.basic.scope).toEqual({ text: '家具的销售的售后服务', star: 'qualified' });
  });

  it('marks blanks', () => {
    for (const path of [
      'basic.projectNumber',
      'basic.contact.position',
      'basic.contact.phone',
      'basic.contact.email',
      'conclusion.compiler',
      'conclusion.compiledDate',
      'score.formulaResult',
    ])
      expect(provenance[path]?.text, path).toBe('');
    expect(report.basic.projectNumber).toBeNull();
    expect(provenance['basic.registeredAddress']).toBeUndefined();
  });
});

describe('what is no report', () => {
  it('names what is missing and invents nothing', () => {
    const { report, issues, sections } = read('采购合同\n甲方：某公司\n乙方：某公司\n第一条 标的\n货物清单见附件。');
    expect(issues.map(({ code }) => code)).toEqual(['report/not-a-report']);
    expect(sections.map(({ id }) => id)).toEqual(['cover']);
    expect([...leaves(report.score), ...leaves(report.basic), ...leaves(report.conclusion)].filter(({ value }) => value !== null)).toEqual(
      [],
    );
  });

  it('survives no page and empty pages', () => {
    expect(readReport([]).issues.map(({ code }) => code)).toEqual(['report/not-a-report']);
    expect(read('\f').report.observed.pageCount).toBeGreaterThan(0);
  });

  it('names a section that was left out', () => {
    const { issues, report } = read(WORDED_FORM.replace(/# 第四章[^#]*/u, ''));
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({ code: 'report/missing-section' });
    expect(issues[0]?.message).toContain('改进建议');
    expect(report.suggestions).toBeNull();
    expect(report.conclusion.outcome).toBe('meets');
  });
});

describe('every record', () => {
  it.each([WORDED_FORM, GRID_FORM, MARKLESS_FORM, ROWED_FORM, HALVES_FORM])(
    'fits its schema and every leaf that is not null has its place (form %#)',
    (form) => {
      const { report, provenance } = read(form);
      expect(() => AuditReport.parse(report)).not.toThrow();
      const record = { ...report, observed: null };
      const homeless = [...leaves(record)].filter(({ path, value }) => value !== null && provenance[path] === undefined);
      expect(homeless).toEqual([]);
      for (const [path, { box }] of Object.entries(provenance)) {
        expect(box.every(Number.isFinite), path).toBe(true);
        expect(box[2], path).toBeGreaterThanOrEqual(box[0]);
      }
    },
  );

  it('does not depend on one misread character in a heading or a label', () => {
    const { report, sections } = read(MARKLESS_FORM.replace('4.改进建议', '4.攻进建议').replace('1.4 审查地址', '1.4 审査地址'));
    expect(sections.map(({ id }) => id)).toContain('suggestions');
    expect(report.basic.auditAddress).toBe('江苏省南京市玄武区中山路1号');
  });
});

describe('the scheme', () => {
  it('is unknown without a standard that is known, and that is said', () => {
    const { report, issues } = read(WORDED_FORM.replaceAll('27922', '27999'));
    expect(report.scheme).toBeNull();
    expect(issues.map(({ code }) => code)).toEqual(['report/unknown-scheme']);
  });
});
