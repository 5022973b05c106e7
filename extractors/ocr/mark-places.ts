import type { GreyImage } from '../image/image.js';
import type { ReadCharacter } from './engine.js';
import { inkRuns } from './punctuation.js';

/** Marks stand off the middle of their room; what CTC decoding knows is the middle. */
const MARK = /^[，。、；：？！（）,.;:?!()'‘’“”"·]$/;
/** A mark's ink is narrower than this part of the line's height. */
const WIDEST = 0.4;

/** The same characters, each mark placed on its ink where exactly one narrow piece of ink lies in its room. */
export function placeMarks(characters: readonly ReadCharacter[], image: GreyImage): ReadCharacter[] {
  if (!characters.some(({ text }) => MARK.test(text))) return [...characters];
  const runs = inkRuns(image).map(([from, to]) => [from / image.width, to / image.width] as const);
  const widest = (WIDEST * image.height) / image.width;
  return characters.map((character) => {
    if (!MARK.test(character.text)) return character;
    const middleIn = runs.filter(([from, to]) => (from + to) / 2 > character.from && (from + to) / 2 < character.to);
    const [only] = middleIn;
    if (only === undefined || middleIn.length > 1 || only[1] - only[0] > widest) return character;
    return { ...character, from: only[0], to: only[1] };
  });
}
