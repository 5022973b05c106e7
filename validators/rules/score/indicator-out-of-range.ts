import { defineRule, fail, NOT_APPLICABLE, open } from '../../rule.js';

const MOST_OUTSIDE = 3;

/** A score lies between 0 and its indicator's points. Points that are wrong themselves are score/indicator-max-mismatch's matter. */
export const indicatorOutOfRange = defineRule({
  id: 'score/indicator-out-of-range',
  severity: 'error',
  title: { zh: '指标得分超出范围', en: 'A score lies outside its indicator' },
  description: {
    zh: '每项指标的得分不能低于 0 分，也不能高于该指标的分值。',
    en: "A score can be neither below 0 nor above its indicator's points.",
  },
  clause: '审查报告 2 评分表',
  reads: ['score.groups', 'score.groups[].indicators[].score~', 'score.groups[].indicators[].max~'],
  after: ['score/indicator-max-mismatch'],
  exact: ['above', 'negative'],
  messages: {
    above: {
      zh: '指标“{{name}}”得 {{reported}} 分，超过该指标的分值 {{computed}} 分。',
      en: 'The indicator {{name}} scores {{reported}}, more than the {{computed}} points it is worth.',
    },
    negative: {
      zh: '指标“{{name}}”得 {{reported}} 分，得分不能低于 0 分。',
      en: 'The indicator {{name}} scores {{reported}}; a score cannot be below 0.',
    },
  },
  *check({ report, stated }) {
    const rows = (report.score.groups ?? []).flatMap(({ indicators }, group) =>
      indicators.map((row, index) => ({ row, path: `score.groups[${group}].indicators[${index}]` })),
    );
    if (rows.length === 0) yield NOT_APPLICABLE;
    const outside = rows.filter(
      ({ row }) => !row.deleted && row.score !== null && (row.score < 0 || (row.max !== null && row.score > row.max)),
    );
    // One or two are slips of the office; where many are outside, the columns were not understood.
    const verdict = outside.length > MOST_OUTSIDE ? open : fail;
    for (const { row, path } of outside) {
      if (row.score === null) continue;
      const details = { at: `${path}.score`, words: { name: row.name }, basis: [] };
      if (row.score < 0) yield verdict('negative', { ...details, data: { reported: row.score, computed: 0 } });
      if (row.max === null || row.score <= row.max || stated('score/indicator-max-mismatch', `${path}.max`)) continue;
      const note = { zh: `分值 ${row.max} 分`, en: `worth ${row.max} points` };
      yield verdict('above', { ...details, data: { reported: row.score, computed: row.max }, related: [{ path: `${path}.max`, note }] });
    }
  },
});
