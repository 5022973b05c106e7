import { DOUBT_THRESHOLD, type Doubt, type TextLine } from '../../model/index.js';
import type { GlyphReading } from '../pdf/content.js';

/** A piece of a line's text and how it was read. */
export interface Stretch extends GlyphReading {
  from: number;
  to: number;
}

/**
 * How far a line's text can be trusted: the confidence of its surest parts taken together, and neighbouring doubtful glyphs as one
 * doubt each. Null for a line of which nothing was read by an engine.
 */
export function trustIn(read: readonly Stretch[]): Pick<TextLine, 'confidence' | 'readers' | 'doubts'> | null {
  if (read.length === 0) return null;
  let confidence = 1;
  const doubts: Doubt[] = [];
  for (const { from, to, confidence: own, others } of read) {
    if (own >= DOUBT_THRESHOLD) {
      confidence = Math.min(confidence, own);
      continue;
    }
    const last = doubts.at(-1);
    if (last?.to === from && sameReaders(last.others, others)) {
      last.to = to;
      last.confidence = Math.min(last.confidence, own);
      last.others = last.others.map(({ reader, text }, index) => ({ reader, text: text + others[index]!.text }));
    } else doubts.push({ from, to, confidence: own, others: others.map((other) => ({ ...other })) });
  }
  const readers = [...new Set(read.flatMap((stretch) => stretch.readers))];
  return { confidence, readers, ...(doubts.length === 0 ? {} : { doubts }) };
}

/** Neighbouring stretches are one doubt when the same readers have a word for each. */
function sameReaders(one: GlyphReading['others'], other: GlyphReading['others']): boolean {
  return one.length === other.length && one.every(({ reader }, index) => reader === other[index]!.reader);
}
