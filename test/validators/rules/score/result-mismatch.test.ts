import { resultMismatch } from '../../../../validators/rules/score/result-mismatch.js';
import { testRule } from '../../test-rule.js';
import type { AuditReport } from '../../../../model/index.js';
import { figures, row } from '../../score-variants.js';

const AT = 'result.score';

/** 92.5 of 98 points are 94.39; 93.5 are 95.41. */
function deletion(total: number, formulaResult: number, result: number, star: 'five-star' | 'four-star' = 'five-star') {
  return (report: AuditReport): void => {
    Object.assign(row(report, '废弃商品回收'), { score: null, deleted: true });
    row(report, '顾客关系').score = 15 - (93.5 - total);
    figures(report, { totalMax: 98, total, formulaResult }, star, result);
  };
}

testRule(resultMismatch, {
  valid: [
    { name: "the formula's figure" },
    { name: 'the total, where the formula differs', change: (report) => (report.score.formulaResult = 90) },
    { name: 'the quotient rounded further', change: deletion(93.5, 95.41, 95.4) },
    { name: 'the quotient to a whole number of the same star', change: deletion(93.5, 95.41, 95) },
    { name: 'finer than the formula', change: deletion(93.5, 95.4, 95.41) },
    { name: 'rounded over a bound whose star is not awarded', change: deletion(92.5, 94.39, 94.4, 'four-star') },
    {
      name: 'a deduction taken off only here',
      change: (report) => {
        report.score.specialDeduction = 1;
        report.result.score = 94.5;
      },
    },
    {
      name: 'right, where the formula is wrong',
      change: deletion(93.5, 93.5, 95.41),
      stated: { 'score/formula-mismatch': 'score.formulaResult' },
    },
    {
      name: 'a wrong formula less a deduction',
      change: (report) => {
        Object.assign(report.score, { specialDeduction: 1, formulaResult: 98 });
        report.result.score = 97;
      },
      stated: { 'score/formula-mismatch': 'score.formulaResult' },
    },
  ],
  invalid: [
    {
      name: 'another figure',
      change: (report) => (report.result.score = 96.5),
      findings: [
        { message: 'mismatch', at: AT, data: { reported: 96.5, computed: 95.5 }, related: ['score.formulaResult', 'score.total'] },
      ],
    },
    {
      name: 'without its half point',
      change: (report) => (report.result.score = 95),
      findings: [{ message: 'mismatch', at: AT }],
    },
    {
      name: 'a deduction added instead of taken off',
      change: (report) => {
        report.score.specialDeduction = 1;
        report.result.score = 96.5;
      },
      findings: [{ message: 'mismatch', at: AT }],
    },
    {
      name: 'rounded up to a star',
      change: deletion(92.9, 94.8, 95),
      findings: [{ message: 'roundedUp', at: AT, data: { reported: 95, computed: 94.8 } }],
    },
    {
      name: 'no formula figure on the form',
      change: (report) => {
        report.score.formulaResult = null;
        report.result.score = 99;
      },
      blank: ['score.formulaResult'],
      findings: [{ message: 'mismatch', at: AT, related: ['score.total'] }],
    },
  ],
  open: [
    {
      name: 'the formula was not read and the total differs',
      change: (report) => {
        report.score.formulaResult = null;
        report.result.score = 99;
      },
      findings: [{ message: 'mismatch', at: AT }],
    },
    { name: 'the formula was not read', change: (report) => (report.score.formulaResult = null), findings: [] },
    {
      name: 'a doubtful figure',
      change: (report) => (report.result.score = 35.5),
      readings: { [AT]: { confidence: 0.5 } },
      findings: [{ message: 'mismatch', at: AT }],
    },
  ],
  notApplicable: [
    {
      name: 'neither formula nor total on the form',
      change: (report) => Object.assign(report.score, { formulaResult: null, total: null }),
      blank: ['score.formulaResult', 'score.total'],
    },
  ],
});
