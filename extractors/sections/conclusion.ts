import type { AuditReport, Block, Recommendation, TickState, Verdict } from '../../model/index.js';
import { onlyTicked, ticked } from './choices.js';
import { BOX_LETTERS, isRemote, type Wording } from './lost-boxes.js';
import { ANY_BOX, boxesIn } from './marks.js';
import { CONCLUSION_LABELS } from './labels.js';
import { labelMatcher } from './label-match.js';
import { printedDays } from './normalise/dates.js';
import { printedStar } from './normalise/stars.js';
import { nameText, isBlank } from './normalise/texts.js';
import { RECOMMENDATIONS, VERDICTS } from './options.js';
import type { Frame } from './paragraphs.js';
import { isFromScan, join, piece, readingOf, type Passage } from './passage.js';
import type { Evidence } from './record.js';
import { blockParagraphs } from './result.js';
import { Fields, scanLabels, type Field } from './scan-labels.js';
import { readScope } from './scopes.js';

type Conclusion = AuditReport['conclusion'];

interface Seen<Value> {
  value: Value;
  under: Verdict;
  state: TickState;
  place: Passage;
}

/** Section 5: which conclusion and recommendation are ticked, the recommended scope, who wrote the report and when. */
export function readConclusion(blocks: readonly Block[], frame: Frame | null, evidence: Evidence): Conclusion {
  const fields = new Fields(scanLabels(blocks, CONCLUSION_LABELS, frame));
  const paragraphs = verdictParagraphs(blocks, frame);
  const answer = paragraphs.some(({ text }) => ANY_BOX.test(text)) ? readBoxes(paragraphs, evidence) : readWords(paragraphs, evidence);
  return {
    ...answer,
    scope: readRecommendedScope(fields, evidence),
    compiler: evidence.text('conclusion.compiler', fields.get('compiler'), nameText),
    compiledDate: readDay('conclusion.compiledDate', fields.get('compiledDate'), evidence),
  };
}

const ENDS = new Set(['scope', 'star', 'compiler', 'compiledDate', 'other']);

/** Paragraphs before the recommended scope and the signatures. */
function verdictParagraphs(blocks: readonly Block[], frame: Frame | null): Passage[] {
  const { atStart } = labelMatcher(CONCLUSION_LABELS);
  return blockParagraphs(blocks, frame).filter(({ text }) => {
    const label = atStart(text);
    return label === null || !ENDS.has(label.label.key);
  });
}

function recommendationOf(words: string): Recommendation | null {
  const text = nameText(words).replace(/[。；;，,]$/u, '');
  if (text.length > 30 || !/推荐|资格|注册|授予|颁发|恢复|变更|保持|再认证/u.test(text) || /[:：]$/u.test(text)) return null;
  return RECOMMENDATIONS.find((option) => option.words.test(text))?.value ?? null;
}

function verdictOf(words: string): Verdict | null {
  return VERDICTS.find((option) => option.words.test(words))?.value ?? null;
}

/** Where a recommendation or a sentence can begin inside the words of another, whose box is not its own. */
const RECOMMENDED = '(?:(?:同意|准予|予以|建议)\\s*)?(?:暂?\\s*不\\s*)?推荐';
const NAMED = '(?:初次|首次|再次?认证|换证|复评|保持|继续|维持|恢复|变更|扩大|缩小|扩项)';
const BEGINS = new RegExp(
  `${RECOMMENDED}|(?<=[。；;\\s${BOX_LETTERS}])${NAMED}|(?<=[。；;]\\s*[${BOX_LETTERS}]?\\s*)(?=[\\u4e00-\\u9fff])`,
  'gu',
);
const STARTS = new RegExp(`^[\\s${BOX_LETTERS}]*(?:${RECOMMENDED}|${NAMED})`, 'u');
const REFUSED = new RegExp(`^[\\s${BOX_LETTERS}]*(?:不|暂不|未)`, 'u');
/** A conclusion's sentence is longer than this. */
const SENTENCE = 8;

/** Recommendations and conclusions that stand one behind the other in some words. */
function conclusionsIn(words: string): Wording[] {
  const starts = [...new Set([words.length - words.trimStart().length, ...[...words.matchAll(BEGINS)].map(({ index }) => index)])];
  return starts.flatMap((start, index): Wording[] => {
    const own = words.slice(start, starts[index + 1]).replace(new RegExp(`[\\s${BOX_LETTERS}]+$`, 'u'), '');
    const value = recommendationOf(own) ?? (own.length > SENTENCE && /[:：。]$/u.test(own) ? verdictOf(own) : null);
    return value === null ? [] : [{ value, start, end: start + own.length }];
  });
}

