import { excerpts } from '../../../model/index.js';
import type { ArchiveEntry } from '../document.js';
import { COMMON } from '../keys.js';
import { Passage } from '../overlap.js';
import { ownSentences } from '../own-sentences.js';
import { defineArchiveRule, fail, open, type ArchiveVerdict } from '../rule.js';
import { areVersions, organizationsOf } from '../timeline.js';

/** Share of the shingles of the narrative's own sentences that another one must hold, where boilerplate is known from the archive. */
const COPIED = 0.7;
/** Share of all shingles where none is known (a small archive), and above which another report tells nothing of what is boilerplate. */
const COPIED_WHOLE = 0.85;
/** Share of all shingles where hardly a sentence is the report's own. */
const IDENTICAL = 0.9;
/** Share of the text that must have been found to be boilerplate for the rest to be taken for the report's own. */
const KNOWN = 0.2;
/** Own sentences, their masked characters, and those of the whole narrative, that are needed for a verdict. */
const FEWEST_OWN = 3;
const SHORTEST_OWN = 100;
const SHORTEST_WHOLE = 200;

export const copiedNarrative = defineArchiveRule({
  id: 'archive/copied-narrative',
  severity: 'warning',
  title: { zh: '服务体系概述系复制', en: 'A copied narrative' },
  description: {
    zh: `不同组织的报告，服务体系概述不应雷同。名称、人名、地名、数字和标点不计，一句之内改动一两处仍算同一句；多份报告共用的套话（库中超过 ${COMMON} 份，或另有两家组织的报告也有的句子）不计；本报告自有的句子七成以上出现在另一组织的报告中即为雷同。全文没有自有句子的，请人工核实。同一组织的报告不计。`,
    en: `Narratives of different organizations are not alike. Names, people, places, figures and punctuation do not count, and a sentence with a word or two changed is still the same; sentences that many share are boilerplate and do not count (more than ${COMMON} reports of the archive, or reports of two more organizations). When seven tenths of what is left stand in the report of another organization, it is a copy. A narrative without a sentence of its own is for a person to look at. Reports of one organization do not count.`,
  },
  reads: ['narrative.paragraphs[]?', 'narrative.text?', 'basic.organization?', 'cover.organization?'],
  messages: {
    copied: {
      zh: '服务体系概述与“{{other}}”的报告雷同：除通用套话外，{{share}}% 的内容（{{count}} 句）相同，如“{{example}}”。',
      en: 'The narrative is that of the report of {{other}}: boilerplate aside, {{share}} % of it ({{count}} sentences) are the same, such as "{{example}}".',
    },
    nothingOwn: {
      zh: '服务体系概述没有一句是本组织独有的：全文见于“{{other}}”等多份报告，请核实是模板还是复制，如“{{example}}”。',
      en: 'The narrative has no sentence of its own: all of it stands in the report of {{other}} and in others. A template, or a copy? One sentence is "{{example}}".',
    },
  },
  *check({ subject, earlier, frequency }) {
    const { sentences } = subject.facts;
    // The same organization's reports may repeat themselves.
    const foreign = earlier.filter(
      (other) => other.facts.sentences.length > 0 && isForeign(organizationsOf(subject, other)) && !areVersions(subject, other),
    );
    const all = new Passage(sentences);
    if (all.length < SHORTEST_WHOLE) return;
    const whole = new Map(foreign.map((other) => [other, all.shareIn(other.facts.narrative(), COPIED_WHOLE / 2)]));
    const background = foreign.filter((other) => whole.get(other)! < COPIED_WHOLE);
    const own = new Passage(ownSentences(sentences, frequency, background));
    const enough = own.sentences.length >= FEWEST_OWN && own.length >= SHORTEST_OWN;
    const shareIn = (other: ArchiveEntry): number => {
      const ofOwn = own.shareIn(other.facts.narrative(), COPIED / 4);
      return enough || (own.length > 0 && ofOwn < COPIED) ? ofOwn : whole.get(other)!;
    };
    const nearest = foreign.map((other) => ({ other, share: shareIn(other) })).sort((a, b) => b.share - a.share)[0];
    const isBoilerplateKnown = own.length <= all.length * (1 - KNOWN);
    const needed = !enough ? IDENTICAL : isBoilerplateKnown ? COPIED : COPIED_WHOLE;
    if (nearest === undefined || nearest.share < needed) return;
    yield verdictOf(enough ? 'copied' : 'nothingOwn', subject, nearest.other, enough ? own : all, nearest.share);
  },
});

/** Whether two reports are of two organizations, as far as their names tell. */
function isForeign(relation: ReturnType<typeof organizationsOf>): boolean {
  return relation === 'different' || relation === 'perhaps';
}

function verdictOf(message: string, subject: ArchiveEntry, other: ArchiveEntry, { sentences }: Passage, share: number): ArchiveVerdict {
  const taken = sentences.filter((sentence) => other.facts.narrative().holds(sentence, 0.5));
  const longest = taken.reduce((best, sentence) => (sentence.length > best.length ? sentence : best));
  const source = other.facts.narrative().nearest(longest);
  const names = [subject.facts.organizations[0], other.facts.organizations[0]];
  const sure = message === 'copied' && organizationsOf(subject, other) === 'different';
  return (sure ? fail : open)(message, {
    other,
    at: longest.path,
    related: [
      {
        path: source?.path ?? 'narrative.text',
        note: { zh: `“${excerpts([source?.text ?? ''])[0] ?? ''}”`, en: `"${excerpts([source?.text ?? ''])[0] ?? ''}"` },
      },
    ],
    identity: [],
    data: { reported: longest.text, other: source?.text ?? null, sentences: taken.length, share: Math.round(share * 100) },
    words: {
      other: names[1]?.value ?? '',
      share: Math.round(share * 100),
      count: taken.length,
      example: excerpts([longest.text])[0] ?? longest.text,
    },
    // Texts do not come to be alike by misreading; names may.
    rests: { here: names[0] ? [names[0].path] : [], there: names[1] ? [names[1].path] : [] },
  });
}
