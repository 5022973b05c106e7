import { defineRule } from '../../rule.js';
import { saidOf } from '../../score-cells.js';
import { Decimal } from '../../scoring/interval.js';
import { matchedTable, rowPath } from '../../scoring/report-score.js';
import { deletedPoints, groupPointsOf } from '../../scoring/table-sums.js';
import { figure } from '../../words/score.js';

/**
 * A group is worth what the scheme says, whole or less its deleted indicators: forms print either. A group that follows a row
 * out of order (wrong points, missing, twice) is right by that row, which has its own finding.
 */
export const groupMaxMismatch = defineRule({
  id: 'score/group-max-mismatch',
  severity: 'warning',
  title: { zh: '一级指标分值不符', en: "A group's points are wrong" },
  description: {
    zh: '一级指标（分组）印出的分值应与认证标准一致，并等于组内各指标分值之和。有删减时，印全部分值或扣除删减后的分值均可。',
    en: 'The points printed for a group must be those of the scheme, and the sum of its indicators. With deletions, both the full points and the points less the deleted indicators are accepted.',
  },
  clause: '审查报告 2 评分表',
  usesScheme: true,
  reads: ['score.groups', 'score.groups[].max~', 'score.groups[].indicators[].max~'],
  exact: ['mismatch'],
  messages: {
    mismatch: {
      zh: '“{{name}}”的分值印为 {{reported}} 分，标准规定为 {{computed}} 分，本组各指标分值合计为 {{sum}} 分。',
      en: '{{name}} is printed as worth {{reported}} points; the scheme gives it {{computed}}, and its indicators add up to {{sum}}.',
    },
  },
  *check({ report, scheme }) {
    const table = matchedTable(report, scheme);
    for (const [group, printed] of (report.score.groups ?? []).entries()) {
      const known = table.groups[group];
      if (!known || printed.max === null) continue;
      const deleted = deletedPoints(table, group);
      const points = groupPointsOf(table, group);
      if (points.length === 0) continue;
      const explained = points.some((one) => one.eq(printed.max!) || one.plus(deleted).eq(printed.max!));
      if (printed.max === known.max || explained) continue;
      yield saidOf(table)('mismatch', {
        at: `score.groups[${group}].max`,
        related: table.rows
          .filter((row) => row.group === group && row.printed.max !== null)
          .map((row) => ({
            path: `${rowPath(row)}.max`,
            note: { zh: `${row.printed.name} ${row.printed.max} 分`, en: `${row.printed.name}: ${row.printed.max} points` },
          })),
        data: { reported: printed.max, computed: known.max },
        words: { name: known.name, sum: figure((points[0] ?? new Decimal(0)).plus(deleted)) },
        basis: [`score.groups[${group}]`],
      });
    }
  },
});
