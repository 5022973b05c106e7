import { defineRule, open } from '../../rule.js';
import { saidOf } from '../../score-cells.js';
import { matchedTable, rowPath } from '../../scoring/report-score.js';

/** More rows than this that stand twice say that the table was not understood, not that the office counted twice. */
const MOST_REPEATS = 3;

/** No indicator has two rows. */
export const duplicateIndicator = defineRule({
  id: 'score/duplicate-indicator',
  severity: 'error',
  title: { zh: '指标重复', en: 'An indicator stands twice' },
  description: {
    zh: '同一指标在评分表中只能出现一次，否则其得分会重复计算。总计与分值不再因此另报。重复的行很多时，只提示人工查看。',
    en: 'An indicator may stand in the score table only once, else its score counts twice. Totals and points that follow from it are not reported again. Where many rows repeat, a person is asked to look instead.',
  },
  clause: '审查报告 2 评分表',
  usesScheme: true,
  reads: ['score.groups'],
  messages: {
    twice: {
      zh: '指标“{{name}}”在评分表中出现两次：一次得分{{first}}，一次得分{{second}}。',
      en: 'The indicator {{name}} stands twice in the score table: scored {{first}} and {{second}}.',
    },
    instead: {
      zh: '指标“{{name}}”在评分表中出现两次；按分值和位置，其中一行应为“{{expected}}”。',
      en: 'The indicator {{name}} stands twice in the score table; by its points and place one of the rows should be {{expected}}.',
    },
    table: {
      zh: '评分表的 {{rows}} 行中有 {{repeated}} 行与前面的指标重复，表格可能没有读对，请对照页面核对。',
      en: '{{repeated}} of the {{rows}} rows of the score table repeat an earlier indicator; the table may not have been read rightly: compare it with the page.',
    },
  },
  *check({ report, scheme }) {
    const table = matchedTable(report, scheme);
    const { rows } = table;
    const verdict = saidOf(table);
    const repeated = rows.filter(({ repeats }) => repeats !== null);
    if (repeated.length > MOST_REPEATS) {
      yield open('table', { at: 'score.groups', data: { rows: rows.length, repeated: repeated.length }, basis: [] });
      return;
    }
    for (const row of repeated) {
      if (!row.repeats || !row.indicator) continue;
      const score = (value: number | null): { zh: string; en: string } =>
        value === null ? { zh: '空白', en: 'nothing' } : { zh: ` ${value} 分`, en: String(value) };
      yield verdict(row.standsFor ? 'instead' : 'twice', {
        at: `${rowPath(row)}.name`,
        related: [{ path: `${rowPath(row.repeats)}.name`, note: { zh: '第一次出现', en: 'the first row' } }],
        data: { reported: row.printed.name, ...(row.standsFor ? { expected: row.standsFor.name } : {}) },
        words: { name: row.indicator.name, first: score(row.repeats.printed.score), second: score(row.printed.score) },
        basis: [],
      });
    }
  },
});
