import { defineRule, fail, open } from '../../rule.js';
import { asksForConclusion, questions } from '../../words/choices.js';
import { fieldName } from '../../words/fields.js';

export const undeterminedChoice = defineRule({
  id: 'completeness/undetermined-choice',
  severity: 'warning',
  title: { zh: '选择项未勾选或看不清', en: 'A question without a tick' },
  description: {
    zh: '带选择框的问题应勾选一项。所有框都看清且均为空时判为未勾选；看不到框或看不清是否勾选时，请看原件。评价结论未勾选由 consistency/conclusion-contradiction 说明。',
    en: 'A question with boxes should have one ticked. It is called unanswered only when every box was seen to be empty; where boxes cannot be seen or told, a person has to look. The conclusion itself is left to consistency/conclusion-contradiction.',
  },
  reads: ['observed.choices'],
  after: ['consistency/conclusion-contradiction'],
  absence: ['unanswered'],
  messages: {
    unanswered: { zh: '{{field}}的选择框一个也没有勾选。', en: 'None of the boxes of "{{field}}" is ticked.' },
    unclear: {
      zh: '{{field}}：看得到选择框，但看不清勾选了哪一项，请看原件。',
      en: '{{field}}: boxes are there, but which one is ticked cannot be told; look at the page.',
    },
    noMarks: {
      zh: '{{field}}：只读到选项文字，没有看到任何选择框，无法判断勾选了哪一项，请看原件。',
      en: "{{field}}: only the options' words were read and no box could be seen, so the answer is not known; look at the page.",
    },
  },
  *check({ report, stated }) {
    for (const { field, marks, ticked, values, unsure } of questions(report.observed.choices)) {
      // A single box (不适用) is answered by leaving it empty.
      if (ticked.length > 0 || values.length < 2) continue;
      const details = { at: field, data: { field }, words: { field: fieldName(field) }, basis: [] };
      if (
        stated('consistency/conclusion-contradiction', 'conclusion') &&
        (asksForConclusion(field) || field === 'conclusion.recommendation')
      )
        continue;
      if (!marks) yield open('noMarks', details);
      else if (unsure) yield open('unclear', details);
      else yield fail('unanswered', details);
    }
  },
});
