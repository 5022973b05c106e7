import { specialDeductionLimit } from '../../../../validators/rules/score/special-deduction-limit.js';
import { testRule } from '../../test-rule.js';
import type { AuditReport } from '../../../../model/index.js';
import { everyStar, SCORE_VARIANTS } from '../../score-variants.js';

const AT = 'score.specialDeduction';

function failed(change: (report: AuditReport) => void): (report: AuditReport) => void {
  return (report) => {
    Object.assign(report, SCORE_VARIANTS['not passed']!());
    change(report);
  };
}

testRule(specialDeductionLimit, {
  valid: [
    { name: 'none' },
    { name: 'four', change: (report) => (report.score.specialDeduction = 4) },
    { name: 'five and not passed', change: failed((report) => (report.score.specialDeduction = 5)) },
  ],
  invalid: [
    {
      name: 'exactly five, recommended and starred',
      change: (report) => (report.score.specialDeduction = 5),
      findings: [{ message: 'limit', at: AT, data: { reported: 5, limit: 5 }, related: ['conclusion.outcome', 'result.star'] }],
    },
    {
      name: 'six with a minus sign, starred',
      change: failed((report) => {
        report.score.specialDeduction = -6;
        everyStar(report, 'qualified');
      }),
      findings: [{ message: 'limit', at: AT, related: ['result.star'] }],
    },
  ],
  open: [
    {
      name: 'whether it was recommended could not be read',
      change: failed((report) => {
        report.score.specialDeduction = 5;
        Object.assign(report.conclusion, { outcome: null, ticked: null, tickedRecommendations: null });
      }),
      findings: [{ message: 'unread', at: AT }],
    },
    {
      name: 'a doubtful figure',
      change: (report) => (report.score.specialDeduction = 6),
      readings: { [AT]: { confidence: 0.8 } },
      findings: [{ message: 'limit', at: AT }],
    },
  ],
  notApplicable: [{ name: 'blank', change: (report) => (report.score.specialDeduction = null), blank: [AT] }],
});
