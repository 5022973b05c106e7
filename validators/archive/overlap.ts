import type { Sentence } from './narrative.js';

/** A set of 30-bit numbers in a quarter of the memory of a Set, and looked up as fast: an archive is compared with hundreds of them at hand. */
class Numbers {
  readonly #table: Uint32Array;
  readonly #shift: number;

  constructor(lists: readonly Uint32Array[]) {
    const count = lists.reduce((sum, { length }) => sum + length, 0);
    const bits = Math.max(4, Math.ceil(Math.log2(2 * count + 1)));
    this.#table = new Uint32Array(1 << bits);
    this.#shift = 32 - bits;
    for (const list of lists) for (const number of list) this.#table[this.#placeOf(number)] = number + 1;
  }

  has(number: number): boolean {
    return this.#table[this.#placeOf(number)] !== 0;
  }

  /** Where it stands, or the free place where it would. At least half of the places are free. */
  #placeOf(number: number): number {
    const last = this.#table.length - 1;
    let place = Math.imul(number, 0x9e3779b1) >>> this.#shift;
    for (;;) {
      const there = this.#table[place]!;
      if (there === 0 || there === number + 1) return place;
      place = place === last ? 0 : place + 1;
    }
  }
}

/** A narrative as others are compared with it. */
export class NarrativeText {
  readonly #shingles: Numbers;

  constructor(readonly sentences: readonly Sentence[]) {
    this.#shingles = new Numbers(sentences.map(({ shingles }) => shingles));
  }

  /** Whether a shingle stands here. */
  has(shingle: number): boolean {
    return this.#shingles.has(shingle);
  }

  /** Share of a sentence's shingles that stand here, 0 to 1. */
  shareOf({ shingles }: Sentence): number {
    let found = 0;
    for (const shingle of shingles) if (this.#shingles.has(shingle)) found += 1;
    return found / shingles.length;
  }

  /** Whether at least so much of a sentence stands here. */
  holds({ shingles }: Sentence, share: number): boolean {
    let spare = Math.floor(shingles.length * (1 - share));
    for (const shingle of shingles) if (!this.#shingles.has(shingle) && --spare < 0) return false;
    return true;
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

/** Sentences that are looked for in many narratives. */
export class Passage {
  readonly #anchors: readonly number[];
  readonly #shingles: number;
  /** Characters after masking. */
  readonly length: number;

  constructor(readonly sentences: readonly Sentence[]) {
    this.#anchors = sentences.flatMap(({ anchors }) => anchors.map(({ shingle }) => shingle));
    this.#shingles = sentences.reduce((sum, { shingles }) => sum + shingles.length, 0);
    this.length = sentences.reduce((sum, { length }) => sum + length, 0);
  }

  /**
   * Share of the passage's shingles that stand in a narrative, 0 for an empty passage. Where fewer than `worthwhile` of its anchors do, a
   * sample of the shingles, the share of these is given instead: most candidates share a phrase or two.
   */
  shareIn(text: NarrativeText, worthwhile = 0): number {
    if (this.#anchors.length === 0) return 0;
    let sampled = 0;
    for (const shingle of this.#anchors) if (text.has(shingle)) sampled += 1;
    if (sampled < worthwhile * this.#anchors.length) return sampled / this.#anchors.length;
    return this.sentences.reduce((sum, sentence) => sum + text.shareOf(sentence) * sentence.shingles.length, 0) / this.#shingles;
  }
}
