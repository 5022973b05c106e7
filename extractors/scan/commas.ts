import type { GreyImage } from '../image/image.js';
import { columnInk } from './crops.js';
import { alignInk, type InkRun } from './ink-alignment.js';
import type { OnceRead } from './twice.js';

/** Darker than this is ink, between the darkest and the lightest of a mark's columns (0: as the darkest). */
const INK = 0.45;
/** Pieces with less ink than this part of the largest are dust. */
const DUST = 0.2;
/** A semicolon's lower piece has more ink than the upper one, by its tail. A colon may look like that too: which of them it is the ink does not tell. */
const TAIL = 1.2;
/** What the shape says against the reader. */
const CONTRADICTED = 0.8;

const FULL = { ',': '，', ';': '；' } as const;
const MARK = /^[，；：,;:]$/;
const COLON = /^[：:]$/;

/**
 * Commas, semicolons and colons by the pieces of their ink: readers confuse them surely, in the middle of a sentence that is otherwise
 * right. One piece is a comma, two are not.
 */
export function settleCommas(lines: readonly OnceRead[]): void {
  for (const { crop, height, characters } of lines) {
    if (!characters.some(({ text }) => MARK.test(text))) continue;
    const { extents } = alignInk(characters, columnInk(crop.image), height);
    for (const [index, character] of characters.entries()) {
      const extent = extents[index];
      if (!MARK.test(character.text) || extent === null || extent === undefined) continue;
      const mark = markOf(crop.image, extent, height);
      const isFull = character.text > '\u00ff';
      if (mark === null || mark === character.text || FULL[mark] === character.text) continue;
      if (mark === ';' && COLON.test(character.text)) continue;
      const text = isFull ? FULL[mark] : mark;
      characters[index] = { ...character, text, confidence: Math.min(CONTRADICTED, character.confidence), second: character.text };
    }
  }
}

/** The mark that some columns show; null when they show neither clearly. */
function markOf({ width, height, data }: GreyImage, [from, to]: InkRun, tall: number): ',' | ';' | null {
  const x0 = Math.max(0, Math.floor(from));
  const x1 = Math.min(width, Math.ceil(to));
  let darkest = 255;
  for (let y = 0; y < height; y++) for (let x = x0; x < x1; x++) darkest = Math.min(darkest, data[y * width + x]!);
  const level = darkest + (255 - darkest) * INK;
  const pieces: { top: number; bottom: number; ink: number }[] = [];
  for (let y = 0; y < height; y++) {
    let ink = 0;
    for (let x = x0; x < x1; x++) if (data[y * width + x]! < level) ink += 255 - data[y * width + x]!;
    if (ink === 0) continue;
    const last = pieces.at(-1);
    if (last?.bottom === y) {
      last.bottom = y + 1;
      last.ink += ink;
    } else pieces.push({ top: y, bottom: y + 1, ink });
  }
  const most = Math.max(...pieces.map(({ ink }) => ink));
  const [upper, lower, more] = pieces.filter(({ ink }) => ink >= DUST * most);
  if (upper === undefined || more !== undefined || x1 - x0 > 0.5 * tall) return null;
  if (lower === undefined) return upper.bottom - upper.top < 0.5 * tall ? ',' : null;
  if (lower.top - upper.bottom < 0.1 * tall) return null;
  return lower.ink >= TAIL * upper.ink ? ';' : null;
}
