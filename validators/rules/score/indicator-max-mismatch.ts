import { defineRule } from '../../rule.js';
import { saidOf } from '../../score-cells.js';
import { matchedTable, rowPath } from '../../scoring/report-score.js';

/** An indicator is worth what the scheme says; a second row of one indicator is score/duplicate-indicator's matter. */
export const indicatorMaxMismatch = defineRule({
  id: 'score/indicator-max-mismatch',
  severity: 'error',
  title: { zh: '指标分值与标准不符', en: "An indicator's points differ from the scheme" },
  description: {
    zh: '评分表中每项指标印出的分值应与认证标准规定的分值一致。已删减的指标不检查；名称按近似匹配，写错一个字仍视为同一指标。',
    en: 'The points printed for each indicator must be those of the certification scheme. Deleted indicators are left out; names are matched tolerantly, so one wrong character does not make another indicator.',
  },
  clause: '审查报告 2 评分表',
  usesScheme: true,
  reads: ['score.groups', 'score.groups[].indicators[].max~'],
  exact: ['mismatch'],
  messages: {
    mismatch: {
      zh: '指标“{{name}}”的分值印为 {{reported}} 分，标准规定为 {{computed}} 分。',
      en: 'The indicator {{name}} is printed as worth {{reported}} points; the scheme gives it {{computed}}.',
    },
  },
  *check({ report, scheme }) {
    const table = matchedTable(report, scheme);
    const verdict = saidOf(table);
    for (const row of table.rows) {
      const { printed, indicator, repeats } = row;
      if (!indicator || repeats || printed.deleted || printed.max === null || printed.max === indicator.max) continue;
      yield verdict('mismatch', {
        at: `${rowPath(row)}.max`,
        data: { reported: printed.max, computed: indicator.max },
        words: { name: indicator.name },
        basis: [`${rowPath(row)}.name`],
      });
    }
  },
});
