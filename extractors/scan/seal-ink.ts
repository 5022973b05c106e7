import { holds, type Box } from '../../model/index.js';
import type { Glyph } from '../pdf/content.js';
import type { AgreedCharacter } from './agree.js';

/** A character that lay under a seal, read by one reader only, is no surer than this. */
const ONE_READER = 0.85;
/** What the first reading left out under a seal may be the seal's own ink, whoever reads it. */
const LEFT_OUT = 0.6;

/** A single stroke by itself under a seal is as likely the seal's as the writer's. */
const STROKE = /^[1Il|丨!/\\()（）\-—一.,'`·]$/;

/** Notes which characters of a line lay under a seal; `box` is the crop's place, seals and box in points. */
export function noteSeals(characters: AgreedCharacter[], box: Box, seals: readonly Box[]): void {
  const y = (box[1] + box[3]) / 2;
  const printed = characters.filter(({ text }) => text !== ' ');
  const isStroke = printed.length === 1 && STROKE.test(printed[0]!.text);
  for (const character of characters) {
    const x = box[0] + (box[2] - box[0]) * ((character.from + character.to) / 2);
    if (!seals.some((seal) => holds(seal, x, y))) continue;
    character.sealed = true;
    if (isStroke || character.inserted === true) character.ceiling = LEFT_OUT;
    character.confidence = Math.min(character.confidence, character.ceiling ?? ONE_READER);
  }
}

/** What no reader is surer of than this, under a seal, is what is left of the seal. */
const SURE = 0.7;
/** Blanks wider than this (font sizes) part the words of a line. */
const GAP = 0.8;

/**
 * A line's glyphs without words that lie on a seal and that no reader is sure of: remains of its ink. One glyph without text stands for
 * each, so that the line keeps a doubtful place there.
 */
export function withoutSealInk(glyphs: readonly Glyph[], seals: readonly Box[]): Glyph[] {
  if (seals.length === 0) return [...glyphs];
  return wordsOf(glyphs).flatMap((word) => {
    const printed = word.filter(({ text }) => text !== ' ');
    const remains = printed.every((glyph) => isUnsure(glyph) && seals.some((seal) => within(seal, glyph)));
    return remains && printed.length > 0 ? [unread(printed)] : word;
  });
}

/** Whether no reader is sure of a glyph; what both read alike stays, however doubtful it is for what it is. */
function isUnsure({ text, read }: Glyph): boolean {
  return (read?.confidence ?? 1) < SURE && !(read?.others.some((other) => other.text === text) ?? false);
}

function unread(word: readonly Glyph[]): Glyph {
  const [first] = word;
  const last = word.at(-1)!;
  return { ...first!, text: '', unicode: '', x1: last.x1, read: { confidence: 0.5, readers: first!.read?.readers ?? [], others: [] } };
}

function wordsOf(glyphs: readonly Glyph[]): Glyph[][] {
  const words: Glyph[][] = [];
  for (const glyph of glyphs) {
    const last = words.at(-1)?.at(-1);
    if (last === undefined || glyph.x0 - last.x1 > GAP * glyph.size) words.push([glyph]);
    else words.at(-1)!.push(glyph);
  }
  return words;
}

function within(seal: Box, glyph: Glyph): boolean {
  return holds(seal, (glyph.x0 + glyph.x1) / 2, glyph.y - glyph.size * 0.35);
}
