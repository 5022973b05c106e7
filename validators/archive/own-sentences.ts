import type { ArchiveEntry } from './document.js';
import { COMMON } from './keys.js';
import type { Sentence } from './narrative.js';
import { organizationsOf } from './timeline.js';

/** Organizations, beside the report's own, whose narratives hold a sentence: then it is boilerplate. */
const SHARED_BY = 2;
/** Share of a sentence's shingles by which it is the same one. The same form filled in otherwise has about half. */
const SAME_SENTENCE = 0.75;

/**
 * The sentences of a narrative that many others do not have. Left out are those of which every anchor is held by many documents of the
 * archive, and those in the narratives of several organizations in `background`, which are no copies of this one: a small archive has no
 * "many".
 */
export function ownSentences(
  sentences: readonly Sentence[],
  frequency: (key: string) => number,
  background: readonly ArchiveEntry[],
): Sentence[] {
  return sentences.filter(
    (sentence) => sentence.anchors.some(({ key }) => frequency(key) <= COMMON) && !heldBySeveral(sentence, background),
  );
}

function heldBySeveral(sentence: Sentence, background: readonly ArchiveEntry[]): boolean {
  const holders: ArchiveEntry[] = [];
  for (const other of background) {
    const text = other.facts.narrative();
    // The same sentence has an anchor in common; that is seen at once.
    if (!sentence.anchors.some(({ shingle }) => text.has(shingle)) || !text.holds(sentence, SAME_SENTENCE)) continue;
    if (holders.some((holder) => organizationsOf(holder, other) === 'same')) continue;
    holders.push(other);
    if (holders.length >= SHARED_BY) return true;
  }
  return false;
}
