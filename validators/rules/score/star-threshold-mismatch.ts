import { defineRule, fail } from '../../rule.js';
import { printedAt, specialCells, SPECIAL_ITEM_RULES } from '../../score-cells.js';
import { matchesReading, scoreReadings } from '../../scoring/readings.js';
import { scoreParts } from '../../scoring/report-score.js';
import { passMark, starFor, starFrom } from '../../scoring/stars.js';
import { STAR_NAMES } from '../../words/terms.js';

const FIGURE_RULES = ['score/subtotal-mismatch', 'score/total-mismatch', 'score/formula-mismatch', 'score/result-mismatch'] as const;

/**
 * The star in the result is the one the printed score earns. Where a figure has been found wrong, the star may fit any of the
 * figures: the wrong one is stated by its own rule. A score below the pass mark is score/rating-despite-failing's matter.
 */
export const starThresholdMismatch = defineRule({
  id: 'score/star-threshold-mismatch',
  severity: 'error',
  title: { zh: '星级与评分不符', en: 'The star is not the one the score earns' },
  description: {
    zh: '评分结果的星级应与印出的评分对应（界限值含本数）。印出的评分是约数时，约算前后的星级均可。已有分数被判为有误时，星级只要与其中任一分数相符即不再另报。低于合格线仍评星的由“未达合格线仍推荐或评星”报告。',
    en: 'The star in the result must be the one the printed score earns (bounds inclusive). Where the printed score is a rounded one, the star of the unrounded score is accepted too. When a figure has been found wrong, a star that fits any of the figures is not reported again. Scores below the pass mark are left to score/rating-despite-failing.',
  },
  clause: '审查报告 2 评分结果 2)',
  usesScheme: true,
  reads: [
    'result.score',
    'result.star',
    'score.formulaResult?',
    'score.total?',
    'score.groups?',
    'score.specialDeduction?',
    'score.specialBonus?',
  ],
  after: [...FIGURE_RULES, 'score/rating-despite-failing', ...SPECIAL_ITEM_RULES],
  messages: {
    mismatch: {
      zh: '评分结果为 {{score}} 分，应为{{earned}}（{{from}}），却评为{{given}}。',
      en: 'The result is {{score}} points, which is: {{earned}} ({{from}}); the level given is: {{given}}.',
    },
  },
  *check(context) {
    const { report, scheme, stated } = context;
    const { formulaResult, total, groups, specialDeduction } = report.score;
    const score = report.result.score!;
    const given = report.result.star!;
    const earned = starFor(scheme, score);
    const tooManyDeductions =
      specialDeduction !== null && Math.abs(specialDeduction) >= scheme.specialDeduction.limit * scheme.specialDeduction.points;
    if (given === earned || score < passMark(scheme)) return;
    if (stated('score/special-deduction-limit') || (given === 'fail' && tooManyDeductions)) return;

    const allRead = groups?.every(({ indicators }) => indicators.every((row) => row.deleted || row.score !== null)) ?? false;
    const parts = scoreParts(report, scheme, specialCells(context));
    const readings = allRead ? scoreReadings(parts) : [];
    const printed = printedAt(context, 'result.score', score);
    const wrongFigure = FIGURE_RULES.some((id) => stated(id));
    const possible = [
      ...readings.filter((reading) => wrongFigure || matchesReading(printed, [reading], parts.full)).map(({ value }) => value.low),
      ...(wrongFigure ? [formulaResult, total].filter((one) => one !== null) : []),
    ];
    if (possible.some((value) => starFor(scheme, value) === given)) return;

    const from = starFrom(scheme, earned) ?? 0;
    yield fail('mismatch', {
      at: 'result.star',
      related: [{ path: 'result.score', note: { zh: `评分结果 ${score} 分`, en: `result: ${score} points` } }],
      data: { reported: given, computed: earned, score },
      words: {
        earned: STAR_NAMES[earned],
        given: STAR_NAMES[given],
        from: { zh: `${from} 分及以上`, en: `from ${from} points` },
      },
      basis: ['score.specialDeduction'],
    });
  },
});
