import { defineRule, open } from '../../rule.js';
import { printedAt, saidOf, specialCells, SPECIAL_ITEM_RULES } from '../../score-cells.js';
import { exactly } from '../../scoring/interval.js';
import { matchesReading, scoreReadings } from '../../scoring/readings.js';
import { matchedTable, scoreParts } from '../../scoring/report-score.js';
import { datum, figure, nearestReading, range, readingData, readingWords } from '../../words/score.js';

/**
 * The formula's figure is got / applicable × 100. With deletions it is a rounded quotient and stands for an interval; over the
 * full points it is exact. A figure that follows a total already found wrong is right by that total.
 */
export const formulaMismatch = defineRule({
  id: 'score/formula-mismatch',
  severity: 'error',
  title: { zh: '评价实得分数与公式不符', en: "The formula's figure is wrong" },
  description: {
    zh: '评价实得分数应等于实际得分÷涉及项总分值×100，删减的指标两边都不计。有删减时印出的是约数，按其末位数字代表的区间比较（四舍五入或截断均可）；无删减时不需约算，整数即为精确值。特别加减分项折算前或折算后计入、或不计入均可。总计已判为有误且公式随总计时不再另报。',
    en: 'The figure must be got ÷ applicable points × 100; deleted indicators count on neither side. With deletions it is printed rounded and is compared as the interval its last digit stands for (rounded or cut off); without, it needs no rounding and a whole number stands for itself. Special items may count before or after normalising, or not at all. A figure that follows a total already found wrong is not reported again.',
  },
  clause: '审查报告 2 评分计算；评分原则 e)',
  usesScheme: true,
  reads: [
    'score.groups',
    'score.groups[].indicators[].score',
    'score.formulaResult',
    'score.total?',
    'score.totalMax?',
    'score.specialDeduction?',
    'score.specialBonus?',
  ],
  after: ['score/subtotal-mismatch', 'score/total-mismatch', ...SPECIAL_ITEM_RULES],
  messages: {
    mismatch: {
      zh: '评价实得分数印为 {{reported}} 分，按 {{got}} ÷ {{points}} × {{full}} 应为 {{readings}}。',
      en: "The formula's result is printed as {{reported}}; {{got}} ÷ {{points}} × {{full}} gives {{readings}}.",
    },
    deletionIgnored: {
      zh: '评价实得分数印为 {{reported}} 分，是按 {{full}} 分计算的；扣除删减项后涉及项总分值为 {{points}} 分，{{got}} ÷ {{points}} × {{full}} 应为 {{readings}}。',
      en: "The formula's result is printed as {{reported}}, computed over {{full}} points; less the deleted indicators {{points}} apply, and {{got}} ÷ {{points}} × {{full}} gives {{readings}}.",
    },
  },
  *check(context) {
    const { report, scheme, stated } = context;
    const { formulaResult, total, totalMax } = report.score;
    const cells = specialCells(context);
    const parts = scoreParts(report, scheme, cells);
    const printed = printedAt(context, 'score.formulaResult', formulaResult!);
    const readings = scoreReadings(parts);
    if (readings.length === 0 || matchesReading(printed, readings, parts.full)) return;
    const upstream = stated('score/total-mismatch') || stated('score/subtotal-mismatch');
    if (upstream && total !== null) {
      const fromTotal = [...scoreReadings({ ...parts, sums: [exactly(total)] }), { value: exactly(total), points: parts.full }];
      if (matchesReading(printed, fromTotal, parts.full)) return;
    }

    const points = parts.points[0]!;
    const overFull = scoreReadings({ ...parts, points: [parts.full] });
    const deletionIgnored = !points.eq(parts.full) && matchesReading(printed, overFull, parts.full);
    const verdict = cells.deduction === 'unread' || cells.bonus === 'unread' ? open : saidOf(matchedTable(report, scheme));
    const related = [
      ...(total === null ? [] : [{ path: 'score.total', note: { zh: `总计 ${total} 分`, en: `total ${total}` } }]),
      ...(totalMax === null
        ? []
        : [{ path: 'score.totalMax', note: { zh: `总分值印为 ${totalMax} 分`, en: `total points printed as ${totalMax}` } }]),
    ];
    yield verdict(deletionIgnored ? 'deletionIgnored' : 'mismatch', {
      at: 'score.formulaResult',
      related,
      data: {
        reported: formulaResult,
        computed: datum(nearestReading(readings, printed.value)),
        points: points.toNumber(),
        readings: readingData(readings),
      },
      words: { got: range(parts.sums[0]!), points: figure(points), full: figure(parts.full), readings: readingWords(readings) },
    });
  },
});
