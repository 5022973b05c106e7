import { groupMaxMismatch } from '../../../../validators/rules/score/group-max-mismatch.js';
import { testRule } from '../../test-rule.js';
import { row, takeOut } from '../../score-variants.js';

const AT = 'score.groups[1].max';

testRule(groupMaxMismatch, {
  valid: [
    { name: 'the points of the scheme' },
    { name: 'full points in spite of a deletion', change: (report) => Object.assign(row(report, '配送'), { deleted: true, score: null }) },
    {
      name: 'less the deleted points',
      change: (report) => {
        Object.assign(row(report, '配送'), { deleted: true, score: null });
        report.score.groups![1]!.max = 31;
      },
    },
    {
      name: 'following an indicator of wrong points',
      change: (report) => {
        row(report, '维修').max = 11;
        report.score.groups![1]!.max = 36;
      },
    },
    {
      name: 'following a row that is missing',
      change: (report) => {
        takeOut(report, '配送');
        report.score.groups![1]!.max = 31;
      },
    },
    { name: 'a group name with points behind it', change: (report) => (report.score.groups![1]!.name = '商品服务（35分）') },
    { name: 'a group known by its rows alone', change: (report) => (report.score.groups![1]!.name = '二') },
  ],
  invalid: [
    {
      name: 'five points more',
      change: (report) => (report.score.groups![1]!.max = 40),
      findings: [{ message: 'mismatch', at: AT, data: { reported: 40, computed: 35 } }],
    },
    {
      name: 'less than the deleted points',
      change: (report) => {
        Object.assign(row(report, '配送'), { deleted: true, score: null });
        report.score.groups![1]!.max = 30;
      },
      findings: [{ message: 'mismatch', at: AT, data: { reported: 30, computed: 35 } }],
    },
  ],
  open: [
    { name: 'points of a group that were not read', change: (report) => (report.score.groups![1]!.max = null) },
    {
      name: 'a doubtful figure',
      change: (report) => (report.score.groups![1]!.max = 85),
      readings: { [AT]: { confidence: 0.5 } },
      findings: [{ message: 'mismatch', at: AT }],
    },
  ],
});
