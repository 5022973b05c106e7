import { excerpts } from '../../../model/index.js';
import { defineRule, open } from '../../rule.js';
import { disagree, doubtfulReadings, PROSE, READER_NAMES, readingName } from '../../words/reading.js';

/** Two readers read the same place differently: a person decides. */
export const enginesDisagree = defineRule({
  id: 'reading/engines-disagree',
  severity: 'warning',
  title: { zh: '识别结果不一致', en: 'Readers disagree' },
  description: {
    zh: '两种识别方式对同一处读出不同文字而无从取舍，请对照页面确认。每处一条，列出各自的读法；不作为差错。概述和建议中的存疑之处由 reading/doubtful-field 一并列出。',
    en: 'Two readers read one place differently and nothing tells who is right; a person has to look. One finding for each place, with both texts; never a fault of the report. Doubtful stretches of the narrative and the suggestions are listed together by reading/doubtful-field.',
  },
  reads: [],
  messages: {
    differ: {
      zh: '{{field}}读法不一：{{texts}}；现取“{{reported}}”，请对照页面确认。',
      en: 'The {{field}} is read in different ways: {{texts}}; "{{reported}}" is used for now. Please look at the page.',
    },
  },
  *check({ report, readings }) {
    for (const [path, reading] of doubtfulReadings(readings())) {
      if (PROSE.test(path) || !disagree(reading)) continue;
      const { text, confidence, alternatives = [] } = reading;
      const [reported = '', ...quoted] = excerpts([text, ...alternatives.map((one) => one.text)]);
      yield open('differ', {
        at: path,
        data: { reported: text, confidence, readings: alternatives.map(({ reader, text: read }) => ({ reader, text: read })) },
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
