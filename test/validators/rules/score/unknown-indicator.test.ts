import { unknownIndicator } from '../../../../validators/rules/score/unknown-indicator.js';
import { testRule } from '../../test-rule.js';
import { row } from '../../score-variants.js';

testRule(unknownIndicator, {
  valid: [
    { name: 'the indicators of the scheme' },
    { name: 'one character wrong', change: (report) => (row(report, '人员配置').name = '人员配制') },
    { name: 'one of two characters wrong, in place', change: (report) => (row(report, '维修').name = '维护') },
    { name: 'aliases and numbering', change: (report) => Object.assign(row(report, '组织架构'), { name: '4.1.1 组织机构' }) },
    { name: 'a longer name', change: (report) => (row(report, '质量保证').name = '商品质量保证') },
  ],
  invalid: [
    {
      name: 'an extra row',
      change: (report) => report.score.groups![2]!.indicators.push({ name: '品牌形象', max: 5, score: 5, deleted: false, remark: null }),
      findings: [{ message: 'unknown', at: 'score.groups[2].indicators[2].name', data: { reported: '品牌形象' } }],
    },
    {
      name: 'another name in the place of an indicator',
      change: (report) => (row(report, '配送').name = '绿色包装'),
      findings: [{ message: 'instead', at: 'score.groups[1].indicators[2].name', data: { reported: '绿色包装', expected: '配送' } }],
    },
    {
      name: 'a name between two indicators is taken for neither',
      change: (report) => (row(report, '人员配置').name = '物流配置'),
      findings: [{ message: 'instead', at: 'score.groups[0].indicators[1].name', data: { expected: '人员配置' } }],
    },
  ],
  open: [
    {
      name: 'a table of another form',
      change: (report) => {
        for (const group of report.score.groups!)
          for (const [index, one] of group.indicators.entries()) one.name = `项目${'甲乙丙丁戊己庚'[index]!}`;
      },
      findings: [{ message: 'table', at: 'score.groups', data: { rows: 15, unknown: 15 } }],
    },
    {
      name: 'a doubtful name',
      change: (report) => (row(report, '配送').name = '酉己迭'),
      readings: { 'score.groups[1].indicators[2].name': { confidence: 0.4 } },
      findings: [{ message: 'instead', at: 'score.groups[1].indicators[2].name' }],
    },
  ],
});
