import { DOUBT_THRESHOLD, TICK_CHARACTER, type Tick } from '../../model/index.js';
import { isWide } from '../pdf/characters.js';
import type { Glyph } from '../pdf/content.js';
import type { AgreedCharacter } from './agree.js';
import { alignInk } from './ink-alignment.js';
import type { LineBox } from './segment.js';

/** One line of print as read: its place in pixels of the straight page, the ink of its columns, its characters. */
export interface ReadLine extends LineBox {
  /** Where the crop's first column stands, and how many columns it has. */
  left: number;
  width: number;
  /** Ink by column of the crop. */
  ink: Float32Array;
  characters: AgreedCharacter[];
}

/** Height of the ink of Chinese characters, of digits and capitals, in font sizes. */
const WIDE_INK = 0.92;
const CAPITAL_INK = 0.7;
/** How far Chinese characters reach below the baseline, in font sizes. */
const WIDE_DESCENT = 0.08;
/** Gaps between Latin letters or digits wider than this (font sizes) are spaces even where the reader saw none; narrower ones never. */
const LATIN_SPACE = 0.5;
const LATIN_TIGHT = 0.12;

/** No character is narrower than this (font sizes). */
const LEAST_EXTENT = 0.15;

const OPENING = /[（【《〈“‘〔]/;
const CLOSING = /[，。、；：？！）】》〉”’〕]/;
const DEEP = /[()[\]（）【】gjpqyQ,;|/《》]/;

/** The font size of a line in pixels, by the pitch of its Chinese characters or the height of its ink. */
export function fontSizeOf({ height, width, characters }: ReadLine): number {
  const wide = characters.filter(({ text }) => isWide(text) && !OPENING.test(text) && !CLOSING.test(text));
  const deep = wide.length > 0 || characters.some(({ text }) => DEEP.test(text));
  const byInk = height / (deep ? WIDE_INK : CAPITAL_INK);
  const pitches: number[] = [];
  for (let index = 1; index < characters.length; index++) {
    const [one, other] = [characters[index - 1]!, characters[index]!];
    if (isWide(one.text) && isWide(other.text)) pitches.push(((other.from + other.to - one.from - one.to) / 2) * width);
  }
  if (pitches.length < 4) return byInk;
  const pitch = pitches.sort((a, b) => a - b)[pitches.length >> 1]!;
  return Math.abs(pitch / byInk - 1) < 0.3 ? pitch : byInk;
}

/**
 * A read line as glyphs, in points. `size` is the line's font size in pixels, `scale` the pixels per point. Characters get the
 * extent of their ink; full-width marks that of their whole field, so that the gap that belongs to them is none.
 */
export function glyphsOf(line: ReadLine, size: number, scale: number): Glyph[] {
  const { characters } = line;
  const wide = characters.some(({ text }) => isWide(text) || DEEP.test(text));
  const baseline = (line.baseline - (wide ? WIDE_DESCENT * size : 0)) / scale;
  const extents = extentsOf(line, size);
  const glyphs: Glyph[] = [];
  for (const [index, character] of characters.entries()) {
    if (character.text === ' ') continue;
    const [x0, x1] = extents[index]!;
    const { text, confidence, readers, second } = character;
    const before = glyphs.at(-1);
    const spaced = characters[index - 1]?.text === ' ';
    if (before !== undefined && spaced) {
      const gap = x0 / scale - before.x1;
      if (gap > (LATIN_TIGHT * size) / scale) glyphs.push(plain(' ', before.x1, x0 / scale, baseline, size / scale));
    }
    const doubtful = confidence < DOUBT_THRESHOLD;
    const others = second === undefined || !doubtful ? [] : [{ reader: readers.at(-1)!, text: second }];
    glyphs.push({ ...plain(text, x0 / scale, x1 / scale, baseline, size / scale), read: { confidence, readers, others } });
  }
  return glyphs;
}

function plain(text: string, x0: number, x1: number, y: number, size: number): Glyph {
  return { text, unicode: text, code: 0, font: '', x0, x1, y, size };
}

