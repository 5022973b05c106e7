import { defineRule, fail } from '../../rule.js';

/** At most one special bonus. */
export const specialBonusLimit = defineRule({
  id: 'score/special-bonus-limit',
  severity: 'error',
  title: { zh: '特别加分项超过上限', en: 'The special bonus is above its limit' },
  description: {
    zh: '特别加分项不超过 1 个，最多加 1 分。总计随之偏高的不再另报。',
    en: 'There is at most one special bonus, worth 1 point. A total that follows from it is not reported again.',
  },
  clause: '审查报告 2 评分原则 d)',
  usesScheme: true,
  reads: ['score.specialBonus'],
  exact: ['above'],
  messages: {
    above: {
      zh: '特别加分项印为 {{reported}} 分，最多只能加 {{computed}} 分。',
      en: 'The special bonus is printed as {{reported}}; at most {{computed}} may be added.',
    },
  },
  *check({ report, scheme }) {
    const reported = report.score.specialBonus!;
    const computed = scheme.specialBonus.limit * scheme.specialBonus.points;
    if (reported > computed) yield fail('above', { at: 'score.specialBonus', data: { reported, computed } });
  },
});
