import type { Reader } from '../../model/index.js';
import type { CropKind, ReadCharacter } from '../ocr/engine.js';
import { isLikeness, letterFor } from './likeness.js';

/** A character both readers were asked about, or only the first. */
export interface AgreedCharacter extends ReadCharacter {
  /** Calibrated: the share of such readings that are right. */
  confidence: number;
  readers: Reader[];
  /** Ink of another colour lay over it and was taken away: one reader's word is not enough. */
  sealed?: boolean;
  /** Found by reading ink that the first reading of the line left out. */
  inserted?: boolean;
  /** It may be a part of the letter beside it: nobody's agreement makes it surer than this. */
  ceiling?: number;
  /** What the other reader has at its place; '' for nothing. Absent when it was not asked. */
  second?: string;
}

/**
 * How often a character is right, by what was known of it: score of the first reader -> share right. Set on the cautious side of what
 * 21,000 characters of five simulated scans showed (above 0.9, 99.8 % of them were right); `npm run eval:scans` prints how often whole values are.
 */
export const CALIBRATION = {
  /** Read by one reader only. */
  alone: [
    [0, 0.2],
    [0.5, 0.55],
    [0.8, 0.85],
    [0.9, 0.93],
    [0.97, 0.985],
    [1, 0.999],
  ],
  /** The same of punctuation, which engines score low though it is right. */
  mark: [
    [0, 0.2],
    [0.4, 0.75],
    [0.5, 0.94],
    [0.7, 0.98],
    [1, 0.999],
  ],
  /** Both readers read the same. */
  agreed: [
    [0, 0.9],
    [0.5, 0.97],
    [0.9, 0.995],
    [1, 0.9995],
  ],
  /** They differ: the first reader's reading, by its score. */
  disputed: [
    [0, 0.1],
    [0.6, 0.4],
    [0.9, 0.7],
    [1, 0.88],
  ],
} as const satisfies Record<string, readonly (readonly [number, number])[]>;

/** Linear between the measured points. */
export function calibrated(table: keyof typeof CALIBRATION, score: number): number {
  const points = CALIBRATION[table];
  let before: readonly [number, number] = points[0];
  for (const point of points) {
    if (score <= point[0]) {
      const span = point[0] - before[0];
      return span === 0 ? point[1] : before[1] + ((point[1] - before[1]) * (score - before[0])) / span;
    }
    before = point;
  }
  return before[1];
}

/** What one reader makes of a character, whatever its width or typographic form. */
const SAME_PRINT: Readonly<Record<string, string>> = {
  '—': '-',
  '–': '-',
  '－': '-',
  '−': '-',
  '‐': '-',
  '：': ':',
  '﹕': ':',
  '，': ',',
  '、': ',',
  丶: ',',
  '。': '.',
  '．': '.',
  '；': ';',
  '！': '!',
  '？': '?',
  '（': '(',
  '〈': '(',
  '《': '(',
  '）': ')',
  '〉': ')',
  '》': ')',
  '【': '[',
  '】': ']',
  '〔': '[',
  '〕': ']',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  〇: '0',
  '○': '0',
  '／': '/',
  '～': '~',
  '﹣': '-',
};

/** The form in which readings of two readers are compared. */
export function samePrint(text: string): string {
  return Array.from(text.normalize('NFKC'), (character) => SAME_PRINT[character] ?? character).join('');
}

const PUNCTUATION = /^[，。、；：？！（）,;:?!()【】《》“”]$/;

/** The first reader's characters with the confidence they have when nobody else was asked. */
export function alone(characters: readonly ReadCharacter[], reader: Reader): AgreedCharacter[] {
  return characters.map((character) => {
    const confidence = calibrated(PUNCTUATION.test(character.text) ? 'mark' : 'alone', character.score);
    return { ...character, confidence, readers: [reader] };
  });
}