/** A tick as one glyph of the line it stands in: of the nearest glyph at its height, else by its own box. Points. */
export function tickGlyph({ box, state }: Tick, lines: readonly (readonly Glyph[])[]): Glyph {
  const middle = (box[1] + box[3]) / 2;
  let nearest: Glyph | null = null;
  let least = Infinity;
  for (const line of lines) {
    const [first] = line;
    if (first === undefined || middle > first.y + 0.3 * first.size || middle < first.y - first.size) continue;
    for (const glyph of line) {
      const apart = Math.max(glyph.x0 - box[2], box[0] - glyph.x1, 0);
      if (apart < least) {
        least = apart;
        nearest = glyph;
      }
    }
  }
  const own = { y: box[3], size: (box[3] - box[1]) / 0.8 };
  const { y, size } = nearest !== null && least < 6 * nearest.size ? nearest : own;
  return plain(TICK_CHARACTER[state], box[0], box[2], y, size);
}

/** Left and right edge of each character in pixels of the page, by its ink; letters and figures that belong together touch. */
function extentsOf({ left, width, ink, height, characters }: ReadLine, size: number): [number, number][] {
  const inked = alignInk(characters, ink, height).extents;
  const extents = characters.map(({ from, to }, index): [number, number] => {
    const [start, end] = inked[index] ?? [from * width, to * width];
    return [left + start, left + end];
  });
  for (const [index, character] of characters.entries()) {
    const next = characters[index + 1];
    if (next === undefined || isWide(character.text) || isWide(next.text) || character.text === ' ' || next.text === ' ') continue;
    const end = extents[index]![1];
    const start = extents[index + 1]![0];
    if (start - end < LATIN_SPACE * size) extents[index]![1] = extents[index + 1]![0] = (end + start) / 2;
  }
  for (const [index, { text }] of characters.entries()) {
    const extent = extents[index]!;
    const after = extents[index + 1]?.[0] ?? Infinity;
    const before = extents[index - 1]?.[1] ?? -Infinity;
    if (isWide(text) && CLOSING.test(text)) extent[1] = Math.max(extent[1], Math.min(after, extent[0] + size * 0.9));
    if (isWide(text) && OPENING.test(text)) extent[0] = Math.min(extent[0], Math.max(before, extent[1] - size * 0.9));
  }
  return inOrder(
    extents,
    characters.map(({ text }) => text === ' '),
    LEAST_EXTENT * size,
  );
}

/** Readers say only roughly where a character stands: extents that shrank to nothing share the room with their neighbour. */
function inOrder(extents: readonly [number, number][], spaces: readonly boolean[], least: number): [number, number][] {
  const all = extents.map((extent): [number, number] => [...extent]);
  const result = all.filter((_, index) => spaces[index] !== true);
  for (const [index, extent] of result.entries()) {
    const before = result[index - 1];
    if (before !== undefined && extent[0] <= before[0]) extent[0] = before[0] + least / 2;
    if (extent[1] >= extent[0] + least) continue;
    const next = result[index + 1];
    const room = next === undefined ? extent[0] + least * 2 : (extent[0] + Math.max(next[1], extent[0] + least * 2)) / 2;
    extent[1] = Math.max(room, extent[0] + least / 2);
    if (next !== undefined && next[0] < extent[1]) next[0] = extent[1];
  }
  return all;
}

/** Sizes measured line by line scatter: lines of nearly one size get the size most of their characters have. */
export function settleSizes(sizes: readonly { size: number; weight: number }[]): number[] {
  const order = sizes.map((each, index) => ({ ...each, index })).sort((a, b) => a.size - b.size);
  const settled = new Array<number>(sizes.length).fill(0);
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    while (end < order.length && order[end]!.size <= order[end - 1]!.size * 1.03 && order[end]!.size <= order[start]!.size * 1.14) end++;
    const group = order.slice(start, end);
    const half = group.reduce((sum, { weight }) => sum + weight, 0) / 2;
    let passed = 0;
    const middle = group.find(({ weight }) => (passed += weight) >= half) ?? group[0]!;
    for (const { index } of group) settled[index] = middle.size;
    start = end;
  }
  return settled;
}
