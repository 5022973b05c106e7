import { duplicateIndicator } from '../../../../validators/rules/score/duplicate-indicator.js';
import { testRule } from '../../test-rule.js';
import { row } from '../../score-variants.js';

const AT = 'score.groups[0].indicators[2].name';

testRule(duplicateIndicator, {
  valid: [
    { name: 'each indicator once' },
    { name: 'two names alike but for one word', change: (report) => (row(report, '资源配置').name = '资源配备') },
  ],
  invalid: [
    {
      name: 'a row twice',
      change: (report) => report.score.groups![0]!.indicators.splice(2, 0, { ...row(report, '人员配置') }),
      findings: [{ message: 'twice', at: AT, related: ['score.groups[0].indicators[1].name'] }],
    },
    {
      name: 'twice with different scores, once under an alias',
      change: (report) => report.score.groups![0]!.indicators.splice(2, 0, { ...row(report, '人员配置'), name: '人员配备', score: 4 }),
      findings: [{ message: 'twice', at: AT }],
    },
    {
      name: 'in the place of its neighbour',
      change: (report) => (row(report, '资源配置').name = '人员配置'),
      findings: [{ message: 'instead', at: AT, data: { expected: '资源配置' } }],
    },
    {
      name: 'the second one blank',
      change: (report) => report.score.groups![0]!.indicators.splice(2, 0, { ...row(report, '人员配置'), score: null }),
      findings: [{ message: 'twice', at: AT }],
    },
  ],
  open: [
    {
      name: 'every row twice: the table was not understood',
      change: (report) =>
        report.score.groups!.forEach((group) => (group.indicators = group.indicators.flatMap((one) => [one, { ...one }]))),
      findings: [{ message: 'table', at: 'score.groups' }],
    },
    {
      name: 'a doubtful name',
      change: (report) => (row(report, '资源配置').name = '人员配制'),
      readings: { [AT]: { confidence: 0.8 } },
      findings: [{ message: 'instead', at: AT }],
    },
  ],
});
