import { defineRule, NOT_APPLICABLE } from '../../rule.js';
import { saidOf } from '../../score-cells.js';
import { exactly, overlaps, nearest, Decimal } from '../../scoring/interval.js';
import { matchedTable, rowPath } from '../../scoring/report-score.js';
import { sumsOf } from '../../scoring/table-sums.js';
import { datum } from '../../words/score.js';

/** A printed subtotal is the exact sum of its rows: a bare 38 beside cells like 4.5 means 38.0. */
export const subtotalMismatch = defineRule({
  id: 'score/subtotal-mismatch',
  severity: 'error',
  title: { zh: '小计与各项得分不符', en: 'A subtotal differs from its rows' },
  description: {
    zh: '印有小计时，小计应正好等于本组各项得分之和（表内数字为精确值，不容许四舍五入）。组内有得分空白或未读出时不计算。',
    en: 'A printed subtotal must be exactly the sum of the scores in its group (figures of the table are exact, no rounding). Groups with a blank or unread score are not added up.',
  },
  clause: '审查报告 2 评分表',
  usesScheme: true,
  reads: ['score.groups', 'score.groups[].indicators[].score~', 'score.groups[].subtotal?'],
  messages: {
    mismatch: {
      zh: '“{{group}}”的小计印为 {{reported}} 分，本组各项得分合计为 {{computed}} 分（{{cells}}）。',
      en: 'The subtotal of {{group}} is printed as {{reported}}; its scores add up to {{computed}} ({{cells}}).',
    },
  },
  *check({ report, scheme }) {
    const groups = report.score.groups ?? [];
    if (groups.every(({ subtotal }) => subtotal === null)) yield NOT_APPLICABLE;
    const table = matchedTable(report, scheme);
    for (const [group, { name, subtotal }] of groups.entries()) {
      const rows = table.rows.filter((row) => row.group === group && !row.printed.deleted);
      if (subtotal === null || rows.some(({ printed }) => printed.score === null)) continue;
      const sums = sumsOf(table, group);
      if (sums.some((sum) => overlaps(sum, exactly(subtotal)))) continue;
      const cells = rows.map(({ printed }) => printed.score).join(' + ');
      yield saidOf(table)('mismatch', {
        at: `score.groups[${group}].subtotal`,
        related: rows.map((row) => ({
          path: `${rowPath(row)}.score`,
          note: { zh: `${row.printed.name} ${row.printed.score} 分`, en: `${row.printed.name}: ${row.printed.score}` },
        })),
        data: { reported: subtotal, computed: datum(nearest(sums[0]!, new Decimal(subtotal))) },
        words: { group: name, cells },
        basis: rows.map((row) => `${rowPath(row)}.name`),
      });
    }
  },
});