type Answer = Pick<Conclusion, 'outcome' | 'ticked' | 'recommendation' | 'tickedRecommendations'>;

function readBoxes(paragraphs: readonly Passage[], evidence: Evidence): Answer {
  const verdicts: Seen<Verdict>[] = [];
  const recommendations: Seen<Recommendation>[] = [];
  let under: Verdict | null = null;
  let lost = false;
  /** On a scan, conclusions and recommendations without a box beside those that have one: theirs was lost. */
  const bare: Seen<Verdict>[] = [];
  const unboxed: Seen<Recommendation>[] = [];
  for (const paragraph of paragraphs) {
    const parts = ticked(paragraph, (words) => recommendationOf(words) !== null || verdictOf(words) !== null, conclusionsIn);
    // A conclusion's sentence without a box of its own still says what the boxes after it stand under.
    if (parts.length === 0) {
      if (paragraph.text.length > 8 && /[:：]\s*$/u.test(paragraph.text)) {
        const own = verdictOf(paragraph.text);
        if (own !== null && isFromScan(paragraph)) bare.push({ value: own, under: own, state: 'unknown', place: paragraph });
        under = own ?? under;
      }
      unboxed.push(...withoutBox(paragraph, under));
      continue;
    }
    if (parts[0]?.after === null) unboxed.push(...withoutBox(piece(paragraph, 0, boxesIn(paragraph.text)[0]!.start), under));
    for (const { state, words, place } of parts) {
      const value = recommendationOf(words.text);
      if (value !== null) {
        lost ||= state !== 'empty' && isFromScan(place) && isRemote(words.text, conclusionsIn(words.text));
        recommendations.push({ value, under: REFUSED.test(words.text) ? 'fails' : (under ?? 'meets'), state, place });
      } else {
        const verdict = verdictOf(words.text);
        // A ticked box whose words were misread may be the answer.
        lost ||= verdict === null && state !== 'empty' && isFromScan(place);
        if (verdict === null) continue;
        under = verdict;
        verdicts.push({ value: verdict, under: verdict, state, place });
      }
    }
    // "☑通过 ☐不通过" in one line: what follows stands under neither of them.
    if (new Set(verdicts.filter(({ place }) => parts.some((part) => part.place === place)).map(({ value }) => value)).size > 1)
      under = null;
  }
  const seen = <Value>(all: readonly Seen<Value>[]): Seen<Value>[] => all.map((each) => (lost ? { ...each, state: 'unknown' } : each));
  const isKnown = (one: Seen<Recommendation>): boolean =>
    recommendations.some(({ value, under: verdict }) => value === one.value && verdict === one.under);
  if (recommendations.length > 0) recommendations.push(...unboxed.filter((each) => !isKnown(each)));
  if (verdicts.length > 0) verdicts.push(...bare.filter(({ value }) => verdicts.every((each) => each.value !== value)));
  return settle(seen(verdicts), seen(recommendations), evidence);
}

/** Recommendations that a scanned text begins with or lists, without boxes. */
function withoutBox(text: Passage, under: Verdict | null): Seen<Recommendation>[] {
  if (!isFromScan(text)) return [];
  return conclusionsIn(text.text).flatMap(({ start, end }) => {
    const place = piece(text, start, end);
    const value = STARTS.test(place.text) ? recommendationOf(place.text) : null;
    return value === null ? [] : [{ value, under: REFUSED.test(place.text) ? 'fails' : (under ?? 'meets'), state: 'unknown', place }];
  });
}

