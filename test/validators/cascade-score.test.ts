import { describe, expect, it } from 'vitest';
import type { AuditReport } from '../../model/index.js';
import { plainReadings } from '../../validators/rule-tester.js';
import { RULES } from '../../validators/rules/index.js';
import { runRules } from '../../validators/runner.js';
import { GBT27922_2011 } from '../../validators/schemes/gbt27922-2011.js';
import { everyStar, figures, row, SCORE_VARIANTS, takeOut } from './score-variants.js';

/** Ids of the findings of severity error and warning, of all rules, over a variant with one change. */
function found(variant: string, change: (report: AuditReport) => unknown, blank: string[] = []): string[] {
  const report = SCORE_VARIANTS[variant]!();
  change(report);
  const provenance = plainReadings(report);
  for (const path of blank) provenance[path] = { page: 1, box: [0, 0, 1, 1], text: '', confidence: null, readers: ['text'] };
  return runRules(RULES, report, provenance, GBT27922_2011)
    .findings.filter(({ severity }) => severity !== 'info')
    .map(({ rule, outcome }) => (outcome === 'fail' ? rule : `${rule} (open)`));
}

type Change = [name: string, change: (report: AuditReport) => unknown, ids: string[]];

const CHANGES: Record<string, Change[]> = {
  plain: [
    ['total alone', (report) => (report.score.total = 97), ['score/total-mismatch']],
    ['total without its half point', (report) => (report.score.total = 95), ['score/total-mismatch']],
    ['total, formula and result alike', (report) => figures(report, { total: 97, formulaResult: 97 }), ['score/total-mismatch']],
    [
      'total, formula and result alike, with a star they earn',
      (report) => {
        row(report, '维修').score = 8;
        figures(report, { total: 95.5, formulaResult: 95.5 });
      },
      ['score/total-mismatch'],
    ],
    ['a cell alone', (report) => (row(report, '维修').score = 8.5), ['score/total-mismatch']],
    ['formula alone', (report) => (report.score.formulaResult = 96.5), ['score/formula-mismatch']],
    ['formula rounded to a whole number', (report) => (report.score.formulaResult = 95), ['score/formula-mismatch']],
    ['formula and result alike', (report) => figures(report, { formulaResult: 98 }), ['score/formula-mismatch']],
    [
      'total, formula and result alike, below the pass mark',
      (report) => figures(report, { total: 65.5, formulaResult: 65.5 }),
      ['score/total-mismatch'],
    ],
    ['result alone', (report) => (report.result.score = 96.5), ['score/result-mismatch']],
    ['result alone, below the star', (report) => (report.result.score = 93.5), ['score/result-mismatch']],
    ['result alone, below the pass mark', (report) => (report.result.score = 59.5), ['score/result-mismatch']],
    ['result without its half point', (report) => (report.result.score = 95), ['score/result-mismatch']],
    ['every star one too low', (report) => everyStar(report, 'four-star'), ['score/star-threshold-mismatch']],
    ["the result's star alone", (report) => (report.result.star = 'four-star'), ['score/star-threshold-mismatch']],
    ["1.9's star alone", (report) => (report.basic.scope.star = 'four-star'), ['consistency/star-level']],
    ["the recommended scope's star alone", (report) => (report.conclusion.scope.star = 'four-star'), ['consistency/star-level']],
    ['max total', (report) => (report.score.totalMax = 98), ['score/max-total-mismatch']],
    ['an indicator worth more', (report) => (row(report, '监督').max = 8), ['score/indicator-max-mismatch']],
    ['an indicator worth less than its score', (report) => (row(report, '监督').max = 6), ['score/indicator-max-mismatch']],
    [
      'an indicator worth more, group and total following',
      (report) => {
        row(report, '监督').max = 8;
        report.score.groups![0]!.max = 41;
        report.score.totalMax = 101;
      },
      ['score/indicator-max-mismatch'],
    ],
    ['a group worth more', (report) => (report.score.groups![1]!.max = 40), ['score/group-max-mismatch']],
    [
      'a group worth more, the total following',
      (report) => {
        report.score.groups![1]!.max = 36;
        report.score.totalMax = 101;
      },
      ['score/group-max-mismatch'],
    ],
    ['a score out of range alone', (report) => (row(report, '人员配置').score = 7), ['score/indicator-out-of-range']],
    [
      'a score out of range, figures following',
      (report) => {
        row(report, '人员配置').score = 7;
        figures(report, { total: 96.5, formulaResult: 96.5 });
      },
      ['score/indicator-out-of-range'],
    ],
    [
      'a negative score, figures following',
      (report) => {
        row(report, '废弃商品回收').score = -1;
        figures(report, { total: 92.5, formulaResult: 92.5 }, 'four-star');
      },
      ['score/indicator-out-of-range'],
    ],
    ['a row taken out, totals kept', (report) => takeOut(report, '配送'), ['score/indicator-missing']],
    [
      'a row taken out, figures following',
      (report) => {
        takeOut(report, '配送');
        figures(report, { total: 91.5, formulaResult: 91.5 }, 'four-star');
      },
      ['score/indicator-missing'],
    ],
    [
      'a row taken out, points and figures following',
      (report) => {
        takeOut(report, '配送');
        report.score.groups![1]!.max = 31;
        figures(report, { totalMax: 96, total: 91.5, formulaResult: 95.31 });
      },
      ['score/indicator-missing'],
    ],
    ['a group taken out', (report) => report.score.groups!.pop(), ['score/indicator-missing']],
    [
      'a row taken out and the total beyond what it could hold',
      (report) => {
        takeOut(report, '配送');
        report.score.total = 98;
      },
      ['score/indicator-missing', 'score/total-mismatch'],
    ],
    [
      'a row twice, totals kept',
      (report) => report.score.groups![0]!.indicators.splice(2, 0, { ...row(report, '人员配置') }),
      ['score/duplicate-indicator'],
    ],
    [
      'a row twice, figures following',
      (report) => {
        report.score.groups![0]!.indicators.splice(2, 0, { ...row(report, '废弃商品回收') });
        report.score.groups![0]!.max = 42;
        figures(report, { totalMax: 102, total: 97.5, formulaResult: 97.5 });
      },
      ['score/duplicate-indicator'],
    ],
    ['a row named like its neighbour', (report) => (row(report, '人员配置').name = '资源配置'), ['score/duplicate-indicator']],
    ['a row of another name', (report) => (row(report, '配送').name = '绿色包装'), ['score/unknown-indicator']],
    [
      'an extra row',
      (report) => report.score.groups![2]!.indicators.push({ name: '品牌形象', max: 5, score: 5, deleted: false, remark: null }),
      ['score/unknown-indicator'],
    ],
    ['a misspelt row', (report) => (row(report, '废弃商品回收').name = '废弃商品回牧'), []],
    ['a short row misspelt', (report) => (row(report, '监督').name = '监管'), []],
    ['five deductions that no figure counts', (report) => (report.score.specialDeduction = 5), ['score/special-deduction-limit']],
    [
      'five deductions, figures following',
      (report) => {
        report.score.specialDeduction = 5;
        figures(report, { total: 90.5, formulaResult: 90.5 }, 'four-star');
      },
      ['score/special-deduction-limit'],
    ],
    ['half a deduction', (report) => (report.score.specialDeduction = 0.5), ['score/special-deduction-invalid']],
    ['a deduction with a minus sign', (report) => (report.score.specialDeduction = -1), ['score/special-deduction-invalid']],
    ['two bonus points that no figure counts', (report) => (report.score.specialBonus = 2), ['score/special-bonus-limit']],
    [
      'two bonus points, figures following',
      (report) => {
        report.score.specialBonus = 2;
        figures(report, { total: 97.5, formulaResult: 97.5 });
      },
      ['score/special-bonus-limit'],
    ],
    [
      'a malformed standard code in the criteria',
      (report) => (report.basic.criteriaStandardCode = 'GT/T27922-2011'),
      ['format/standard-code'],
    ],
    ['a standard code without its year', (report) => (report.cover.standardCode = 'GB/T27922'), ['format/standard-code']],
    ['a malformed project number in 1.2', (report) => (report.basic.projectNumber = '20417/2024/SA'), ['format/project-number']],
    [
      'a malformed project number everywhere',
      (report) => {
        report.cover.projectNumber = report.basic.projectNumber = '2417-2024-SA';
        report.observed.runningProjectNumbers = ['2417-2024-SA'];
      },
      ['format/project-number'],
    ],
  ],
  'with a deletion': [
    ['total alone', (report) => (report.score.total = 94.5), ['score/total-mismatch']],
    ['the points not reduced', (report) => (report.score.totalMax = 100), ['score/max-total-mismatch']],
    ['divided by 100, the result following', (report) => figures(report, { formulaResult: 93.5 }), ['score/formula-mismatch']],
    [
      'divided by 100, result and stars following',
      (report) => figures(report, { formulaResult: 93.5 }, 'four-star'),
      ['score/formula-mismatch'],
    ],
    [
      'points not reduced and divided by them',
      (report) => figures(report, { totalMax: 100, formulaResult: 93.5 }, 'four-star'),
      ['score/formula-mismatch'],
    ],
    ['formula alone', (report) => (report.score.formulaResult = 96.41), ['score/formula-mismatch']],
    ['result alone', (report) => (report.result.score = 97.41), ['score/result-mismatch']],
    ['the result rounded', (report) => (report.result.score = 95.4), []],
    ['total row normalised over 100', (report) => figures(report, { totalMax: 100, total: 95.41 }), ['score/max-total-mismatch']],
    ['every star one too low', (report) => everyStar(report, 'four-star'), ['score/star-threshold-mismatch']],
    ['total, formula and result alike', (report) => figures(report, { total: 95, formulaResult: 96.94 }), ['score/total-mismatch']],
    [
      'rounded up to a star',
      (report) => {
        row(report, '顾客关系').score = 14;
        figures(report, { total: 92.5, formulaResult: 94.39 }, 'five-star', 95);
      },
      ['score/result-mismatch'],
    ],
  ],
  'with subtotals': [
    ['a subtotal alone', (report) => (report.score.groups![0]!.subtotal = 38), ['score/subtotal-mismatch']],
    ['a cell alone', (report) => (row(report, '维修').score = 8.5), ['score/subtotal-mismatch']],
    [
      'a subtotal, figures following',
      (report) => {
        report.score.groups![0]!.subtotal = 40;
        figures(report, { total: 96.5, formulaResult: 96.5 });
      },
      ['score/subtotal-mismatch'],
    ],
    ['total alone', (report) => (report.score.total = 96), ['score/total-mismatch']],
    ['a row taken out', (report) => takeOut(report, '配送'), ['score/indicator-missing']],
    [
      'a row twice',
      (report) => report.score.groups![0]!.indicators.splice(2, 0, { ...row(report, '人员配置') }),
      ['score/duplicate-indicator'],
    ],
    ['a score out of range alone', (report) => (row(report, '人员配置').score = 7), ['score/indicator-out-of-range']],
  ],
  'with a bonus counted in': [
    ['total alone', (report) => (report.score.total = 98), ['score/total-mismatch']],
    ['the bonus counted twice', (report) => (report.result.score = 97.5), ['score/result-mismatch']],
    ['the bonus not counted in the result', (report) => (report.result.score = 95.5), []],
  ],
  'with a deduction counted only in the result': [
    ['result alone', (report) => (report.result.score = 95.5), ['score/result-mismatch']],
    ['five deductions', (report) => (report.score.specialDeduction = 5), ['score/special-deduction-limit']],
  ],
  'not passed': [
    ['five stars all the same', (report) => everyStar(report, 'five-star'), ['score/rating-despite-failing']],
    ['a star in the result alone', (report) => (report.result.star = 'qualified'), ['score/rating-despite-failing']],
    [
      'recommended all the same',
      (report) => {
        report.conclusion.outcome = 'meets';
        report.conclusion.ticked = ['meets'];
        report.conclusion.tickedRecommendations = [{ under: 'meets', value: 'initial' }];
      },
      ['score/rating-despite-failing'],
    ],
    [
      'recommended and starred all the same',
      (report) => {
        everyStar(report, 'three-star');
        report.conclusion.outcome = 'meets';
        report.conclusion.ticked = ['meets'];
        report.conclusion.tickedRecommendations = [{ under: 'meets', value: 'initial' }];
      },
      ['score/rating-despite-failing'],
    ],
    ['five deductions', (report) => (report.score.specialDeduction = 5), []],
  ],
};

