import { defineRule, fail } from '../../rule.js';
import { matchedTable, rowPath } from '../../scoring/report-score.js';

/** No indicator has two rows. */
export const duplicateIndicator = defineRule({
  id: 'score/duplicate-indicator',
  severity: 'error',
  title: { zh: '指标重复', en: 'An indicator stands twice' },
  description: {
    zh: '同一指标在评分表中只能出现一次，否则其得分会重复计算。总计与分值不再因此另报。',
    en: 'An indicator may stand in the score table only once, else its score counts twice. Totals and points that follow from it are not reported again.',
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
  },
  *check({ report, scheme }) {
    for (const row of matchedTable(report, scheme).rows) {
      if (!row.repeats || !row.indicator) continue;
      const score = (value: number | null): { zh: string; en: string } =>
        value === null ? { zh: '空白', en: 'nothing' } : { zh: ` ${value} 分`, en: String(value) };
      yield fail(row.standsFor ? 'instead' : 'twice', {
        at: `${rowPath(row)}.name`,
        related: [{ path: `${rowPath(row.repeats)}.name`, note: { zh: '第一次出现', en: 'the first row' } }],
        data: { reported: row.printed.name, ...(row.standsFor ? { expected: row.standsFor.name } : {}) },
        words: { name: row.indicator.name, first: score(row.repeats.printed.score), second: score(row.printed.score) },
        basis: [],
      });
    }
  },
});
