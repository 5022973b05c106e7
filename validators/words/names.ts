import { pinyin } from 'pinyin-pro';
import { lookAlike } from './look-alikes.js';
import { normalise } from './normalise.js';

/** How two characters come to be taken for one another. */
export type Likeness = 'same-sound' | 'look-alike' | 'near-sound';

export interface NameVariant {
  likeness: Likeness;
  /** The one character in which the names differ, in each. */
  characters: readonly [string, string];
}

/**
 * Whether two names are likely one person's, misspelt: same surname, same length, one character differs and that one sounds
 * or looks like the other. Tones do not count. null for equal names and for really different ones.
 */
export function nameVariant(first: string, second: string): NameVariant | null {
  const [a, b] = [Array.from(normalise(first)), Array.from(normalise(second))];
  if (a.length !== b.length || a.length < 2 || a[0] !== b[0]) return null;
  const differing = a.flatMap((character, index) => (character === b[index] ? [] : [index]));
  if (differing.length !== 1) return null;
  const characters = [a[differing[0]!]!, b[differing[0]!]!] as const;
  if (!characters.every((character) => /\p{Script=Han}/u.test(character))) return null;
  const likeness = likenessOf(...characters);
  // With one given character only, a near sound is too little: 张林 and 张玲 may well be two people.
  if (likeness === null || (likeness === 'near-sound' && a.length < 3)) return null;
  return { likeness, characters };
}

function likenessOf(a: string, b: string): Likeness | null {
  const [soundsA, soundsB] = [sounds(a), sounds(b)];
  if (soundsA.some((sound) => soundsB.includes(sound))) return 'same-sound';
  if (lookAlike(a, b)) return 'look-alike';
  const near = soundsB.map(blurred);
  return soundsA.some((sound) => near.includes(blurred(sound))) ? 'near-sound' : null;
}

/** Every reading of a character, without tones. */
function sounds(character: string): string[] {
  return pinyin(character, { multiple: true, toneType: 'none', type: 'array' });
}

/** Sounds that many speakers do not keep apart: front and back nasals, flat and curled sibilants, n and l. */
function blurred(sound: string): string {
  return sound
    .replace(/^([zcs])h/, '$1')
    .replace(/^n/, 'l')
    .replace(/([aei])ng$/, '$1n');
}
