import { defineRule, fail } from '../../rule.js';
import { Decimal } from '../../scoring/interval.js';

/** Special deductions are counted one by one. */
export const specialDeductionInvalid = defineRule({
  id: 'score/special-deduction-invalid',
  severity: 'warning',
  title: { zh: '特别减分项数值无效', en: 'The special deductions are no count' },
  description: {
    zh: '特别减分项按个计，每个扣 1 分，应填不小于 0 的整数；不填负号。',
    en: 'Special deductions are counted, one point each: a whole number from 0, without a minus sign.',
  },
  clause: '审查报告 2 评分原则 c)',
  usesScheme: true,
  reads: ['score.specialDeduction'],
  exact: ['negative', 'fraction'],
  messages: {
    negative: {
      zh: '特别减分项印为 {{reported}}，应填扣除的分数，不带负号（{{computed}}）。',
      en: 'The special deductions are printed as {{reported}}; the points taken off are given without a minus sign ({{computed}}).',
    },
    fraction: {
      zh: '特别减分项印为 {{reported}}，每个扣 {{points}} 分，不会出现这一数值。',
      en: 'The special deductions are printed as {{reported}}; at {{points}} point(s) each, that figure cannot occur.',
    },
  },
  *check({ report, scheme }) {
    const reported = report.score.specialDeduction!;
    const { points } = scheme.specialDeduction;
    const details = { at: 'score.specialDeduction', words: { points } };
    if (!new Decimal(reported).mod(points).isZero()) yield fail('fraction', { ...details, data: { reported } });
    else if (reported < 0) yield fail('negative', { ...details, data: { reported, computed: -reported } });
  },
});
