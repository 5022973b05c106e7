import { defineRule, open } from '../../rule.js';
import { saidOf } from '../../score-cells.js';
import { matchedTable, rowPath } from '../../scoring/report-score.js';

/** Every row names an indicator of the scheme, give or take one character. */
export const unknownIndicator = defineRule({
  id: 'score/unknown-indicator',
  severity: 'warning',
  title: { zh: '标准中没有的指标', en: 'A row the scheme does not know' },
  description: {
    zh: '评分表的每一行都应是标准规定的指标。名称按近似匹配（常用别称、错一个字均可）。若该行占了某个缺失指标的位置，会一并指出，不再另报缺失。多数指标都认不出时，只提示人工查看整张表。',
    en: 'Every row of the score table must be an indicator of the scheme. Names are matched tolerantly (common aliases, one wrong character). If the row stands where an indicator is missing, the finding says so and the indicator is not reported missing as well. When most rows are not recognised, a person is asked to look at the whole table.',
  },
  clause: '审查报告 2 评分表',
  usesScheme: true,
  reads: ['score.groups'],
  absence: ['unknown', 'instead'],
  messages: {
    unknown: {
      zh: '标准中没有指标“{{reported}}”。',
      en: 'The scheme has no indicator {{reported}}.',
    },
    instead: {
      zh: '标准中没有指标“{{reported}}”；该行所在位置应为“{{expected}}”（{{points}} 分）。',
      en: 'The scheme has no indicator {{reported}}; in its place {{expected}} ({{points}} points) is expected.',
    },
    table: {
      zh: '评分表的 {{rows}} 行中有 {{unknown}} 行不是标准规定的指标，请核对所用表格与认证标准。',
      en: '{{unknown}} of the {{rows}} rows of the score table are no indicators of the scheme: compare the form with the certification standard.',
    },
  },
  *check({ report, scheme }) {
    const table = matchedTable(report, scheme);
    const { rows } = table;
    const verdict = saidOf(table);
    const unknown = rows.filter(({ indicator }) => indicator === null);
    if (unknown.length > 0 && unknown.length * 2 >= rows.length) {
      yield open('table', { at: 'score.groups', data: { rows: rows.length, unknown: unknown.length }, basis: [] });
      return;
    }
    for (const row of unknown) {
      yield verdict(row.standsFor ? 'instead' : 'unknown', {
        at: `${rowPath(row)}.name`,
        data: { reported: row.printed.name, ...(row.standsFor ? { expected: row.standsFor.name } : {}) },
        words: row.standsFor ? { points: row.standsFor.max } : {},
        basis: [],
      });
    }
  },
});
