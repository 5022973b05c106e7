import type { Sentence } from './narrative.js';

/** Share of a sentence's shingles that must stand in the other narrative for the sentence to count as taken over: a word or two may differ. */
const TAKEN_OVER = 0.5;

/** A narrative as others are compared with it. */
export class NarrativeText {
  readonly #shingles: Set<number>;

  constructor(readonly sentences: readonly Sentence[]) {
    this.#shingles = new Set<number>();
    for (const { shingles } of sentences) for (const shingle of shingles) this.#shingles.add(shingle);
  }

  /** Whether a sentence stands here too, but for a word or two. */
  holds({ shingles }: Sentence): boolean {
    let found = 0;
    for (const shingle of shingles) if (this.#shingles.has(shingle)) found += 1;
    return found >= TAKEN_OVER * shingles.length;
  }

  /** The sentence here that shares most with the given one; null when there is none at all. */
  nearest(other: Sentence): Sentence | null {
    const wanted = new Set(other.shingles);
    let best: { sentence: Sentence; shared: number } | null = null;
    for (const sentence of this.sentences) {
      let shared = 0;
      for (const shingle of sentence.shingles) if (wanted.has(shingle)) shared += 1;
      if (shared > (best?.shared ?? 0)) best = { sentence, shared };
    }
    return best?.sentence ?? null;
  }
}

/** Characters of the given sentences, after masking. */
export function lengthOf(sentences: readonly Sentence[]): number {
  return sentences.reduce((sum, { length }) => sum + length, 0);
}

/** Share of the sentences, by length, that stand in a narrative too; 0 for no sentences. */
export function coverage(sentences: readonly Sentence[], text: NarrativeText): number {
  const whole = lengthOf(sentences);
  return whole === 0 ? 0 : lengthOf(sentences.filter((sentence) => text.holds(sentence))) / whole;
}