function settle(verdicts: readonly Seen<Verdict>[], recommendations: readonly Seen<Recommendation>[], evidence: Evidence): Answer {
  note('conclusion.outcome', verdicts, evidence);
  note('conclusion.recommendation', recommendations, evidence);
  const byVerdict = (a: { under: Verdict }, b: { under: Verdict }): number => Number(a.under === 'fails') - Number(b.under === 'fails');
  const chosen = recommendations.filter(({ state }) => state === 'ticked').sort(byVerdict);
  // A form that asks only for the recommendation says the verdict with it.
  const spoken = verdicts.length > 0 ? verdicts : recommendations.map((each) => ({ ...each, value: each.under }));
  const taken = spoken.filter(({ state }) => state === 'ticked').sort(byVerdict);
  const known = new Map(taken.map((each) => [each.value, each.place]));
  for (const [index, place] of [...known.values()].entries()) evidence.reading(`conclusion.ticked[${index}]`, readingOf(place, ['tick']));
  for (const [index, { place }] of chosen.entries())
    for (const leaf of ['under', 'value'])
      evidence.reading(`conclusion.tickedRecommendations[${index}].${leaf}`, readingOf(place, ['tick']));
  const everything = (seen: readonly Seen<unknown>[]): Passage =>
    join(
      (seen.some(({ state }) => state === 'ticked') ? seen.filter(({ state }) => state === 'ticked') : seen).map(({ place }) => place),
      ' ',
    );
  evidence.reading('conclusion.outcome', readingOf(everything(spoken), ['tick']));
  evidence.reading('conclusion.recommendation', readingOf(everything(recommendations), ['tick']));
  const unsure = (seen: readonly Seen<unknown>[]): boolean => seen.length === 0 || seen.every(({ state }) => state === 'unknown');
  return {
    outcome: onlyTicked(spoken),
    ticked: unsure(spoken) ? null : [...known.keys()],
    recommendation: onlyTicked(recommendations),
    tickedRecommendations: unsure(recommendations) ? null : chosen.map(({ under, value }) => ({ under, value })),
  };
}

function note(field: string, seen: readonly Seen<string>[], evidence: Evidence): void {
  if (seen.length > 0) evidence.choices.push({ field, marks: true, options: seen.map(({ value, state }) => ({ value, state })) });
}

/** A form without boxes: one verdict in words is the verdict; both printed side by side say nothing. */
function readWords(paragraphs: readonly Passage[], evidence: Evidence): Answer {
  const none: Answer = { outcome: null, ticked: null, recommendation: null, tickedRecommendations: null };
  const sentences = paragraphs.flatMap((paragraph) => sentencesOf(paragraph));
  const verdicts = sentences.flatMap((place) => {
    const value = /评价|审查|审核|评审|结论|推荐|体系/u.test(place.text) ? verdictOf(place.text) : null;
    return value === null ? [] : [{ value, place }];
  });
  const named = sentences.flatMap((place) =>
    RECOMMENDATIONS.filter((option) => /推荐|同意|授予|保持|恢复|变更/u.test(place.text) && option.words.test(place.text))
      .slice(0, 1)
      .map(({ value }) => ({ value, place })),
  );
  const values = new Set(verdicts.map(({ value }) => value));
  const recommended = new Set(named.map(({ value }) => value));
  const listed = (field: string, options: readonly string[]): void => {
    evidence.choices.push({ field, marks: false, options: options.map((value) => ({ value, state: 'unknown' })) });
  };
  if (values.size === 0) return none;
  if (values.size > 1 || recommended.size > 1) {
    if (values.size > 1) listed('conclusion.outcome', [...values]);
    if (recommended.size > 1) listed('conclusion.recommendation', [...recommended]);
    if (values.size > 1) return none;
  }
  const outcome = evidence.value('conclusion.outcome', [...values][0]!, verdicts[0]!.place);
  if (outcome === null) return none;
  // Nothing was ticked, and nothing was left unticked: the form has no boxes.
  if (recommended.size !== 1) return { ...none, outcome };
  const { value, place } = named[0]!;
  return { ...none, outcome, recommendation: evidence.value('conclusion.recommendation', value, place) };
}

function sentencesOf(paragraph: Passage): Passage[] {
  return [...paragraph.text.matchAll(/[^。；;！!]+[。；;！!]?/gu)].map((match) =>
    piece(paragraph, match.index, match.index + match[0].length),
  );
}

function readRecommendedScope(fields: Fields, evidence: Evidence): Conclusion['scope'] {
  const field = fields.get('scope');
  if (field === undefined) return { text: null, star: null };
  const value = field.value.filter(({ text }) => !/^\s*[【(（][^】)）]*[】)）]\s*[:：]?\s*$/u.test(text) && !ANY_BOX.test(text));
  const scope = readScope(evidence, 'conclusion.scope', join(value), field.place, field.label.limit);
  const apart = fields.get('star');
  if (scope.star !== null || apart === undefined) return scope;
  // "推荐星级" as a label of its own.
  const printed = join(apart.value);
  const star = printedStar(printed.text);
  return star === null ? scope : { ...scope, star: evidence.value('conclusion.scope.star', star.value, printed) };
}

function readDay(path: string, field: Field | undefined, evidence: Evidence): string | null {
  if (field === undefined) return null;
  const printed = join(field.value, ' ');
  const [day] = printedDays(printed.text);
  if (day !== undefined) return evidence.value(path, day.value, piece(printed, day.start, day.end));
  return isBlank(printed.text) ? evidence.blank(path, field.place) : null;
}
