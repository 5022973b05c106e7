import type { Glyph } from '../pdf/content.js';

/**
 * What a glyph can be on a form: a box with its state; a check or cross, which ticks the box or bracket it stands on; a dark or
 * light spot (●○, ■ as a list bullet), which is a tick only beside its counterpart.
 */
export type Mark = 'ticked' | 'empty' | 'check' | 'cross' | 'dark' | 'light';

/** By Unicode character, in any font. */
const BY_CHARACTER: Readonly<Record<Mark, string>> = {
  ticked: '☑☒■▣▩◼◾⬛🗹🗵🗷✅❎⊠⮽🞕🞖',
  empty: '☐□▢◻◽⬜❏❐❑❒🗆⎕🞎🞏',
  check: '√✓✔🗸',
  cross: '✗✘✕✖×╳',
  dark: '●◉⊙⚫🔘',
  light: '○◯⚪◎',
};

/** By code (low byte) in symbol fonts, whose characters mean nothing by themselves. Sources: the fonts' published charts. */
const BY_FONT: readonly { font: RegExp; marks: Readonly<Partial<Record<Mark, readonly number[]>>> }[] = [
  {
    font: /wingdings ?2|wingdings2/i,
    marks: { ticked: [0x51, 0x52, 0x53, 0x54, 0xa2], empty: [0x2a, 0xa3], check: [0x50], cross: [0x4f] },
  },
  { font: /wingdings ?3|wingdings3/i, marks: {} },
  {
    font: /wingdings/i,
    marks: {
      ticked: [0xfe, 0xfd, 0x78],
      empty: [0xa8, 0x6f, 0x70, 0x71, 0x72],
      check: [0xfc],
      cross: [0xfb],
      dark: [0x6e, 0x6c],
      light: [0xa1],
    },
  },
  { font: /webdings/i, marks: { empty: [0x63], dark: [0x67], check: [0x61], cross: [0x72] } },
];

/**
 * By character in OpenSymbol and StarSymbol: the office programs that bring them print Wingdings' signs with them, under
 * private-use characters of their own. Source: the fonts' own glyphs.
 */
const BY_OPEN_SYMBOL: Readonly<Partial<Record<Mark, readonly number[]>>> = {
  ticked: [0xe4c3, 0xe4c4, 0xe530, 0xe531, 0xe532, 0xe533],
  empty: [0xe00b, 0xe229, 0xe22a, 0xe22b, 0xe22c, 0xe43a, 0xe43b, 0xe43c, 0xe43d, 0xe470, 0xe47b],
  check: [0xe007, 0xe209, 0xe20a, 0xe330, 0xe4c2, 0xe52f],
  cross: [0xe20b, 0xe20c, 0xe4c1, 0xe52e],
  dark: [0xe008, 0xe00a, 0xe226, 0xe228, 0xe437, 0xe439],
  light: [0xe005, 0xe009, 0xe227, 0xe438, 0xe469, 0xe46a, 0xe46e],
};

const CHARACTERS = new Map<string, Mark>();
for (const [mark, characters] of Object.entries(BY_CHARACTER)) for (const character of characters) CHARACTERS.set(character, mark as Mark);
const codesOf = (marks: Readonly<Partial<Record<Mark, readonly number[]>>>): ReadonlyMap<number, Mark> =>
  new Map(Object.entries(marks).flatMap(([mark, codes]) => codes.map((code) => [code, mark as Mark] as const)));
const CODES = BY_FONT.map(({ font, marks }) => ({ font, codes: codesOf(marks) }));
const OPEN_SYMBOL = codesOf(BY_OPEN_SYMBOL);
const OPEN_SYMBOL_FONT = /(?:open|star)symbol/i;
const WINGDINGS = CODES[2]!.codes;
/** Fonts with private-use characters of their own, which are not those of Wingdings. */
const OWN_PRIVATE_USE = /symbol|icon|awesome|webdings|marlett|opensymbol/i;

const tables = new Map<string, ReadonlyMap<number, Mark> | null>();

/** What a glyph is on a form; null for ordinary text. */
export function markOf(glyph: Pick<Glyph, 'text' | 'unicode' | 'code' | 'font'>): Mark | null {
  let table = tables.get(glyph.font);
  if (table === undefined) {
    table = CODES.find(({ font }) => font.test(glyph.font))?.codes ?? null;
    if (tables.size < 5_000) tables.set(glyph.font, table);
  }
  const point = glyph.unicode.codePointAt(0) ?? 0;
  if (table === null) {
    if (point < 0x80) return null;
    const known = CHARACTERS.get(glyph.text);
    if (known !== undefined) return known;
    if (point >= 0xe000 && point <= 0xe5ff && OPEN_SYMBOL_FONT.test(glyph.font)) return OPEN_SYMBOL.get(point) ?? null;
    // Converted documents keep Wingdings' private-use characters under another font's name.
    return point >= 0xf020 && point <= 0xf0ff && !OWN_PRIVATE_USE.test(glyph.font) ? (WINGDINGS.get(point & 0xff) ?? null) : null;
  }
  // Symbol fonts: by private-use character, by Latin letter of the same code, else by the font's own code.
  if ((point >= 0xf020 && point <= 0xf0ff) || (point > 0x20 && point <= 0xff)) {
    const mark = table.get(point & 0xff);
    if (mark !== undefined) return mark;
  }
  return CHARACTERS.get(glyph.text) ?? (glyph.code > 0x20 && glyph.code <= 0xff && point > 0xff ? (table.get(glyph.code) ?? null) : null);
}

/** The plain character for a mark that stays text until its surroundings tell whether it is a tick. */
export const MARK_CHARACTER: Readonly<Record<'check' | 'cross' | 'dark' | 'light', string>> = {
  check: '√',
  cross: '×',
  dark: '●',
  light: '○',
};

/** Whether a character is a mark by its own Unicode name, whatever the font. */
export function isNamed(character: string): boolean {
  return CHARACTERS.has(character);
}
