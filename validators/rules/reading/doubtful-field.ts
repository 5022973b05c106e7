import { excerpts, type Reading } from '../../../model/index.js';
import { defineRule, open, type Verdict } from '../../rule.js';
import { doubtfulReadings, PROSE, readingName, stretchOf } from '../../words/reading.js';

/** A field read with little confidence. Nothing that rests on it is held against the report. */
export const doubtfulField = defineRule({
  id: 'reading/doubtful-field',
  severity: 'info',
  title: { zh: '字段识别把握不足', en: 'A field read with little confidence' },
  description: {
    zh: '识别把握低于 90% 的字段，每个一条；概述和建议各合为一条，只列存疑的片段。请对照页面确认或更正。依据这些字段得出的矛盾一律列为“待核”，不作为差错。两种识别方式不一致的另见 reading/engines-disagree。',
    en: 'One finding for each field read with less than 90 % confidence, one for the narrative and one for the suggestions with their doubtful stretches: confirm or correct them by the page. Contradictions that rest on such a field are open, never failures. Fields on which two readers disagree are listed by reading/engines-disagree instead.',
  },
  reads: [],
  after: ['reading/engines-disagree'],
  messages: {
    doubtful: {
      zh: '{{field}}读作“{{reported}}”，把握为 {{percent}}%，请对照页面确认。',
      en: 'The {{field}} is read as "{{reported}}" with {{percent}} % confidence. Please look at the page.',
    },
    prose: {
      zh: '{{field}}有 {{count}} 段含识别把握不足的文字：{{stretches}}。请对照页面确认。',
      en: '{{count}} paragraphs of the {{field}} hold text read with little confidence: {{stretches}}. Please look at the page.',
    },
  },
  *check({ report, readings, stated }) {
    const doubtful = doubtfulReadings(readings());
    for (const list of ['narrative.paragraphs', 'suggestions'] as const)
      yield* prose(
        list,
        doubtful.filter(([path]) => PROSE.test(path) && path.startsWith(list)),
      );
    for (const [path, reading] of doubtful) {
      if (PROSE.test(path) || stated('reading/engines-disagree', path)) continue;
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

/** Stretches named in the message; all are among the related places. */
const QUOTED = 3;

function* prose(list: 'narrative.paragraphs' | 'suggestions', found: [string, Reading][]): Iterable<Verdict> {
  const [first, ...more] = found;
  if (first === undefined) return;
  const quoted = found.slice(0, QUOTED).map(([, reading]) => stretchOf(reading));
  const rest = found.length > QUOTED;
  yield open('prose', {
    at: first[0],
    related: more.map(([path, reading]) => ({
      path,
      note: { zh: `存疑：“${stretchOf(reading)}”`, en: `doubtful: "${stretchOf(reading)}"` },
    })),
    data: { reported: stretchOf(first[1]), count: found.length },
    words: {
      field: list === 'suggestions' ? { zh: '改进建议', en: 'suggestions' } : { zh: '服务体系概述', en: 'narrative' },
      stretches: {
        zh: quoted.map((text) => `“${text}”`).join('、') + (rest ? '等' : ''),
        en: quoted.map((text) => `"${text}"`).join(', ') + (rest ? ', …' : ''),
      },
    },
  });
}
