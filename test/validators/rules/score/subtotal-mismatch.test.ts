import { subtotalMismatch } from '../../../../validators/rules/score/subtotal-mismatch.js';
import { testRule } from '../../test-rule.js';
import type { AuditReport } from '../../../../model/index.js';
import { row, takeOut } from '../../score-variants.js';

const AT = 'score.groups[0].subtotal';

function subtotals(first: number | null, second: number | null = 31.5, third: number | null = 25): (report: AuditReport) => void {
  return (report) => [first, second, third].forEach((subtotal, index) => (report.score.groups![index]!.subtotal = subtotal));
}

testRule(subtotalMismatch, {
  valid: [
    { name: 'subtotals that add up', change: subtotals(39) },
    { name: 'one group with a subtotal', change: subtotals(null, 31.5, null) },
    {
      name: 'a deletion',
      change: (report) => {
        subtotals(39, 29.5)(report);
        Object.assign(row(report, '废弃商品回收'), { score: null, deleted: true });
      },
    },
    {
      name: 'a missing row that the subtotal still holds',
      change: (report) => {
        subtotals(39)(report);
        takeOut(report, '配送');
      },
    },
  ],
  invalid: [
    {
      name: 'one point off',
      change: subtotals(38),
      findings: [{ message: 'mismatch', at: AT, data: { reported: 38, computed: 39 } }],
    },
    {
      name: 'without its half point',
      change: subtotals(39, 31),
      findings: [{ message: 'mismatch', at: 'score.groups[1].subtotal', data: { reported: 31, computed: 31.5 } }],
    },
  ],
  open: [
    {
      name: 'a score that was not read',
      change: (report) => {
        subtotals(30)(report);
        row(report, '监督').score = null;
      },
      findings: [],
    },
    {
      name: 'a doubtful score in the group',
      change: subtotals(38.5),
      readings: { 'score.groups[0].indicators[0].score': { confidence: 0.5 } },
      findings: [{ message: 'mismatch', at: AT }],
    },
  ],
  notApplicable: [{ name: 'no subtotals on the form' }],
});
