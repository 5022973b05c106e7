import { defineRule, fail } from '../../rule.js';
import { Decimal } from '../../scoring/interval.js';

/** Scores are given in steps; a finer one may be a slip of the pen, or points taken off in proportion. */
export const step = defineRule({
  id: 'score/step',
  severity: 'info',
  title: { zh: '得分细于评分步长', en: 'A score finer than the step' },
  description: {
    zh: '得分一般以 0.5 分为步长；更细的得分（如按样本比例扣分）请确认不是笔误。',
    en: 'Scores are usually given in steps of 0.5; a finer one (points taken off in proportion to samples) should be checked for a slip.',
  },
  clause: '审查报告 2 评分原则 b)',
  usesScheme: true,
  reads: ['score.groups', 'score.groups[].indicators[].score~'],
  exact: ['finer'],
  messages: {
    finer: {
      zh: '指标“{{name}}”得 {{reported}} 分，细于 {{step}} 分的评分步长，请确认。',
      en: 'The indicator {{name}} scores {{reported}}, finer than the step of {{step}}: please check.',
    },
  },
  *check({ report, scheme }) {
    for (const [group, { indicators }] of (report.score.groups ?? []).entries()) {
      for (const [index, { name, score, deleted }] of indicators.entries()) {
        if (deleted || score === null || new Decimal(score).mod(scheme.step).isZero()) continue;
        yield fail('finer', {
          at: `score.groups[${group}].indicators[${index}].score`,
          data: { reported: score, step: scheme.step },
          words: { name },
          basis: [],
        });
      }
    }
  },
});
