import { defineRule, fail } from '../../rule.js';
import { matchedTable, rowPath } from '../../scoring/report-score.js';
import { COMMON_WORDS, INDICATOR_WORDS } from '../../words/indicator-words.js';
import { normalise } from '../../words/normalise.js';

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Points taken off an indicator are spoken of somewhere: in a remark, the narrative or the suggestions. */
export const deductionUnexplained = defineRule({
  id: 'score/deduction-unexplained',
  severity: 'info',
  title: { zh: '扣分未见说明', en: 'Points taken off without a word' },
  description: {
    zh: '指标有扣分时，概述、备注或改进建议中应有所涉及。只要出现指标名称、别称或相关词语中的任何一个，即视为已说明；本行有备注亦然。',
    en: 'Where points are taken off an indicator, the narrative, the remarks or the suggestions should touch it. Any word of its name, its aliases or its field counts, and so does a remark in the row.',
  },
  clause: '审查报告 2 评分原则 a)',
  usesScheme: true,
  reads: ['score.groups', 'score.groups[].indicators[].score~', 'narrative.text', 'suggestions', 'score.groups[].indicators[].remark?'],
  absence: ['unexplained'],
  messages: {
    unexplained: {
      zh: '指标“{{name}}”满分 {{max}} 分，得 {{reported}} 分，但概述、备注和改进建议中都没有提到与之有关的内容。',
      en: 'The indicator {{name}} scores {{reported}} of {{max}}, but narrative, remarks and suggestions say nothing that touches it.',
    },
  },
  *check({ report, scheme }) {
    const { rows } = matchedTable(report, scheme);
    const remarks = rows.map(({ printed }) => printed.remark ?? '');
    const text = normalise([report.narrative.text ?? '', ...(report.suggestions ?? []), ...remarks].join('\n'));
    const said = new Set(wordsOf(text));
    for (const row of rows) {
      const { printed, indicator } = row;
      if (!indicator || printed.deleted || printed.score === null || printed.score >= indicator.max || printed.remark?.trim()) continue;
      const names = [indicator.name, ...indicator.aliases];
      const terms = new Set([...names, ...(INDICATOR_WORDS[indicator.name] ?? []), ...names.flatMap(wordsOf)]);
      if ([...terms].some((term) => !COMMON_WORDS.has(term) && (said.has(term) || text.includes(term)))) continue;
      yield fail('unexplained', {
        at: `${rowPath(row)}.score`,
        data: { reported: printed.score, max: indicator.max },
        words: { name: indicator.name },
        basis: [`${rowPath(row)}.name`, 'narrative.text', 'suggestions'],
      });
    }
  },
});

/** The words of two or more characters in a Chinese text. */
function wordsOf(text: string): string[] {
  return [...segmenter.segment(text)].filter(({ isWordLike, segment }) => isWordLike && segment.length > 1).map(({ segment }) => segment);
}
