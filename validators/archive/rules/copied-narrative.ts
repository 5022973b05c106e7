import { excerpts } from '../../../model/index.js';
import type { ArchiveEntry } from '../document.js';
import { COMMON, FEWEST_OWN, narrativeKey } from '../keys.js';
import type { Sentence } from '../narrative.js';
import { coverage, lengthOf } from '../overlap.js';
import { defineArchiveRule, fail, open, type ArchiveVerdict } from '../rule.js';
import { areVersions, organizationsOf } from '../timeline.js';

/** Share of the narrative's own sentences that another one must hold, where boilerplate is known from the archive. */
const COPIED = 0.7;
/** Share of all sentences where no boilerplate is known (a small archive), and above which another report tells nothing of what is boilerplate. */
const COPIED_WHOLE = 0.9;
/** Organizations, beside the two compared, whose narratives hold a sentence: then it is boilerplate. */
const SHARED_BY = 2;
/** Masked characters of own sentences that are needed for a verdict. */
const SHORTEST_OWN = 100;

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
    const others = earlier.filter(({ facts }) => facts.sentences.length > 0);
    // The same organization's reports may repeat themselves, and count as one when boilerplate is looked for.
    const foreign = others.filter((other) => isForeign(organizationsOf(subject, other)) && !areVersions(subject, other));
    const whole = new Map(foreign.map((other) => [other, coverage(sentences, other.facts.narrative())]));
    const background = foreign.filter((other) => whole.get(other)! < COPIED_WHOLE);
    const rare = sentences.filter(({ anchor }) => frequency(narrativeKey(anchor)) <= COMMON);
    const own = rare.filter((sentence) => !heldBySeveral(sentence, background));
    const enough = own.length >= FEWEST_OWN && lengthOf(own) >= SHORTEST_OWN;
    const needed = own.length < sentences.length ? COPIED : COPIED_WHOLE;
    const share = new Map(foreign.map((other) => [other, enough ? coverage(own, other.facts.narrative()) : whole.get(other)!]));
    const nearest = foreign.reduce<ArchiveEntry | null>(
      (best, other) => (share.get(other)! > (best ? share.get(best)! : 0) ? other : best),
      null,
    );
    if (nearest === null) return;
    if (enough && share.get(nearest)! >= needed) yield verdictOf('copied', subject, nearest, own, share.get(nearest)!);
    else if (!enough && lengthOf(sentences) >= 2 * SHORTEST_OWN && share.get(nearest)! >= COPIED_WHOLE)
      yield verdictOf('nothingOwn', subject, nearest, sentences, share.get(nearest)!);
  },
});

/** Whether two reports are of two organizations, as far as their names tell. */
function isForeign(relation: ReturnType<typeof organizationsOf>): boolean {
  return relation === 'different' || relation === 'perhaps';
}

/** Whether narratives of several organizations hold a sentence. */
function heldBySeveral(sentence: Sentence, background: readonly ArchiveEntry[]): boolean {
  const holders: ArchiveEntry[] = [];
  for (const other of background) {
    if (!other.facts.narrative().holds(sentence)) continue;
    if (holders.some((holder) => organizationsOf(holder, other) === 'same')) continue;
    holders.push(other);
    if (holders.length >= SHARED_BY) return true;
  }
  return false;
}

function verdictOf(message: string, subject: ArchiveEntry, other: ArchiveEntry, own: readonly Sentence[], share: number): ArchiveVerdict {
  const taken = own.filter((sentence) => other.facts.narrative().holds(sentence));
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
