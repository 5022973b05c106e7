import { specialBonusLimit } from '../../../../validators/rules/score/special-bonus-limit.js';
import { testRule } from '../../test-rule.js';

const AT = 'score.specialBonus';

testRule(specialBonusLimit, {
  valid: [{ name: 'none' }, { name: 'one', change: (report) => (report.score.specialBonus = 1) }],
  invalid: [
    {
      name: 'two',
      change: (report) => (report.score.specialBonus = 2),
      findings: [{ message: 'above', at: AT, data: { reported: 2, computed: 1 } }],
    },
  ],
  open: [
    {
      name: 'a doubtful figure',
      change: (report) => (report.score.specialBonus = 7),
      readings: { [AT]: { confidence: 0.5 } },
      findings: [{ message: 'above', at: AT }],
    },
  ],
  notApplicable: [{ name: 'blank', change: (report) => (report.score.specialBonus = null), blank: [AT] }],
});
