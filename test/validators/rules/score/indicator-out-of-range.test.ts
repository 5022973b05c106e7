import { indicatorOutOfRange } from '../../../../validators/rules/score/indicator-out-of-range.js';
import { testRule } from '../../test-rule.js';
import { row } from '../../score-variants.js';

const MAX = 'score.groups[0].indicators[1].max';

testRule(indicatorOutOfRange, {
  valid: [
    { name: 'scores within their points' },
    { name: 'nothing at all', change: (report) => (row(report, '维修').score = 0) },
    { name: 'a deleted indicator', change: (report) => Object.assign(row(report, '配送'), { deleted: true, score: null, max: null }) },
    {
      name: 'points that are wrong themselves',
      change: (report) => (row(report, '人员配置').max = 5),
      stated: { 'score/indicator-max-mismatch': MAX },
    },
  ],
  invalid: [
    {
      name: 'above its points',
      change: (report) => (row(report, '人员配置').score = 7),
      findings: [{ message: 'above', at: 'score.groups[0].indicators[1].score', data: { reported: 7, computed: 6 }, related: [MAX] }],
    },
    {
      name: 'half a point above, two rows',
      change: (report) => {
        row(report, '组织架构').score = 4.5;
        row(report, '投诉处理').score = 10.5;
      },
      findings: [
        { message: 'above', at: 'score.groups[0].indicators[0].score' },
        { message: 'above', at: 'score.groups[2].indicators[1].score' },
      ],
    },
    {
      name: 'negative',
      change: (report) => (row(report, '废弃商品回收').score = -1),
      findings: [{ message: 'negative', at: 'score.groups[1].indicators[5].score', data: { reported: -1, computed: 0 } }],
    },
  ],
  open: [
    { name: 'a score that was not read', change: (report) => (row(report, '人员配置').score = null) },
    { name: 'points that were not read', change: (report) => (row(report, '人员配置').max = null) },
    {
      name: 'a doubtful score',
      change: (report) => (row(report, '人员配置').score = 61),
      readings: { 'score.groups[0].indicators[1].score': { confidence: 0.7 } },
      findings: [{ message: 'above', at: 'score.groups[0].indicators[1].score' }],
    },
  ],
  notApplicable: [{ name: 'a table without rows', change: (report) => (report.score.groups = []) }],
});
