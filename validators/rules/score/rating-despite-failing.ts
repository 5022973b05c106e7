import { defineRule, fail } from '../../rule.js';
import { specialCells, SPECIAL_ITEM_RULES } from '../../score-cells.js';
import { ratingOf } from '../../scoring/rating.js';
import { scoreReadings } from '../../scoring/readings.js';
import { scoreParts } from '../../scoring/report-score.js';
import { passMark } from '../../scoring/stars.js';

const FIGURE_RULES = ['score/subtotal-mismatch', 'score/total-mismatch', 'score/formula-mismatch'] as const;

/** Below the pass mark nothing is recommended and no level given. A result that is itself a wrong figure, or follows one, is stated as such. */
export const ratingDespiteFailing = defineRule({
  id: 'score/rating-despite-failing',
  severity: 'error',
  title: { zh: '未达合格线仍推荐或评星', en: 'Recommended or given a star below the pass mark' },
  description: {
    zh: '评分结果低于合格线（GB/T 27922 为 70 分）即评价不合格，不得推荐认证，也不得评定星级或达标级。评分本身有误的，只报分数。',
    en: 'A result below the pass mark (70 points in GB/T 27922) is not passed: nothing may be recommended and no level given. Where the result is itself a wrong figure, only the figure is reported.',
  },
  clause: '审查报告 2 评分结果 1)',
  usesScheme: true,
  reads: [
    'result.score',
    'result.star?',
    'conclusion.outcome?',
    'conclusion.ticked?',
    'conclusion.scope.star?',
    'score.groups?',
    'score.specialDeduction?',
    'score.specialBonus?',
  ],
  after: ['score/result-mismatch', ...FIGURE_RULES, ...SPECIAL_ITEM_RULES],
  messages: {
    both: {
      zh: '评分结果为 {{score}} 分，低于合格线 {{pass}} 分，却仍推荐认证并评定级别。',
      en: 'The result is {{score}} points, below the pass mark of {{pass}}, yet certification is recommended and a level given.',
    },
    recommended: {
      zh: '评分结果为 {{score}} 分，低于合格线 {{pass}} 分，却仍推荐认证。',
      en: 'The result is {{score}} points, below the pass mark of {{pass}}, yet certification is recommended.',
    },
    starred: {
      zh: '评分结果为 {{score}} 分，低于合格线 {{pass}} 分，却仍评定级别。',
      en: 'The result is {{score}} points, below the pass mark of {{pass}}, yet a level is given.',
    },
  },
  *check(context) {
    const { report, scheme, stated } = context;
    const score = report.result.score!;
    const pass = passMark(scheme);
    if (score >= pass || stated('score/result-mismatch')) return;
    if (stated('score/special-deduction-limit') && score + Math.abs(report.score.specialDeduction ?? 0) >= pass) return;
    const passing = scoreReadings(scoreParts(report, scheme, specialCells(context))).some(({ value }) => value.high.gte(pass));
    if (passing && FIGURE_RULES.some((id) => stated(id))) return;
    const { recommended, starred } = ratingOf(report);
    if (recommended === null && starred === null) return;
    const both = recommended !== null && starred !== null;
    yield fail(both ? 'both' : recommended !== null ? 'recommended' : 'starred', {
      at: recommended ?? starred ?? 'result.score',
      related: [
        { path: 'result.score', note: { zh: `评分结果 ${score} 分`, en: `result: ${score} points` } },
        ...(both ? [{ path: starred, note: { zh: '评定的级别', en: 'level given' } }] : []),
      ],
      data: { reported: score, computed: 'fail', passMark: pass },
      words: { score, pass },
      basis: [],
    });
  },
});
