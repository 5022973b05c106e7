import distance from 'natural/lib/natural/distance/index.js';
import { isUnsure, readingsOf, type Run } from './run.js';

/** Wordings that may stand in a place, and nothing else. */
export interface ClosedList {
  has: (words: string) => boolean;
  /** The one entry nearest to a text, with at most so many characters wrong; null for none or several. */
  nearest: (read: string, slips: (length: number) => number) => string | null;
}

/** A list of plain words. */
export function closedList(entries: readonly string[]): ClosedList {
  const all = new Set(entries);
  return {
    has: (words) => all.has(words),
    nearest: (read, slips) => {
      let best: string[] = [];
      let least = Infinity;
      for (const words of all) {
        const most = Math.min(slips(words.length), least);
        if (most === 0 || Math.abs(words.length - read.length) > most || shared(words, read) < words.length - most) continue;
        const wrong = distance.LevenshteinDistance(words, read);
        if (wrong > most) continue;
        if (wrong < least) best = [];
        least = wrong;
        best.push(words);
      }
      return best.length === 1 ? best[0]! : null;
    },
  };
}

/** How many characters of `words` occur in `read`: cheap to ask before measuring the distance. */
function shared(words: string, read: string): number {
  let count = 0;
  for (const character of words) if (read.includes(character)) count++;
  return count;
}

/** An entry that a misread text stands for. `supported`: another reader reads just this there. */
export interface Meant {
  words: string;
  supported: boolean;
}

/**
 * The entry of a closed list that [from, to) of a run stands for; null where it is an entry already, or no entry or more than one is as
 * near. What another reader read there wins if it is an entry; else one character in four may be wrong, and one of two or three where
 * the reading is doubtful.
 */
export function meantBy(run: Run, from: number, to: number, list: ClosedList): Meant | null {
  const read = run.text.slice(from, to);
  if (read === '' || list.has(read)) return null;
  const other = readingsOf(run, from, to).find((each) => list.has(each));
  if (other !== undefined) return { words: other, supported: true };
  const unsure = isUnsure(run, from, to);
  const words = list.nearest(read, (length) => (length >= 4 ? Math.floor(length / 4) : unsure && length >= 2 ? 1 : 0));
  return words === null ? null : { words, supported: false };
}
