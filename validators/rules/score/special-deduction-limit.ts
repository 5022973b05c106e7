import { defineRule, fail, open } from '../../rule.js';
import { ratingOf } from '../../scoring/rating.js';

/** So many special deductions mean not passed, whatever the score. */
export const specialDeductionLimit = defineRule({
  id: 'score/special-deduction-limit',
  severity: 'error',
  title: { zh: '特别减分项达到上限仍推荐或评星', en: 'Recommended or given a star despite too many special deductions' },
  description: {
    zh: '特别减分项达到 5 个（含 5 个）即评价不合格，无论得分多少，都不得推荐认证或评定级别。',
    en: 'Five or more special deductions mean not passed, whatever the score: nothing may be recommended and no level given.',
  },
  clause: '审查报告 2 评分结果 1)',
  usesScheme: true,
  reads: ['score.specialDeduction', 'result.star?', 'conclusion.outcome?', 'conclusion.ticked?', 'conclusion.scope.star?'],
  exact: ['limit'],
  messages: {
    limit: {
      zh: '特别减分项为 {{reported}} 分，达到 {{limit}} 分即评价不合格，却仍{{rating}}。',
      en: 'The special deductions are {{reported}}; {{limit}} or more mean not passed, yet {{rating}}.',
    },
    unread: {
      zh: '特别减分项为 {{reported}} 分，达到 {{limit}} 分即评价不合格；结论或星级未能读出，请核对。',
      en: 'The special deductions are {{reported}}; {{limit}} or more mean not passed. The conclusion or the level could not be read: check them.',
    },
  },
  *check({ report, scheme }) {
    const { points, limit } = scheme.specialDeduction;
    const reported = report.score.specialDeduction!;
    if (Math.abs(reported) < limit * points) return;
    const { recommended, starred, known } = ratingOf(report);
    const details = { at: 'score.specialDeduction', data: { reported, limit: limit * points }, basis: [] };
    if (recommended === null && starred === null) {
      if (!known) yield open('unread', details);
      return;
    }
    yield fail('limit', {
      ...details,
      related: [
        ...(recommended === null ? [] : [{ path: recommended, note: { zh: '推荐认证', en: 'certification recommended' } }]),
        ...(starred === null ? [] : [{ path: starred, note: { zh: '评定的级别', en: 'level given' } }]),
      ],
      words: {
        rating: {
          zh: [recommended === null ? '' : '推荐认证', starred === null ? '' : '评定级别'].filter(Boolean).join('并'),
          en: [recommended === null ? '' : 'certification is recommended', starred === null ? '' : 'a level is given']
            .filter(Boolean)
            .join(' and '),
        },
      },
    });
  },
});
