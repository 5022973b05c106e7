import { isWide } from '../pdf/characters.js';
import type { GreyImage } from '../image/image.js';
import type { LineCrop, OcrEngine, ReadCharacter } from '../ocr/engine.js';
import { alone, type AgreedCharacter } from './agree.js';
import { columnInk, pieceOf } from './crops.js';
import { alignInk } from './ink-alignment.js';
import type { OnceRead } from './twice.js';

/** A character with less ink than this in all its columns was never printed: readers see noughts in blanks. */
const NO_INK = 0.03;
/** What readers make of a check mark. */
const CHECK_READINGS = /^[√✓✔VvYJ∨ⅴ丿レソ]$/;
const UNREAD = 0.5;
/** The short stroke of a check begins below this part of its height; a V begins at the top. */
const LOW_START = 0.12;
/** A Chinese character this sure is no check mark, whatever its outline. */
const SURELY = 0.9;

/** Ink that would still make one character with the narrow one beside it (heights: gap, its width, together) may be a part of that. */
const PART = { wide: { gap: 0.2, narrow: 0.8, together: 1.15 }, other: { gap: 0.12, narrow: 0.45, together: 0.62 } };
/** A Chinese character's ink reaches no further than this from its middle (heights). */
const FIELD = 0.55;
/** How sure a character that may be a part of another, or is no more than a stroke, can ever be. */
const CEILING = 0.6;
/** What a lone stroke is read as. */
const STROKE = /^[1Il|丨!/\\()（）\-—一.,'`·]$/;

interface Piece {
  line: OnceRead;
  mayBePart: boolean;
  from: number;
  to: number;
  crop: LineCrop;
}

/**
 * Compares each line's reading with its ink. Characters where there is none are taken out; ink that no character accounts for is cut
 * out and read by itself. Check marks, which readers of Chinese drop or take for letters, are known by their stroke. What stays unread
 * leaves a doubtful place in its line.
 */
export async function readUncovered(lines: readonly OnceRead[], engine: OcrEngine): Promise<void> {
  for (const line of lines) line.characters = line.characters.filter((character) => hasInk(character, line.crop.image));
  for (const line of lines) if (line.characters.length === 0 && isCheckMark(line.crop.image)) line.characters.push(checkMark(0, 1, engine));
  const pieces = lines.flatMap((line) => (line.characters.length === 0 ? [] : uncoveredPieces(line)));
  if (pieces.length === 0) return;
  const readings = await engine.read(pieces.map(({ crop }) => crop));
  for (const [index, piece] of pieces.entries()) insert(piece, asCharacters(piece, readings[index]!.characters, engine));
}

function hasInk({ text, from, to }: ReadCharacter, { width, height, data }: GreyImage): boolean {
  if (text === ' ') return true;
  let ink = 0;
  for (let x = Math.max(0, Math.floor(from * width)); x < Math.min(width, Math.ceil(to * width)); x++) {
    for (let y = 0; y < height; y++) if (data[y * width + x]! < 170) ink++;
  }
  return ink >= NO_INK * NO_INK * height * height * 4;
}

function uncoveredPieces(line: OnceRead): Piece[] {
  const { crop, characters, height } = line;
  const { width } = crop.image;
  const { uncovered, extents } = alignInk(characters, columnInk(crop.image), height);
  return uncovered.map(([start, end]) => {
    const mayBePart = extents.some((extent, index) => {
      if (extent === null) return false;
      const { text, from, to } = characters[index]!;
      const middle = ((from + to) / 2) * width;
      // Where letters touch, their ink is laid to one of them: what stands in the field of a Chinese character is of it.
      if (isWide(text) && start >= middle - FIELD * height && end <= middle + FIELD * height) return true;
      const part = isWide(text) ? PART.wide : PART.other;
      const gap = Math.max(extent[0] - end, start - extent[1]);
      const together = Math.max(extent[1], end) - Math.min(extent[0], start);
      return gap <= part.gap * height && extent[1] - extent[0] <= part.narrow * height && together <= part.together * height;
    });
    return { line, mayBePart, from: start / width, to: end / width, crop: pieceOf(crop, start, end) };
  });
}

function asCharacters({ line, mayBePart, from, to, crop }: Piece, read: readonly ReadCharacter[], engine: OcrEngine): AgreedCharacter[] {
  const printed = read.filter(({ text, score }) => text !== ' ' && score >= UNREAD);
  const place = (at: number): number => from + (to - from) * at;
  const check = (isCheckMark(crop.image) && !insideWord(line.characters, from, to)) || (printed.length === 1 && printed[0]!.text === '√');
  if (check && printed.every(({ text, score }) => CHECK_READINGS.test(text) || score < SURELY || !isWide(text)))
    return [checkMark(from, to, engine)];
  const isStroke = printed.length === 1 && STROKE.test(printed[0]!.text);
  // Half of a letter is not printed beside it; where figures stand, it may be one.
  const isHalf = isStroke && mayBePart && !isBesideDigit(line.characters, from, to);
  if (printed.length > 0 && !isHalf)
    return alone(printed, engine.reader).map((one) => ({
      ...one,
      inserted: true,
      from: place(one.from),
      to: place(one.to),
      confidence: Math.min(mayBePart || isStroke ? CEILING : 0.8, one.confidence),
      ...(mayBePart || isStroke ? { ceiling: CEILING } : {}),
    }));
  return [{ text: '', score: 0, from, to, others: [], confidence: 0.3, readers: [engine.reader] }];
}

/** Between two letters or figures stands the half of one (W), not a mark. */
function insideWord(characters: readonly AgreedCharacter[], from: number, to: number): boolean {
  return neighbours(characters, from, to).some((text) => /[A-Za-z0-9]/.test(text));
}

function isBesideDigit(characters: readonly AgreedCharacter[], from: number, to: number): boolean {
  return neighbours(characters, from, to).some((text) => /[0-9]/.test(text));
}

function neighbours(characters: readonly AgreedCharacter[], from: number, to: number): string[] {
  const before = characters.findLast((other) => (other.from + other.to) / 2 < (from + to) / 2);
  const after = characters.find((other) => (other.from + other.to) / 2 > (from + to) / 2);
  return [before, after].flatMap((other) => (other === undefined ? [] : [other.text]));
}

function checkMark(from: number, to: number, { reader }: OcrEngine): AgreedCharacter {
  return { text: '√', score: 0.97, from, to, others: [], confidence: 0.95, readers: [reader] };
}

function insert({ line, from, to }: Piece, characters: readonly AgreedCharacter[]): void {
  const middle = (from + to) / 2;
  const at = line.characters.findIndex((other) => (other.from + other.to) / 2 > middle);
  line.characters.splice(at === -1 ? line.characters.length : at, 0, ...characters);
}

/** A short stroke down to the right and a long one up: its lowest ink lies in the left half, its right end near the top. */
export function isCheckMark({ width, height, data }: GreyImage): boolean {
  const middles: number[] = [];
  let first = Infinity;
  let last = -1;
  let top = height;
  let bottom = 0;
  for (let x = 0; x < width; x++) {
    let sum = 0;
    let weight = 0;
    for (let y = 0; y < height; y++) {
      const ink = 255 - data[y * width + x]!;
      if (ink < 90) continue;
      sum += y * ink;
      weight += ink;
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
    middles.push(weight === 0 ? -1 : sum / weight);
    if (weight > 0) {
      first = Math.min(first, x);
      last = x;
    }
  }
  const tall = bottom - top;
  if (last - first < 4 || tall < 4 || tall < 0.35 * (last - first)) return false;
  const level = (x: number): number => (middles[x] === -1 ? 0.5 : (middles[x]! - top) / tall);
  let lowest = first;
  for (let x = first; x <= last; x++) if (middles[x] !== -1 && level(x) > level(lowest)) lowest = x;
  const at = (lowest - first) / (last - first);
  const rises = level(last) < 0.3 && level(Math.round((lowest + last) / 2)) < level(lowest) - 0.15;
  return at > 0.08 && at < 0.6 && level(lowest) > 0.7 && level(first) > LOW_START && level(first) < level(lowest) - 0.12 && rises;
}
