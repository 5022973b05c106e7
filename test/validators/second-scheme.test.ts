import { describe, expect, it } from 'vitest';
import type { AuditReport, CertificationScheme } from '../../model/index.js';
import { plainReadings } from '../../validators/rule-tester.js';
import { RULES } from '../../validators/rules/index.js';
import { runRules } from '../../validators/runner.js';
import { cleanReport } from './clean-report.js';
import { everyStar, figures, row, takeOut } from './score-variants.js';

/** An invented scheme of 1000 points, other bounds, whole-point steps and special items of 10 points. */
const SCHEME: CertificationScheme = {
  id: 'invented-1000',
  standardCode: 'GB/T99999-2020',
  name: { zh: '虚构评价规范', en: 'Invented evaluation' },
  groups: [
    {
      name: '资质能力',
      aliases: [],
      max: 400,
      indicators: [
        { name: '企业资信', aliases: ['资信'], max: 150 },
        { name: '场馆设施', aliases: [], max: 250 },
      ],
    },
    {
      name: '经营绩效',
      aliases: ['绩效'],
      max: 600,
      indicators: [
        { name: '客流规模', aliases: [], max: 350 },
        { name: '口碑', aliases: [], max: 250 },
      ],
    },
  ],
  total: 1000,
  step: 1,
  specialDeduction: { points: 10, limit: 3 },
  specialBonus: { points: 10, limit: 2 },
  stars: [
    { star: 'five-star', from: 950 },
    { star: 'four-star', from: 900 },
    { star: 'three-star', from: 800 },
    { star: 'qualified', from: 700 },
  ],
  certificate: { validYears: 2, surveillanceMonths: 6 },
};

/** 920 of 1000 points, four stars; 120 points taken off nothing else. */
function report(): AuditReport {
  const clean = cleanReport();
  clean.scheme = SCHEME.id;
  clean.cover.standardCode = clean.basic.criteriaStandardCode = SCHEME.standardCode;
  clean.score.groups = SCHEME.groups.map(({ name, max, indicators }) => ({
    name,
    max,
    subtotal: null,
    indicators: indicators.map((one) => ({ name: one.name, max: one.max, score: one.max, deleted: false, remark: null })),
  }));
  Object.assign(row(clean, '客流规模'), { score: 270, remark: '客流统计不全' });
  clean.score.deductionLimit = { table: null, principles: null };
  return figures(clean, { totalMax: 1000, total: 920, formulaResult: 920 }, 'four-star');
}

function found(change: (changed: AuditReport) => unknown): string[] {
  const changed = report();
  change(changed);
  return runRules(RULES, changed, plainReadings(changed), SCHEME).findings.map(({ rule, outcome }) =>
    outcome === 'fail' ? rule : `${rule} (open)`,
  );
}

describe('a scheme no rule was written for', () => {
  it.each<[string, (changed: AuditReport) => unknown, string[]]>([
    ['nothing', () => undefined, []],
    ['total', (changed) => (changed.score.total = 930), ['score/total-mismatch']],
    ['star of the other scheme', (changed) => everyStar(changed, 'five-star'), ['score/star-threshold-mismatch']],
    [
      'below its pass mark',
      (changed) => {
        Object.assign(row(changed, '口碑'), { score: 0, remark: '未提供' });
        figures(changed, { total: 670, formulaResult: 670 }, 'qualified');
      },
      ['score/rating-despite-failing'],
    ],
    ['an indicator worth less', (changed) => (row(changed, '口碑').max = 240), ['score/indicator-max-mismatch']],
    ['a row taken out', (changed) => takeOut(changed, '口碑'), ['score/indicator-missing']],
    ['an indicator of the other scheme', (changed) => (row(changed, '口碑').name = '维修'), ['score/unknown-indicator']],
    [
      'half a point',
      (changed) => {
        row(changed, '口碑').score = 249.5;
        figures(changed, { total: 919.5, formulaResult: 919.5 });
      },
      ['score/step', 'score/deduction-unexplained'],
    ],
    ['five points of deductions', (changed) => (changed.score.specialDeduction = 5), ['score/special-deduction-invalid']],
    ['three deductions', (changed) => (changed.score.specialDeduction = 30), ['score/special-deduction-limit']],
    ['two bonuses', (changed) => figures(changed, { specialBonus: 20, total: 940, formulaResult: 940 }), []],
    [
      'three bonuses',
      (changed) => figures(changed, { specialBonus: 30, total: 950, formulaResult: 950 }, 'five-star'),
      ['score/special-bonus-limit'],
    ],
    [
      'a deletion, normalised to 1000',
      (changed) => {
        Object.assign(row(changed, '口碑'), { score: null, deleted: true });
        figures(changed, { totalMax: 750, total: 670, formulaResult: 893.33 }, 'three-star');
      },
      [],
    ],
    [
      'a deletion, divided by 1000',
      (changed) => {
        Object.assign(row(changed, '口碑'), { score: null, deleted: true });
        figures(changed, { totalMax: 750, total: 670, formulaResult: 670 }, 'fail');
      },
      ['score/formula-mismatch'],
    ],
  ])('%s', (_, change, ids) => expect(found(change)).toEqual(ids));
});
