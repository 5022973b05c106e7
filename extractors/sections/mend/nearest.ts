import distance from 'natural/lib/natural/distance/index.js';
import { isUnsure, readingsOf, type Run } from './run.js';

/** Wordings that may stand in a place, and nothing else. */
export interface ClosedList {
  has: (words: string) => boolean;
  words: readonly string[];
}

export function closedList(words: readonly string[]): ClosedList {
  const all = new Set(words);
  return { has: (each) => all.has(each), words: [...all] };
}

/** An entry that a misread text stands for. `supported`: another reader reads just this there. */
export interface Meant {
  words: string;
  supported: boolean;
}

/** Characters a word of so many may have wrong and still be known: one in four, none below four unless its reading is doubtful. */
function slipsIn(length: number, unsure: boolean): number {
  if (length >= 4) return Math.floor(length / 4);
  return unsure && length >= 2 ? 1 : 0;
}

/**
 * The entry of a closed list that [from, to) of a run stands for; null where it is an entry already, or no entry or more than one is as
 * near. What another reader read there wins if it is an entry.
 */
export function meantBy(run: Run, from: number, to: number, list: ClosedList): Meant | null {
  const read = run.text.slice(from, to);
  if (read === '' || list.has(read)) return null;
  const other = readingsOf(run, from, to).find((each) => list.has(each));
  if (other !== undefined) return { words: other, supported: true };
  const unsure = isUnsure(run, from, to);
  let best: string[] = [];
  let least = Infinity;
  for (const words of list.words) {
    const most = Math.min(slipsIn(words.length, unsure), least);
    if (most === 0 || Math.abs(words.length - read.length) > most || shared(words, read) < words.length - most) continue;
    const slips = distance.LevenshteinDistance(words, read);
    if (slips > most) continue;
    if (slips < least) best = [];
    least = slips;
    best.push(words);
  }
  return best.length === 1 ? { words: best[0]!, supported: false } : null;
}

/** How many characters of `words` occur in `read`: cheap to ask before measuring the distance. */
function shared(words: string, read: string): number {
  let count = 0;
  for (const character of words) if (read.includes(character)) count++;
  return count;
}
