import { defineRule, fail, NOT_APPLICABLE, open } from '../../rule.js';
import { failingCount } from '../../words/limit-wording.js';

/** The form says once from how many special deductions on a report has failed. */
export const limitWording = defineRule({
  id: 'format/limit-wording',
  severity: 'info',
  title: { zh: '特别减分项上限的表述自相矛盾', en: 'The limit of special deductions is worded in two ways' },
  description: {
    zh: '评分表与评分结果说明对“特别减分项达到多少不通过”的表述应一致：“超过 5 分”指 6 分起，“5 个以上（含 5 个）”指 5 个起。',
    en: 'The score table and the principles must agree on how many special deductions fail a report: 超过 5 分 (more than 5) means from 6 on, 5 个以上（含 5 个） (5 or more) from 5 on.',
  },
  clause: '审查报告 2 评分表；评分结果 1)',
  reads: ['score.deductionLimit.table?', 'score.deductionLimit.principles?'],
  exact: ['contradiction'],
  messages: {
    contradiction: {
      zh: '评分表写“{{reported}}”（即 {{tableCount}} 个起不通过），评分说明写“{{principles}}”（即 {{principlesCount}} 个起不通过），两处矛盾。',
      en: 'The score table says "{{reported}}" (fails from {{tableCount}} on), the principles say "{{principles}}" (fails from {{principlesCount}} on): they contradict each other.',
    },
    unclear: {
      zh: '“{{reported}}”与“{{principles}}”是否同一上限无法判断，请核对。',
      en: 'Whether "{{reported}}" and "{{principles}}" mean the same limit cannot be told: please check.',
    },
  },
  *check({ report }) {
    const { table, principles } = report.score.deductionLimit;
    if (table === null || principles === null) {
      yield NOT_APPLICABLE;
      return;
    }
    const [tableCount, principlesCount] = [failingCount(table), failingCount(principles)];
    const details = {
      at: 'score.deductionLimit.table',
      related: [{ path: 'score.deductionLimit.principles', note: { zh: '评分说明中的表述', en: 'the wording of the principles' } }],
      data: { reported: table, principles },
    };
    if (tableCount === null || principlesCount === null) yield open('unclear', details);
    else if (tableCount !== principlesCount) yield fail('contradiction', { ...details, words: { tableCount, principlesCount } });
  },
});
