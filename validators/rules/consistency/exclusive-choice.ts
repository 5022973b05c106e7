import { AuditType } from '../../../model/index.js';
import { defineRule, fail } from '../../rule.js';
import { asksForConclusion, questions, type Question } from '../../words/choices.js';
import { fieldName } from '../../words/fields.js';
import { listed, optionName } from '../../words/terms.js';

export const exclusiveChoice = defineRule({
  id: 'consistency/exclusive-choice',
  severity: 'warning',
  title: { zh: '单选项勾选了多项', en: 'Two boxes ticked where one is allowed' },
  description: {
    zh: '单选问题只应勾选一项。现场与非现场暗访可以同时勾选，恢复认证、变更范围可以与其他推荐并列；评价结论和 1.14 各项由各自的规则说明。',
    en: 'A question with one answer has one box ticked. On-site and off-site mystery visits may both be ticked, and reinstatement or a change of scope may stand beside another recommendation; the conclusion and 1.14 have rules of their own.',
  },
  reads: ['observed.choices'],
  after: ['consistency/conclusion-contradiction', 'consistency/incident-statement'],
  messages: {
    several: {
      zh: '{{field}}同时勾选了{{reported}}，只应勾选一项。',
      en: '{{field}}: more than one box is ticked ({{reported}}); only one should be.',
    },
  },
  *check({ report, stated }) {
    for (const question of questions(report.observed.choices)) {
      const { field } = question;
      if (asksForConclusion(field) || stated('consistency/incident-statement', field)) continue;
      if (field === 'conclusion.recommendation' && stated('consistency/conclusion-contradiction')) continue;
      const exclusive = exclusiveOnes(question);
      if (exclusive.length < 2) continue;
      yield fail('several', {
        at: field,
        data: { ticked: exclusive },
        words: { field: fieldName(field), reported: listed(exclusive.map((value) => optionName(field, value))) },
        basis: [],
      });
    }
  },
});

/** The ticked values that shut each other out. */
function exclusiveOnes({ field, ticked }: Question): string[] {
  if (field === 'conclusion.recommendation') return ticked.filter((value) => AuditType.safeParse(value).success);
  if (field === 'basic.mysteryVisit' && !ticked.includes('none')) return [];
  return ticked;
}
