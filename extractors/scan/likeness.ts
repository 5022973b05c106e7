import type { ReadCharacter } from '../ocr/engine.js';

/** Letters that are the very picture of a digit, and brackets that are the edge of a cell: the second reader sees the digit as well. */
const LIKENESSES: Readonly<Record<string, string>> = { S: '5', s: '5', O: '0', o: '0', l: '1', I: '1', B: '8', Z: '2', z: '2', b: '6' };

/** Whether what the second reader saw is another look of the digit the first one read. */
export function isLikeness(text: string, seen: string): boolean {
  const bare = seen.replace(/[()\[\]'|]/g, '');
  return /^[0-9]$/.test(text) && (bare === text || LIKENESSES[bare] === text);
}

/** Digits that many fonts print like a letter, and the letter. */
const LETTERS: Readonly<Record<string, string>> = { '1': 'l', '0': 'o' };

/**
 * The letter that stands where readers see a digit of its shape among letters (mai1, qua1ity), or a letter of a digit's shape before digits
 * (officel02); null where nothing of the kind is seen. Nobody can see the difference: such characters stay doubtful. `seen` is the second
 * reader's text at the place.
 */
export function letterFor(first: readonly Pick<ReadCharacter, 'text'>[], index: number, seen: string): string | null {
  const { text } = first[index]!;
  const before = first[index - 1]?.text ?? '';
  const after = first[index + 1]?.text ?? '';
  if (/^[lI]$/.test(text) && /[0-9]/.test(after)) return text;
  if (!/[a-z]/.test(before)) return null;
  const isInWord = /^(?:[a-z]|[.。])$/.test(after) && /^(?:1[1lIi|]?|0[0oO]?)$/.test(text + seen);
  // A name may end in a digit: there the second reader has to see a letter.
  const isAtEnd = /^@?$/.test(after) && /^(?:1[lIi]|0[oO])$/.test(text + seen);
  return isInWord || isAtEnd ? (LETTERS[text] ?? null) : null;
}