describe('faultless variants', () => {
  for (const variant of Object.keys(SCORE_VARIANTS)) it(variant, () => expect(found(variant, () => undefined)).toEqual([]));
});

describe('one change, one finding', () => {
  for (const [variant, changes] of Object.entries(CHANGES))
    for (const [name, change, ids] of changes) it(`${variant}: ${name}`, () => expect(found(variant, change)).toEqual(ids));

  it('a blank cell', () => {
    const path = 'score.groups[0].indicators[1].score';
    expect(found('plain', (report) => (row(report, '人员配置').score = null), [path])).toEqual(['score/indicator-missing']);
    expect(found('with subtotals', (report) => (row(report, '人员配置').score = null), [path])).toEqual(['score/indicator-missing']);
  });

  it('an unread cell accuses nobody', () => {
    expect(found('plain', (report) => (row(report, '人员配置').score = null))).toEqual([]);
  });

  it('a blank bonus counts nothing', () => {
    const change = (report: AuditReport): void => void Object.assign(report.score, { specialBonus: null });
    expect(found('plain', change, ['score.specialBonus'])).toEqual([]);
    expect(found('with a bonus counted in', change, ['score.specialBonus'])).toEqual(['score/total-mismatch']);
  });

  it('an unread bonus leaves every possibility', () => {
    const change = (report: AuditReport): void => void Object.assign(report.score, { specialBonus: null });
    expect(found('with a bonus counted in', change)).toEqual([]);
    const wrong = (report: AuditReport): void => void Object.assign(report.score, { specialBonus: null, total: 99 });
    expect(found('plain', wrong)).toEqual(['score/total-mismatch (open)']);
  });
});
