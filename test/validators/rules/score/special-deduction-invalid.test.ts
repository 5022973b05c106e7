import { specialDeductionInvalid } from '../../../../validators/rules/score/special-deduction-invalid.js';
import { testRule } from '../../test-rule.js';

const AT = 'score.specialDeduction';

testRule(specialDeductionInvalid, {
  valid: [{ name: 'none' }, { name: 'two', change: (report) => (report.score.specialDeduction = 2) }],
  invalid: [
    {
      name: 'a minus sign',
      change: (report) => (report.score.specialDeduction = -1),
      findings: [{ message: 'negative', at: AT, data: { reported: -1, computed: 1 } }],
    },
    {
      name: 'half a deduction',
      change: (report) => (report.score.specialDeduction = 1.5),
      findings: [{ message: 'fraction', at: AT, data: { reported: 1.5 } }],
    },
    {
      name: 'half a deduction with a minus sign',
      change: (report) => (report.score.specialDeduction = -0.5),
      findings: [{ message: 'fraction', at: AT }],
    },
  ],
  open: [
    {
      name: 'a doubtful figure',
      change: (report) => (report.score.specialDeduction = 0.1),
      readings: { [AT]: { confidence: 0.2 } },
      findings: [{ message: 'fraction', at: AT }],
    },
  ],
  notApplicable: [{ name: 'blank', change: (report) => (report.score.specialDeduction = null), blank: [AT] }],
});
