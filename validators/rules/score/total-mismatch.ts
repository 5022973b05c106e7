import { defineRule, open } from '../../rule.js';
import { printedAt, saidOf, specialCells, SPECIAL_ITEM_RULES } from '../../score-cells.js';
import { exactly, type Interval } from '../../scoring/interval.js';
import { matchesReading, scoreReadings, totalReadings } from '../../scoring/readings.js';
import { matchedTable, scoreParts, sumBySubtotals } from '../../scoring/report-score.js';
import { sumsOf } from '../../scoring/table-sums.js';
import { datum, nearestReading, range, readingData, readingWords } from '../../words/score.js';

/**
 * The printed total is the exact sum of the scores, the special items counted in or not, held at the full points or not.
 * A row printed as "100 | 95.41" after a deletion gives the normalised score in the total's place; its wrong points are
 * score/max-total-mismatch's matter.
 */
export const totalMismatch = defineRule({
  id: 'score/total-mismatch',
  severity: 'error',
  title: { zh: '总计与各项得分不符', en: 'The total differs from the scores' },
  description: {
    zh: '总计应正好等于各项得分之和。标准未规定特别加减分项是否计入、是否封顶，因此只有与每一种算法都不符时才判为不符，并列出各算法的结果。表内数字为精确值：得分有 4.5 时，总计印 95 即 95.0。小计有误而总计随小计时只报小计。',
    en: 'The total must be exactly the sum of the scores. Whether the special items count in and whether the sum is capped is not settled by the standard, so a total fails only when it fits no reading; the finding lists what each gives. Figures of the table are exact: beside a 4.5, a total of 95 means 95.0. A total that follows a wrong subtotal is not reported again.',
  },
  clause: '审查报告 2 评分表总计；评分原则 c) d) e)',
  usesScheme: true,
  reads: [
    'score.groups',
    'score.groups[].indicators[].score',
    'score.total',
    'score.specialDeduction?',
    'score.specialBonus?',
    'score.totalMax?',
  ],
  after: ['score/subtotal-mismatch', ...SPECIAL_ITEM_RULES],
  messages: {
    mismatch: {
      zh: '总计印为 {{reported}} 分，各项得分合计为 {{sum}} 分（{{groups}}）。',
      en: 'The total is printed as {{reported}}; the scores add up to {{sum}} ({{groups}}).',
    },
    readings: {
      zh: '总计印为 {{reported}} 分，与任何算法都不符：应为 {{readings}}；各组得分为 {{groups}}。',
      en: 'The total is printed as {{reported}}, which fits no reading: it should be {{readings}}; the groups score {{groups}}.',
    },
  },
  *check(context) {
    const { report, scheme, stated } = context;
    const cells = specialCells(context);
    const parts = scoreParts(report, scheme, cells);
    if (parts.points.length === 0) return;
    const total = report.score.total!;
    const printed = printedAt(context, 'score.total', total);
    const readings = totalReadings(parts);
    const points = parts.points[0]!;
    const normalised =
      report.score.totalMax === scheme.total && !points.eq(parts.full) ? scoreReadings({ ...parts, points: [points] }) : [];
    const bySubtotals = stated('score/subtotal-mismatch') ? totalReadings({ ...parts, sums: sumBySubtotals(report, scheme) }) : [];
    if (matchesReading(printed, [...readings, ...normalised, ...bySubtotals], parts.full)) return;

    const table = matchedTable(report, scheme);
    const groups = (report.score.groups ?? []).map(({ name, subtotal }, group) => {
      const sum = sumsOf(table, group)[0] ?? exactly(0);
      return { name, sum, path: `score.groups[${group}].${subtotal === null ? 'name' : 'subtotal'}` };
    });
    const unread = cells.deduction === 'unread' || cells.bonus === 'unread';
    const verdict = unread ? open : saidOf(table);
    yield verdict(readings.length === 1 ? 'mismatch' : 'readings', {
      at: 'score.total',
      related: groups.map(({ name, sum, path }) => ({ path, note: groupNote(name, sum) })),
      data: { reported: total, computed: datum(nearestReading(readings, printed.value)), readings: readingData(readings) },
      words: {
        sum: range(parts.sums[0]!),
        groups: groups.map(({ sum }) => range(sum)).join(' + '),
        readings: readingWords(readings),
      },
    });
  },
});

function groupNote(name: string, sum: Interval): { zh: string; en: string } {
  return { zh: `${name}各项得分合计 ${range(sum)} 分`, en: `${name}: the scores add up to ${range(sum)}` };
}
