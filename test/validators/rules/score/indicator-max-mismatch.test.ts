import { indicatorMaxMismatch } from '../../../../validators/rules/score/indicator-max-mismatch.js';
import { testRule } from '../../test-rule.js';
import { row } from '../../score-variants.js';

testRule(indicatorMaxMismatch, {
  valid: [
    { name: 'the points of the scheme' },
    {
      name: 'a deleted indicator printed without points',
      change: (report) => Object.assign(row(report, '配送'), { deleted: true, score: null, max: null }),
    },
    { name: 'a name with numbering and points', change: (report) => (row(report, '监督').name = '5、监督（7分）') },
    {
      name: 'a second row of an indicator',
      change: (report) => report.score.groups![0]!.indicators.push({ ...row(report, '配送'), max: 9 }),
    },
  ],
  invalid: [
    {
      name: 'one point more',
      change: (report) => (row(report, '监督').max = 8),
      findings: [{ message: 'mismatch', at: 'score.groups[0].indicators[4].max', data: { reported: 8, computed: 7 } }],
    },
    {
      name: 'one point less under an alias',
      change: (report) => Object.assign(row(report, '投诉处理'), { name: '顾客投诉处理', max: 9 }),
      findings: [{ message: 'mismatch', at: 'score.groups[2].indicators[1].max', data: { reported: 9, computed: 10 } }],
    },
  ],
  open: [
    { name: 'points that were not read', change: (report) => (row(report, '监督').max = null) },
    {
      name: 'a doubtful figure',
      change: (report) => (row(report, '监督').max = 1),
      readings: { 'score.groups[0].indicators[4].max': { confidence: 0.6 } },
      findings: [{ message: 'mismatch', at: 'score.groups[0].indicators[4].max' }],
    },
    {
      name: 'a doubtful name',
      change: (report) => (row(report, '监督').max = 5),
      readings: { 'score.groups[0].indicators[4].name': { confidence: 0.5 } },
      findings: [{ message: 'mismatch', at: 'score.groups[0].indicators[4].max' }],
    },
  ],
});
