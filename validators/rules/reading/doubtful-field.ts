import { excerpts, isDoubtful } from '../../../model/index.js';
import { defineRule, open } from '../../rule.js';
import { readingName } from '../../words/reading.js';

/** A field read with little confidence. Nothing that rests on it is held against the report. */
export const doubtfulField = defineRule({
  id: 'reading/doubtful-field',
  severity: 'info',
  title: { zh: '字段识别把握不足', en: 'A field read with little confidence' },
  description: {
    zh: '识别把握低于 90% 的字段，每个一条，请对照页面确认或更正。依据这些字段得出的矛盾一律列为“待核”，不作为差错。两种识别方式不一致的另见 reading/engines-disagree。',
    en: 'One finding for each field read with less than 90 % confidence: confirm or correct it by the page. Contradictions that rest on such a field are open, never failures. Fields on which two readers disagree are listed by reading/engines-disagree instead.',
  },
  reads: [],
  after: ['reading/engines-disagree'],
  messages: {
    doubtful: {
      zh: '{{field}}读作“{{reported}}”，把握为 {{percent}}%，请对照页面确认。',
      en: 'The {{field}} is read as "{{reported}}" with {{percent}} % confidence. Please look at the page.',
    },
  },
  *check({ report, readings, stated }) {
    for (const [path, reading] of readings()) {
      if (!isDoubtful(reading) || stated('reading/engines-disagree', path)) continue;
      yield open('doubtful', {
        at: path,
        data: { reported: reading.text, confidence: reading.confidence },
        words: {
          field: readingName(report, path),
          reported: excerpts([reading.text])[0]!,
          percent: Math.floor((reading.confidence ?? 0) * 100),
        },
      });
    }
  },
});
