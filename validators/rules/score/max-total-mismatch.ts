import { defineRule } from '../../rule.js';
import { printedAt, saidOf, specialCells, SPECIAL_ITEM_RULES } from '../../score-cells.js';
import { Decimal } from '../../scoring/interval.js';
import { matchesReading, scoreReadings } from '../../scoring/readings.js';
import { matchedTable, rowPath, scoreParts } from '../../scoring/report-score.js';

/**
 * The total of the points column is that of the applicable indicators. Where the formula divides by the wrong printed total,
 * score/formula-mismatch says so, being what changes the result; this rule then stays quiet.
 */
export const maxTotalMismatch = defineRule({
  id: 'score/max-total-mismatch',
  severity: 'warning',
  title: { zh: '总分值与涉及项不符', en: 'The total of the points is wrong' },
  description: {
    zh: '总计行的分值应等于涉及项总分值：标准总分减去已删减指标的分值。由某一指标分值有误、缺行或重复带来的差异，以及公式已按此错误分值计算的情形，不再另报。',
    en: "The points in the total row must be those of the applicable indicators: the scheme's total less the deleted ones. A difference that follows from a wrong, missing or repeated row, or that the formula's finding already states, is not reported again.",
  },
  clause: '审查报告 2 评分原则 e)',
  usesScheme: true,
  reads: [
    'score.groups',
    'score.totalMax',
    'score.groups[].indicators[].max~',
    'score.groups[].max?',
    'score.formulaResult?',
    'score.specialDeduction?',
    'score.specialBonus?',
  ],
  after: ['score/formula-mismatch', ...SPECIAL_ITEM_RULES],
  exact: ['mismatch', 'notReduced'],
  messages: {
    mismatch: {
      zh: '总计行的分值印为 {{reported}} 分，涉及项总分值应为 {{computed}} 分。',
      en: 'The total of the points is printed as {{reported}}; the applicable indicators are worth {{computed}}.',
    },
    notReduced: {
      zh: '总计行的分值印为 {{reported}} 分，已删减{{deleted}}，涉及项总分值应为 {{computed}} 分。',
      en: 'The total of the points is printed as {{reported}}; with {{deleted}} deleted, the applicable indicators are worth {{computed}}.',
    },
  },
  *check(context) {
    const { report, scheme, stated } = context;
    const { totalMax, formulaResult } = report.score;
    const parts = scoreParts(report, scheme, specialCells(context));
    if (totalMax === null || parts.points.length === 0 || parts.points.some((points) => points.eq(totalMax))) return;
    if (stated('score/formula-mismatch') && formulaResult !== null) {
      const printed = printedAt(context, 'score.formulaResult', formulaResult);
      if (matchesReading(printed, scoreReadings({ ...parts, points: [new Decimal(totalMax)] }), parts.full)) return;
    }
    const table = matchedTable(report, scheme);
    const deleted = table.rows.filter((row) => row.printed.deleted);
    const names = deleted.map((row) => row.indicator?.name ?? row.printed.name);
    yield saidOf(table)(deleted.length > 0 ? 'notReduced' : 'mismatch', {
      at: 'score.totalMax',
      related: deleted.map((row) => ({
        path: `${rowPath(row)}.name`,
        note: { zh: `已删减，${row.indicator?.max ?? '?'} 分`, en: `deleted, worth ${row.indicator?.max ?? '?'} points` },
      })),
      data: { reported: totalMax, computed: parts.points[0]!.toNumber() },
      words: { deleted: { zh: names.map((name) => `“${name}”`).join('、'), en: names.join(', ') } },
      basis: ['score.groups'],
    });
  },
});
