import { limitWording } from '../../../../validators/rules/format/limit-wording.js';
import { testRule } from '../../test-rule.js';
import type { AuditReport } from '../../../../model/index.js';

const AT = 'score.deductionLimit.table';

const worded =
  (table: string | null, principles: string | null) =>
  (report: AuditReport): void =>
    void (report.score.deductionLimit = { table, principles });

testRule(limitWording, {
  valid: [
    { name: '达到5分 and 5个以上（含5个）' },
    { name: 'numerals in words', change: worded('达到五分不通过', '5个以上（含5个）') },
    { name: 'what is still passed', change: worded('低于5分通过', '≥5个') },
    { name: 'more than four is five or more', change: worded('超过4分不通过', '达到5个及以上') },
    { name: 'both strict', change: worded('大于 5 分不通过', '5个以上（不含5个）') },
    { name: 'at most four', change: worded('最多4分', '不少于5个为不合格') },
  ],
  invalid: [
    {
      name: 'more than five, and five or more',
      change: worded('超过 5 分不通过', '达到 5 个以上（含 5 个）'),
      findings: [{ message: 'contradiction', at: AT, data: { reported: '超过 5 分不通过' }, related: ['score.deductionLimit.principles'] }],
    },
    {
      name: 'another number',
      change: worded('达到3分不通过', '达到5个以上（含5个）'),
      findings: [{ message: 'contradiction', at: AT }],
    },
  ],
  open: [
    { name: 'a wording of no known kind', change: worded('视情况', '达到5个以上（含5个）'), findings: [{ message: 'unclear', at: AT }] },
    {
      name: 'a doubtful wording',
      change: worded('超过5分不通过', '达到5个以上（含5个）'),
      readings: { [AT]: { confidence: 0.5 } },
      findings: [{ message: 'contradiction', at: AT }],
    },
  ],
  notApplicable: [{ name: 'said only once', change: worded('超过5分不通过', null) }],
});