/** Marks the second reader sees in dust and in the edges of strokes: what only it has of these says nothing. */
const DUST = /^["'`~.,_|\\\-…·*^:;!()[\]{}<>]$/;
/** A sure reading of text is not shaken by the second reader, which errs ten times as often there; figures are always compared. */
const UNSHAKEN = 0.97;
const UNSHAKEN_MARK = 0.5;
/** What the first reader's letters may be when a figure stands there, and the second reader says so. */
const LIKE_FIGURES = /[A-Za-z/|\\。○〇口了工一丨〔〕［］()（）…．、]/;

/**
 * The first reading compared with what the second reader has at the same place. The shortest edit script pairs their characters; what
 * only the second reader has is laid to the character before it (or behind it, at the start). Where `kind` is figure and the first
 * reader saw no figure at all but the second did, the second reader's is taken: doubtful, with both texts kept.
 */
export function compare(
  first: readonly AgreedCharacter[],
  second: readonly Pick<ReadCharacter, 'text' | 'score'>[],
  reader: Reader,
  kind: CropKind,
): AgreedCharacter[] {
  if (kind === 'figure' && onlySecondSawFigure(first, second)) return takenFromSecond(first, second, reader);
  const pairs = align(
    first.map((one) => samePrint(one.text)),
    second.map((other) => samePrint(other.text)),
  );
  const seconds = first.map(() => '');
  let last = 0;
  for (const { a, b } of pairs) {
    if (a !== null) last = a;
    if (b === null) continue;
    const other = second[b]!.text;
    if (a === null && kind === 'text' && DUST.test(samePrint(other))) continue;
    seconds[a ?? last] = (seconds[a ?? last] ?? '') + other;
  }
  const compared = (character: AgreedCharacter, index: number): AgreedCharacter => {
    // Marks told by their shape are not in the second reader's alphabet.
    if (MARKS.test(character.text)) return character;
    const seen = seconds[index]!;
    const readers = both(character.readers, reader);
    const letter = kind === 'figure' ? letterFor(first, index, seen) : null;
    if (letter !== null) {
      const confidence = calibrated('disputed', character.score);
      return { ...character, text: letter, confidence, readers: both([reader], ...character.readers), second: character.text };
    }
    const same = samePrint(seen) === samePrint(character.text) || (kind === 'figure' && isLikeness(character.text, seen));
    if (same) return { ...character, confidence: calibrated('agreed', character.score), readers, second: seen };
    if (kind === 'text' && character.score < GUESS && isBetter(seen, second)) {
      return {
        ...character,
        text: seen,
        confidence: calibrated('disputed', GUESS),
        readers: both([reader], ...character.readers),
        second: character.text,
      };
    }
    const unshaken = PUNCTUATION.test(character.text) ? UNSHAKEN_MARK : UNSHAKEN;
    if (kind === 'text' && character.score >= unshaken && character.sealed !== true) return character;
    return { ...character, confidence: calibrated('disputed', character.score), readers, second: seen };
  };
  return first.map((character, index) => {
    const result = compared(character, index);
    return { ...result, confidence: Math.min(result.confidence, character.ceiling ?? 1) };
  });
}

/** A plain figure as tables have them. */
const FIGURE = /^[+-]?\d{1,4}(?:\.\d{1,2})?$/;
/** Below this score the first reader's character is no more than a guess. */
const GUESS = 0.5;
const SEEN = 0.8;

function onlySecondSawFigure(first: readonly AgreedCharacter[], second: readonly Pick<ReadCharacter, 'text'>[]): boolean {
  const figure = FIGURE.test(samePrint(second.map(({ text }) => text).join('')));
  return figure && first.length <= 2 && first.every(({ text, score }) => !/[0-9]/.test(text) && (LIKE_FIGURES.test(text) || score < GUESS));
}

function takenFromSecond(
  first: readonly AgreedCharacter[],
  second: readonly Pick<ReadCharacter, 'text' | 'score'>[],
  reader: Reader,
): AgreedCharacter[] {
  const [head, ...rest] = first;
  if (head === undefined) return [];
  const text = second.map((character) => character.text).join('');
  const confidence = Math.min(calibrated('disputed', 0.9), ...second.map(({ score }) => score));
  const seen = first.map((one) => one.text).join('');
  const taken = { ...head, to: first.at(-1)!.to, text, confidence, readers: [reader, ...head.readers], second: seen };
  return [taken, ...rest.map((one) => ({ ...one, text: ' ' }))];
}

/** A lone figure the first reader did not see at all. Anything else the second reader sees where the first sees nothing is dust. */
export function foundBySecond(read: readonly ReadCharacter[], reader: Reader): AgreedCharacter[] {
  if (!FIGURE.test(samePrint(read.map(({ text }) => text).join('')))) return [];
  return read.map((character) => ({ ...character, confidence: Math.min(0.6, character.score), readers: [reader], second: '' }));
}

const MARKS = /^[√☐☑⍰]$/;

/** What the second reader saw surely, of the length of one character, in place of a guess of the first. */
function isBetter(seen: string, second: readonly Pick<ReadCharacter, 'text' | 'score'>[]): boolean {
  return seen.length === 1 && second.some(({ text, score }) => text === seen && score >= SEEN);
}

function both(readers: readonly Reader[], ...more: Reader[]): Reader[] {
  return [...new Set([...readers, ...more])];
}

/** Pairs of a shortest edit script; null where one side has nothing. A replacement is a pair of unlike texts. */
export function align(one: readonly string[], other: readonly string[]): { a: number | null; b: number | null }[] {
  const width = other.length + 1;
  const cost = new Uint16Array((one.length + 1) * width);
  for (let a = 0; a <= one.length; a++) {
    for (let b = 0; b <= other.length; b++) {
      if (a === 0 || b === 0) {
        cost[a * width + b] = a + b;
        continue;
      }
      const replaced = cost[(a - 1) * width + b - 1]! + (one[a - 1] === other[b - 1] ? 0 : 1);
      cost[a * width + b] = Math.min(replaced, cost[(a - 1) * width + b]! + 1, cost[a * width + b - 1]! + 1);
    }
  }
  const pairs: { a: number | null; b: number | null }[] = [];
  let a = one.length;
  let b = other.length;
  while (a > 0 || b > 0) {
    const here = cost[a * width + b]!;
    if (a > 0 && b > 0 && here === cost[(a - 1) * width + b - 1]! + (one[a - 1] === other[b - 1] ? 0 : 1)) pairs.push({ a: --a, b: --b });
    else if (a > 0 && here === cost[(a - 1) * width + b]! + 1) pairs.push({ a: --a, b: null });
    else pairs.push({ a: null, b: --b });
  }
  return pairs.reverse();
}
