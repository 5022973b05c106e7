import { TICK_CHARACTER } from '../../model/index.js';
import type { GreyImage } from '../image/image.js';
import { isWide } from '../pdf/characters.js';
import type { AgreedCharacter } from './agree.js';
import { columnInk, columnsOf } from './crops.js';
import { alignInk } from './ink-alignment.js';
import type { OnceRead } from './twice.js';
import { isCheckMark } from './uncovered.js';

/** What readers of Chinese make of an empty box, and of a check mark. */
const BOX_LETTERS = /^[口囗□ロ]$/;
const CHECK_LETTERS = /^[√✓VvYyJ∨ν]$/;
/** 口 as a letter is at least this tall (heights of the line); boxes of this size and larger are found on the page itself. */
const LETTER = 0.64;
/** Sides of a box differ by no more than this. */
const SQUARE = 1.3;
/** A box with more ink than this inside (part of its area) is not empty. */
const EMPTY = 0.06;
/** Darker than this is ink. */
const INK = 150;
const SURE = 0.96;
/**
 * Characters further apart than this (heights) are of different words; nearer ones too, where the next character stands much nearer than
 * the one before: narrow letters (接口有) have as much blank on either side.
 */
const WORD_GAP = { least: 0.33, sure: 0.45, uneven: 1.8 };

/**
 * Letters that are marks by their shape: 口 smaller than a letter is an empty tick box, V before Chinese with the stroke of a check is
 * a check mark. The readers' letters stay where the shape does not say so.
 */
export function settleMarks(lines: readonly OnceRead[]): void {
  for (const { crop, height, characters } of lines) {
    if (!characters.some(({ text }) => BOX_LETTERS.test(text) || CHECK_LETTERS.test(text))) continue;
    const { extents } = alignInk(characters, columnInk(crop.image), height);
    for (const [index, character] of characters.entries()) {
      const extent = extents[index];
      if (extent === null || extent === undefined) continue;
      const sure = { score: SURE, confidence: SURE };
      if (BOX_LETTERS.test(character.text) && startsOption(characters, extents, index, height)) {
        const state = smallBox(crop.image, extent, height);
        if (state !== null) characters[index] = { ...character, ...sure, text: TICK_CHARACTER[state] };
      } else if (CHECK_LETTERS.test(character.text) && standsAlone(characters, index)) {
        if (isCheckMark(columnsOf(crop.image, Math.round(extent[0]), Math.round(extent[1]))))
          characters[index] = { ...character, ...sure, text: '√' };
      }
    }
  }
}

/** A box stands at the start of a line, behind a blank, a mark or another box, never inside a word. */
function startsOption(
  characters: readonly AgreedCharacter[],
  extents: readonly ([number, number] | null)[],
  index: number,
  height: number,
): boolean {
  const before = characters.slice(0, index).findLastIndex(({ text }) => text !== ' ');
  if (before === -1 || !/[\u4e00-\u9fffA-Za-z0-9]/.test(characters[before]!.text)) return true;
  const [left, right] = extents[index] ?? [0, 0];
  const gap = left - (extents[before]?.[1] ?? 0);
  if (gap > WORD_GAP.sure * height) return true;
  const next = extents.slice(index + 1).find((extent) => extent !== null);
  return gap > WORD_GAP.least * height && next !== undefined && gap > WORD_GAP.uneven * (next[0] - right);
}

/** A check stands before an option or in brackets, not in a word of Latin letters. */
function standsAlone(characters: readonly AgreedCharacter[], index: number): boolean {
  const latin = (at: number): boolean => /[A-Za-z0-9]/.test(characters[at]?.text ?? '');
  const next = characters.slice(index + 1).find(({ text }) => text !== ' ')?.text;
  return !latin(index - 1) && !latin(index + 1) && (next === undefined || isWide(next) || /[)\]]/.test(next));
}

/** Whether the ink in some columns is a square smaller than a letter, and empty; null when it is none. */
function smallBox({ width, height, data }: GreyImage, [from, to]: [number, number], tall: number): 'empty' | 'unknown' | null {
  const x0 = Math.max(0, Math.floor(from));
  const x1 = Math.min(width, Math.ceil(to));
  let top = height;
  let bottom = -1;
  for (let y = 0; y < height; y++) {
    for (let x = x0; x < x1; x++) {
      if (data[y * width + x]! >= INK) continue;
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  const side = bottom - top + 1;
  if (side < 4 || side >= LETTER * tall || Math.max(side, x1 - x0) > SQUARE * Math.min(side, x1 - x0)) return null;
  const rim = Math.max(2, Math.round(side * 0.25));
  let ink = 0;
  let area = 0;
  for (let y = top + rim; y <= bottom - rim; y++) {
    for (let x = x0 + rim; x < x1 - rim; x++) {
      area++;
      if (data[y * width + x]! < INK) ink++;
    }
  }
  return area === 0 || ink > EMPTY * area ? 'unknown' : 'empty';
}
