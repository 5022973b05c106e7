import { totalMismatch } from '../../../../validators/rules/score/total-mismatch.js';
import { testRule } from '../../test-rule.js';
import { figures, row } from '../../score-variants.js';

const AT = 'score.total';

testRule(totalMismatch, {
  valid: [
    { name: 'the sum of the scores' },
    { name: 'a bonus counted in', change: (report) => Object.assign(report.score, { specialBonus: 1, total: 96.5 }) },
    { name: 'a bonus not counted in', change: (report) => Object.assign(report.score, { specialBonus: 1 }) },
    { name: 'deductions counted in', change: (report) => Object.assign(report.score, { specialDeduction: 2, total: 93.5 }) },
    {
      name: 'a deduction printed with a minus sign',
      change: (report) => Object.assign(report.score, { specialDeduction: -1, total: 94.5 }),
    },
    {
      name: 'held at the full points',
      change: (report) => {
        for (const name of ['资源配置', '技术支持', '质量保证']) row(report, name).score = row(report, name).max;
        Object.assign(report.score, { specialBonus: 1, total: 100 });
      },
    },
    {
      name: 'a deletion',
      change: (report) => {
        Object.assign(row(report, '废弃商品回收'), { score: null, deleted: true });
        figures(report, { totalMax: 98, total: 93.5 });
      },
    },
    {
      name: 'a row normalised to 100 after a deletion',
      change: (report) => {
        Object.assign(row(report, '废弃商品回收'), { score: null, deleted: true });
        figures(report, { total: 95.41 });
      },
      readings: { 'score.total': { text: '95.41' } },
    },
    {
      name: 'following a wrong subtotal',
      change: (report) => {
        report.score.groups![0]!.subtotal = 40;
        report.score.total = 96.5;
      },
      stated: { 'score/subtotal-mismatch': 'score.groups[0].subtotal' },
    },
    { name: 'an unread bonus that explains it', change: (report) => Object.assign(report.score, { specialBonus: null, total: 96.5 }) },
  ],
  invalid: [
    {
      name: 'off by one and a half',
      change: (report) => (report.score.total = 97),
      findings: [
        {
          message: 'mismatch',
          at: AT,
          data: { reported: 97, computed: 95.5, readings: [{ specialItems: 'not-counted', capped: false, value: 95.5 }] },
          related: ['score.groups[0].name', 'score.groups[1].name', 'score.groups[2].name'],
        },
      ],
    },
    {
      name: 'a whole number beside half points',
      change: (report) => (report.score.total = 95),
      readings: { [AT]: { text: '95' } },
      findings: [{ message: 'mismatch', at: AT, data: { reported: 95, computed: 95.5 } }],
    },
    {
      name: 'one tenth off, which floats would lose',
      change: (report) => {
        row(report, '监督').score = 6.1;
        row(report, '改进').score = 4.2;
        report.score.total = 93.9;
      },
      findings: [{ message: 'mismatch', at: AT, data: { computed: 93.8 } }],
    },
    {
      name: 'no reading of a bonus fits',
      change: (report) => Object.assign(report.score, { specialBonus: 1, total: 97.5 }),
      findings: [
        {
          message: 'readings',
          at: AT,
          data: {
            computed: 96.5,
            readings: [
              { specialItems: 'not-counted', capped: false, value: 95.5 },
              { specialItems: 'counted', capped: false, value: 96.5 },
            ],
          },
        },
      ],
    },
    {
      name: 'a blank bonus adds nothing',
      change: (report) => Object.assign(report.score, { specialBonus: null, total: 96.5 }),
      blank: ['score.specialBonus'],
      findings: [{ message: 'mismatch', at: AT }],
    },
    {
      name: 'subtotals cited where they are printed',
      change: (report) => {
        report.score.groups![0]!.subtotal = 39;
        report.score.total = 100;
      },
      findings: [{ message: 'mismatch', at: AT, related: ['score.groups[0].subtotal', 'score.groups[1].name', 'score.groups[2].name'] }],
    },
  ],
  open: [
    { name: 'an unread cell blocks the sum', change: (report) => (row(report, '维修').score = null), findings: [] },
    {
      name: 'a doubtful cell',
      change: (report) => (row(report, '维修').score = 1),
      readings: { 'score.groups[1].indicators[3].score': { confidence: 0.6 } },
      findings: [{ message: 'mismatch', at: AT }],
    },
    {
      name: 'an unread bonus that does not explain it',
      change: (report) => Object.assign(report.score, { specialBonus: null, total: 99 }),
      findings: [{ message: 'readings', at: AT }],
    },
  ],
  notApplicable: [
    { name: 'a blank cell', change: (report) => (row(report, '维修').score = null), blank: ['score.groups[1].indicators[3].score'] },
    { name: 'a blank total', change: (report) => (report.score.total = null), blank: [AT] },
  ],
});
