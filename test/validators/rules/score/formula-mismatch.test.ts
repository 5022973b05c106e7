import { formulaMismatch } from '../../../../validators/rules/score/formula-mismatch.js';
import { testRule } from '../../test-rule.js';
import type { AuditReport } from '../../../../model/index.js';
import { figures, row } from '../../score-variants.js';

const AT = 'score.formulaResult';

/** 93.5 of 98 points: 95.408163… */
function deletion(printed: number, more: Partial<AuditReport['score']> = {}): (report: AuditReport) => void {
  return (report) => {
    Object.assign(row(report, '废弃商品回收'), { score: null, deleted: true });
    figures(report, { totalMax: 98, total: 93.5, formulaResult: printed, ...more });
  };
}

testRule(formulaMismatch, {
  valid: [
    { name: 'over the full points' },
    { name: 'a quotient of two decimals', change: deletion(95.41) },
    { name: 'of one decimal', change: deletion(95.4) },
    { name: 'a whole number', change: deletion(95) },
    { name: 'cut off', change: deletion(95.408) },
    { name: 'a deduction before normalising', change: deletion(94.39, { specialDeduction: 1 }) },
    { name: 'a deduction after normalising', change: deletion(94.41, { specialDeduction: 1 }) },
    { name: 'a deduction not counted', change: deletion(95.41, { specialDeduction: 1 }) },
    {
      name: 'capped',
      change: (report) => {
        for (const name of ['资源配置', '技术支持', '质量保证']) row(report, name).score = row(report, name).max;
        figures(report, { specialBonus: 1, total: 101, formulaResult: 100 });
      },
    },
    {
      name: 'following a wrong total',
      change: (report) => figures(report, { total: 97, formulaResult: 97 }),
      stated: { 'score/total-mismatch': 'score.total' },
    },
    {
      name: 'scores in proportion, rounded to one decimal',
      change: (report) => {
        row(report, '监督').score = 6.33;
        figures(report, { total: 94.83, formulaResult: 94.8 });
      },
    },
  ],
  invalid: [
    {
      name: 'one off',
      change: (report) => (report.score.formulaResult = 96.5),
      findings: [
        { message: 'mismatch', at: AT, data: { reported: 96.5, computed: 95.5, points: 100 }, related: ['score.total', 'score.totalMax'] },
      ],
    },
    {
      name: 'a whole number where nothing needs rounding',
      change: (report) => (report.score.formulaResult = 96),
      findings: [{ message: 'mismatch', at: AT, data: { computed: 95.5 } }],
    },
    {
      name: 'divided by 100 although an indicator was deleted',
      change: deletion(93.5),
      findings: [{ message: 'deletionIgnored', at: AT, data: { reported: 93.5, computed: 95.4082, points: 98 } }],
    },
    {
      name: 'one hundredth too much',
      change: deletion(95.42),
      findings: [{ message: 'mismatch', at: AT }],
    },
    {
      name: 'trailing zeros count as digits',
      change: deletion(95.4),
      readings: { [AT]: { text: '95.400' } },
      findings: [{ message: 'mismatch', at: AT, data: { reported: 95.4 } }],
    },
    {
      name: 'no reading of a bonus fits',
      change: (report) => Object.assign(report.score, { specialBonus: 1, formulaResult: 98.5 }),
      findings: [{ message: 'mismatch', at: AT, data: { computed: 96.5 } }],
    },
    {
      name: 'neither the scores nor the wrong total',
      change: (report) => Object.assign(report.score, { total: 97, formulaResult: 99 }),
      stated: { 'score/total-mismatch': 'score.total' },
      findings: [{ message: 'mismatch', at: AT }],
    },
  ],
  open: [
    { name: 'an unread cell', change: (report) => (row(report, '维修').score = null), findings: [] },
    {
      name: 'a doubtful figure',
      change: (report) => (report.score.formulaResult = 35.5),
      readings: { [AT]: { confidence: 0.5 } },
      findings: [{ message: 'mismatch', at: AT }],
    },
    {
      name: 'an unread deduction',
      change: (report) => Object.assign(report.score, { specialDeduction: null, formulaResult: 80 }),
      findings: [{ message: 'mismatch', at: AT }],
    },
  ],
  notApplicable: [{ name: 'a formula without a figure', change: (report) => (report.score.formulaResult = null), blank: [AT] }],
});
