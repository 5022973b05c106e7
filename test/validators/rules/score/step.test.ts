import { step } from '../../../../validators/rules/score/step.js';
import { testRule } from '../../test-rule.js';
import { row } from '../../score-variants.js';

testRule(step, {
  valid: [
    { name: 'whole and half points' },
    { name: 'nothing', change: (report) => (row(report, '维修').score = 0) },
    { name: 'a deleted indicator', change: (report) => Object.assign(row(report, '配送'), { deleted: true, score: null }) },
  ],
  invalid: [
    {
      name: 'tenths',
      change: (report) => (row(report, '维修').score = 9.8),
      findings: [{ message: 'finer', at: 'score.groups[1].indicators[3].score', data: { reported: 9.8, step: 0.5 } }],
    },
    {
      name: 'quarters, in two rows',
      change: (report) => {
        row(report, '组织架构').score = 3.75;
        row(report, '维修').score = 9.25;
      },
      findings: [
        { message: 'finer', at: 'score.groups[0].indicators[0].score' },
        { message: 'finer', at: 'score.groups[1].indicators[3].score' },
      ],
    },
  ],
  open: [
    { name: 'a score that was not read', change: (report) => (row(report, '维修').score = null) },
    {
      name: 'a doubtful score',
      change: (report) => (row(report, '维修').score = 9.1),
      readings: { 'score.groups[1].indicators[3].score': { confidence: 0.5 } },
      findings: [{ message: 'finer', at: 'score.groups[1].indicators[3].score' }],
    },
  ],
});
