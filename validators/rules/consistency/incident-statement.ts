import type { AuditReport } from '../../../model/index.js';
import { defineRule, fail, open, type Verdict } from '../../rule.js';
import { questions } from '../../words/choices.js';
import { fieldName } from '../../words/fields.js';
import { deniesAll, saysNothing } from '../../words/normalise.js';

const KINDS = ['accidents', 'complaints', 'spotChecks', 'enforcement'] as const;

export const incidentStatement = defineRule({
  id: 'consistency/incident-statement',
  severity: 'warning',
  title: { zh: '事故、投诉等的勾选与说明矛盾', en: 'Incidents: tick and explanation contradict each other' },
  description: {
    zh: '1.14 各项（以及 1.15）勾选“无”时不应另有说明，勾选“有”时应有说明，1.14 不应两项都勾选。“未发生”之类的说明与“无”相符。',
    en: 'In 1.14 (and 1.15), "none" stands without an explanation, "some" with one, and in 1.14 not both are ticked. A note that denies ("未发生…") agrees with "none".',
  },
  reads: [
    ...KINDS.flatMap((kind) => [`basic.incidents.${kind}~`, `basic.incidentNotes.${kind}?`]),
    'basic.risks~',
    'basic.riskNote?',
    'observed.choices?',
  ],
  absence: ['unexplained'],
  messages: {
    explained: {
      zh: '{{field}}勾选的是“无”，却写有说明“{{note}}”。',
      en: '{{field}}: "none" is ticked, but there is an explanation: "{{note}}".',
    },
    unexplained: { zh: '{{field}}勾选的是“有”，却没有说明。', en: '{{field}}: "some" is ticked, but the explanation is blank.' },
    unread: {
      zh: '{{field}}勾选的是“有”，但没有读到说明，请看原件是否填写。',
      en: '{{field}}: "some" is ticked, but no explanation was read; look whether there is one.',
    },
    both: { zh: '{{field}}的“无”和“有”都勾选了，只应勾选一项。', en: '{{field}}: both "none" and "some" are ticked; one should be.' },
  },
  *check({ report, printed }) {
    const asked = questions(report.observed.choices);
    for (const { value, note, valuePath, notePath } of statements(report)) {
      const words = { field: fieldName(valuePath), note: note ?? '' };
      const details = { at: valuePath, words, basis: [] };
      const related = [{ path: notePath, note: { zh: '说明', en: 'explanation' } }];
      const ticked = asked.find(({ field }) => field === valuePath)?.ticked ?? [];
      const verdicts: Verdict[] = [];
      if (ticked.length > 1 && valuePath !== 'basic.risks') {
        verdicts.push(fail('both', { ...details, data: { reported: ticked } }));
      } else if (value === 'none' && note !== null && !saysNothing(note) && !deniesAll(note)) {
        verdicts.push(fail('explained', { ...details, related, data: { reported: value, note } }));
      } else if (value === 'some' && saysNothing(note)) {
        // Nothing read is not the same as nothing written.
        const blank = note !== null || saysNothing(printed(notePath) ?? 'unread');
        verdicts.push((blank ? fail : open)(blank ? 'unexplained' : 'unread', { ...details, related, data: { reported: value, note } }));
      }
      yield* verdicts;
    }
  },
});

function statements({ basic }: AuditReport) {
  return [
    ...KINDS.map((kind) => ({
      value: basic.incidents[kind],
      note: basic.incidentNotes[kind],
      valuePath: `basic.incidents.${kind}`,
      notePath: `basic.incidentNotes.${kind}`,
    })),
    { value: basic.risks, note: basic.riskNote, valuePath: 'basic.risks', notePath: 'basic.riskNote' },
  ];
}
