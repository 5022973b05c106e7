import { deductionUnexplained } from '../../../../validators/rules/score/deduction-unexplained.js';
import { testRule } from '../../test-rule.js';
import { row } from '../../score-variants.js';

const DELIVERY = 'score.groups[1].indicators[2].score';

testRule(deductionUnexplained, {
  valid: [
    { name: 'each deduction touched by the texts' },
    {
      name: 'touched by a related word in a suggestion',
      change: (report) => {
        row(report, '配送').score = 3;
        report.suggestions!.push('与第三方物流公司核对签收单。');
      },
    },
    { name: 'a remark in the row', change: (report) => Object.assign(row(report, '配送'), { score: 3, remark: '见记录' }) },
    {
      name: 'a word broken by a line end',
      change: (report) => {
        row(report, '废弃商品回收').score = 1;
        report.narrative.text = `${report.narrative.text ?? ''}部分地区尚未开展废\n旧产品回收。`;
      },
    },
    { name: 'a deleted indicator', change: (report) => Object.assign(row(report, '配送'), { deleted: true, score: null }) },
  ],
  invalid: [
    {
      name: 'no word of it',
      change: (report) => (row(report, '配送').score = 3),
      findings: [{ message: 'unexplained', at: DELIVERY, data: { reported: 3, max: 4 } }],
    },
    {
      name: 'only words that stand everywhere',
      change: (report) => {
        row(report, '服务文化').score = 5;
        report.suggestions = ['补充备件资源，完善技术支持记录和质量保证回访，做好售后服务管理。'];
      },
      findings: [{ message: 'unexplained', at: 'score.groups[0].indicators[6].score' }],
    },
    {
      name: 'silent texts',
      change: (report) => {
        report.narrative.text = '总体良好。';
        report.suggestions = [];
      },
      findings: [
        { message: 'unexplained', at: 'score.groups[0].indicators[2].score' },
        { message: 'unexplained', at: 'score.groups[1].indicators[1].score' },
        { message: 'unexplained', at: 'score.groups[1].indicators[4].score' },
      ],
    },
  ],
  open: [
    { name: 'a score that was not read', change: (report) => (row(report, '配送').score = null) },
    {
      name: 'a narrative read with doubt',
      change: (report) => (row(report, '配送').score = 2),
      readings: { 'narrative.text': { confidence: 0.7 } },
      findings: [{ message: 'unexplained', at: DELIVERY }],
    },
  ],
});
