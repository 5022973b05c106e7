import { excerpts } from '../../../model/index.js';
import { defineRule, open } from '../../rule.js';
import { READER_NAMES, readingName } from '../../words/reading.js';

/** Two readers read the same place differently: a person decides. */
export const enginesDisagree = defineRule({
  id: 'reading/engines-disagree',
  severity: 'warning',
  title: { zh: '识别结果不一致', en: 'Readers disagree' },
  description: {
    zh: '两种识别方式对同一处读出不同文字，请对照页面确认。列出各自的读法；不作为差错。',
    en: 'Two readers read one place differently; a person has to look. Both texts are listed. Never a fault of the report.',
  },
  reads: [],
  messages: {
    differ: {
      zh: '{{field}}读法不一：{{texts}}；现取“{{reported}}”，请对照页面确认。',
      en: 'The {{field}} is read in different ways: {{texts}}; "{{reported}}" is used for now. Please look at the page.',
    },
  },
  *check({ report, readings }) {
    for (const [path, { text, alternatives }] of readings()) {
      const distinct = new Set(alternatives?.map((one) => one.text.trim()));
      if (!alternatives || distinct.size < 2) continue;
      const [reported = '', ...quoted] = excerpts([text, ...alternatives.map((one) => one.text)]);
      yield open('differ', {
        at: path,
        data: { reported: text, readings: alternatives.map(({ reader, text: read }) => ({ reader, text: read })) },
        words: {
          field: readingName(report, path),
          texts: {
            zh: alternatives.map((one, index) => `${READER_NAMES[one.reader].zh}读作“${quoted[index]!}”`).join('，'),
            en: alternatives.map((one, index) => `${READER_NAMES[one.reader].en} reads "${quoted[index]!}"`).join(', '),
          },
          reported,
        },
      });
    }
  },
});
