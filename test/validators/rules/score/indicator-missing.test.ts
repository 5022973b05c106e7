import { indicatorMissing } from '../../../../validators/rules/score/indicator-missing.js';
import { testRule } from '../../test-rule.js';
import { row, takeOut } from '../../score-variants.js';

testRule(indicatorMissing, {
  valid: [
    { name: 'every indicator scored' },
    { name: 'a stated deletion', change: (report) => Object.assign(row(report, '配送'), { deleted: true, score: null }) },
    { name: 'names under aliases', change: (report) => (row(report, '顾客关系').name = '客户关系') },
    { name: 'a row of another name in its place', change: (report) => (row(report, '配送').name = '绿色包装') },
    { name: 'rows under a group of another name', change: (report) => (report.score.groups![2]!.name = '三') },
  ],
  invalid: [
    {
      name: 'a row left out',
      change: (report) => takeOut(report, '配送'),
      findings: [{ message: 'missing', at: 'score.groups[1].name', data: { expected: '配送' } }],
    },
    {
      name: 'two rows left out',
      change: (report) => {
        takeOut(report, '配送');
        takeOut(report, '改进');
      },
      findings: [
        { message: 'missing', at: 'score.groups[0].name', data: { expected: '改进' } },
        { message: 'missing', at: 'score.groups[1].name', data: { expected: '配送' } },
      ],
    },
    {
      name: 'a group left out',
      change: (report) => report.score.groups!.pop(),
      findings: [{ message: 'group', at: 'score.groups', data: { expected: '顾客服务' } }],
    },
    {
      name: 'a blank score',
      change: (report) => (row(report, '配送').score = null),
      blank: ['score.groups[1].indicators[2].score'],
      findings: [{ message: 'blank', at: 'score.groups[1].indicators[2].score' }],
    },
  ],
  open: [
    { name: 'a score that was not read', change: (report) => (row(report, '配送').score = null) },
    {
      name: 'a row not found while a page stayed unread',
      change: (report) => {
        takeOut(report, '配送');
        report.observed.unreadPages = [{ page: 2, code: 'needs-ocr' }];
      },
      findings: [{ message: 'missing', at: 'score.groups[1].name' }],
    },
    {
      name: 'a row not found in a table of doubtful structure',
      change: (report) => {
        takeOut(report, '配送');
        report.observed.tableIssues = [{ page: 1, issue: 'ragged-rows' }];
      },
      findings: [{ message: 'missing', at: 'score.groups[1].name' }],
    },
    {
      name: 'most indicators not found',
      change: (report) => (report.score.groups = report.score.groups!.slice(2)),
      findings: [
        { message: 'group', at: 'score.groups' },
        { message: 'group', at: 'score.groups' },
      ],
    },
  ],
  notApplicable: [{ name: 'a table without rows', change: (report) => (report.score.groups = []) }],
});
