import { undeterminedChoice } from '../../../../validators/rules/completeness/undetermined-choice.js';
import { testRule } from '../../test-rule.js';

testRule(undeterminedChoice, {
  valid: [
    { name: 'every question answered' },
    {
      name: 'a single box left empty',
      change: (r) => {
        r.observed.choices.push({ field: 'basic.remoteAudit.applicable', marks: true, options: [{ value: 'no', state: 'empty' }] });
      },
    },
    {
      name: 'one box ticked, another not seen',
      change: (r) => {
        r.observed.choices[1]!.options[1]!.state = 'unknown';
      },
    },
    {
      name: 'no conclusion at all is stated elsewhere',
      change: (r) => {
        for (const choice of r.observed.choices.slice(-2)) for (const one of choice.options) one.state = 'empty';
      },
      stated: { 'consistency/conclusion-contradiction': 'conclusion.outcome' },
    },
    {
      name: 'the boxes below the conclusion not taken are empty',
      change: (r) => {
        const last = r.observed.choices.at(-1)!;
        r.observed.choices.push({ ...last, options: last.options.map(({ value }) => ({ value, state: 'empty' })) });
      },
    },
  ],
  invalid: [
    {
      name: 'none ticked',
      change: (r) => {
        for (const one of r.observed.choices[1]!.options) one.state = 'empty';
      },
      findings: [{ message: 'unanswered', at: 'basic.siteType' }],
    },
  ],
  open: [
    {
      name: 'text without marks',
      change: (r) => {
        r.observed.choices[0]!.marks = false;
        for (const one of r.observed.choices[0]!.options) one.state = 'unknown';
      },
      findings: [{ message: 'noMarks', at: 'cover.auditType' }],
    },
    {
      name: 'a box that cannot be told',
      change: (r) => {
        r.observed.choices[4]!.options = [
          { value: 'onsite', state: 'empty' },
          { value: 'none', state: 'unknown' },
        ];
      },
      findings: [{ message: 'unclear', at: 'basic.mysteryVisit' }],
    },
  ],
});
