import { maxTotalMismatch } from '../../../../validators/rules/score/max-total-mismatch.js';
import { testRule } from '../../test-rule.js';
import type { AuditReport } from '../../../../model/index.js';
import { figures, row, takeOut } from '../../score-variants.js';

const AT = 'score.totalMax';

function deletion(totalMax: number, formulaResult = 95.41): (report: AuditReport) => void {
  return (report) => {
    Object.assign(row(report, '废弃商品回收'), { score: null, deleted: true });
    figures(report, { totalMax, total: 93.5, formulaResult });
  };
}

testRule(maxTotalMismatch, {
  valid: [
    { name: 'the full points' },
    { name: 'less the deleted points', change: deletion(98) },
    {
      name: 'following an indicator of wrong points',
      change: (report) => {
        row(report, '维修').max = 11;
        report.score.totalMax = 101;
      },
    },
    {
      name: 'following a group of wrong points',
      change: (report) => {
        report.score.groups![1]!.max = 36;
        report.score.totalMax = 101;
      },
    },
    {
      name: 'following a missing row',
      change: (report) => {
        takeOut(report, '配送');
        report.score.totalMax = 96;
      },
    },
    { name: 'said by the formula', change: deletion(100, 93.5), stated: { 'score/formula-mismatch': 'score.formulaResult' } },
  ],
  invalid: [
    {
      name: 'less without a deletion',
      change: (report) => (report.score.totalMax = 98),
      findings: [{ message: 'mismatch', at: AT, data: { reported: 98, computed: 100 } }],
    },
    {
      name: 'not reduced after a deletion',
      change: deletion(100),
      findings: [{ message: 'notReduced', at: AT, data: { reported: 100, computed: 98 }, related: ['score.groups[1].indicators[5].name'] }],
    },
    {
      name: 'the formula is wrong in another way',
      change: deletion(100, 90),
      stated: { 'score/formula-mismatch': 'score.formulaResult' },
      findings: [{ message: 'notReduced', at: AT }],
    },
  ],
  open: [
    { name: 'points of an indicator that were not read', change: (report) => (row(report, '维修').max = null) },
    {
      name: 'a doubtful figure',
      change: (report) => (report.score.totalMax = 108),
      readings: { [AT]: { confidence: 0.3 } },
      findings: [{ message: 'mismatch', at: AT }],
    },
  ],
  notApplicable: [{ name: 'blank', change: (report) => (report.score.totalMax = null), blank: [AT] }],
});
