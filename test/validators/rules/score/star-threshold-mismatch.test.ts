import { starThresholdMismatch } from '../../../../validators/rules/score/star-threshold-mismatch.js';
import { testRule } from '../../test-rule.js';
import type { AuditReport } from '../../../../model/index.js';
import { everyStar, figures, row } from '../../score-variants.js';

const AT = 'result.star';

/** Cells, total, formula and result agree on `score`. */
function scored(score: number, star: AuditReport['result']['star']): (report: AuditReport) => void {
  return (report) => {
    row(report, '顾客关系').score = 15 - (95.5 - score);
    figures(report, { total: score, formulaResult: score });
    report.result.star = star;
  };
}

testRule(starThresholdMismatch, {
  valid: [
    { name: 'five stars' },
    { name: 'exactly on the bound', change: scored(95, 'five-star') },
    { name: 'half a point below it', change: scored(94.5, 'four-star') },
    { name: 'exactly 90', change: scored(90, 'four-star') },
    { name: 'three stars', change: scored(89.5, 'three-star') },
    {
      name: 'below the pass mark, said elsewhere',
      change: (report) => {
        figures(report, { total: 60, formulaResult: 60 }, 'three-star');
      },
    },
    { name: 'not passed', change: (report) => void figures(report, { total: 69.5, formulaResult: 69.5 }, 'fail') },
    {
      name: 'not passed for its special deductions',
      change: (report) => {
        report.score.specialDeduction = 5;
        everyStar(report, 'fail');
      },
    },
    {
      name: 'a result found wrong, the star that of the formula',
      change: (report) => (report.result.score = 93.5),
      stated: { 'score/result-mismatch': 'result.score' },
    },
    {
      name: 'a formula found wrong, the star that of the scores',
      change: (report) => figures(report, { formulaResult: 88 }),
      stated: { 'score/formula-mismatch': 'score.formulaResult' },
    },
    {
      name: 'special deductions said elsewhere',
      change: (report) => {
        report.score.specialDeduction = 6;
        everyStar(report, 'four-star');
      },
      stated: { 'score/special-deduction-limit': 'score.specialDeduction' },
    },
    {
      name: 'the star of the score before rounding',
      change: (report) => {
        Object.assign(row(report, '废弃商品回收'), { score: null, deleted: true });
        row(report, '顾客关系').score = 14.4;
        figures(report, { totalMax: 98, total: 92.9, formulaResult: 95 }, 'four-star');
      },
    },
  ],
  invalid: [
    {
      name: 'one too low',
      change: (report) => (report.result.star = 'four-star'),
      findings: [
        { message: 'mismatch', at: AT, data: { reported: 'four-star', computed: 'five-star', score: 95.5 }, related: ['result.score'] },
      ],
    },
    {
      name: 'one too high',
      change: scored(94.5, 'five-star'),
      findings: [{ message: 'mismatch', at: AT, data: { computed: 'four-star' } }],
    },
    {
      name: 'merely qualified',
      change: scored(80, 'qualified'),
      findings: [{ message: 'mismatch', at: AT, data: { computed: 'three-star' } }],
    },
    {
      name: 'not passed with a score that passes',
      change: (report) => (report.result.star = 'fail'),
      findings: [{ message: 'mismatch', at: AT }],
    },
    {
      name: 'a figure found wrong, and a star that fits none',
      change: (report) => {
        report.result.score = 96.5;
        everyStar(report, 'three-star');
      },
      stated: { 'score/result-mismatch': 'result.score' },
      findings: [{ message: 'mismatch', at: AT }],
    },
  ],
  open: [
    {
      name: 'a doubtful score',
      change: (report) => (report.result.score = 85.5),
      readings: { 'result.score': { confidence: 0.5 } },
      findings: [{ message: 'mismatch', at: AT }],
    },
  ],
  notApplicable: [{ name: 'no star printed', change: (report) => (report.result.star = null), blank: [AT] }],
});
