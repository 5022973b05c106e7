import type { GreyImage } from '../image/image.js';
import type { ReadCharacter } from './engine.js';

/**
 * Marks that are printed in two widths. Recognisers take the one for the other at random, and so do eyes: a half-width comma and a
 * space in a font whose letters are half an em wide make the very picture of a full-width comma. So context decides, except where a
 * mark plainly stands too tight to be full-width.
 */
const FULL: Readonly<Record<string, string>> = { ',': '，', ':': '：', ';': '；', '!': '！', '?': '？', '(': '（', ')': '）' };
const HALF: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(FULL).map(([half, full]) => [full, half]));
const HAN = /[\u3400-\u9fff\uf900-\ufaff〇]/;
/** Marks that exist only in full width: they speak for Chinese text beside them. */
const CHINESE_MARK = /[、。《》“”‘’【】]/;

/** Ink to ink over a mark, in em: full-width marks stand at least this far apart, half-width ones without a space do not. */
const FULL_WIDTH_ROOM = 0.8;

/**
 * The same characters with marks of one width by context: full-width beside Chinese, half-width among figures, codes and Latin letters.
 * `image` is the crop they were read from, dark on light: a mark with less room around it than a full-width one has is half-width.
 */
export function settleWidths(characters: readonly ReadCharacter[], image: GreyImage | null = null): ReadCharacter[] {
  const texts = characters.map(({ text }) => plain(text));
  const rooms = image === null ? null : roomsOf(characters, texts, image);
  const half = rooms !== null && mostlyTight(texts, rooms);
  const settled = texts.map((text, i) => (text in FULL && !half && isChinese(texts, i) ? FULL[text]! : text));
  settleBrackets(settled);
  return characters.map((character, i) => {
    const text = settled[i]!;
    const others = character.others.filter((other) => plain(other.text) !== plain(text));
    return text === character.text && others.length === character.others.length ? character : { ...character, text, others };
  });
}

/** Half-width twin of a full-width letter, figure or mark; spaces and everything Chinese stay. */
export function plain(text: string): string {
  if (text in HALF) return HALF[text]!;
  return /^[！-～]$/.test(text) && text !== '～' ? text.normalize('NFKC') : text;
}

/** Whether a mark stands in Chinese text: what is nearest decides; before a mark counts more than behind it, except for what opens. */
function isChinese(texts: readonly string[], at: number): boolean {
  const before = nearest(texts, at, -1);
  const after = nearest(texts, at, 1);
  const [near, far] = texts[at] === '(' ? [after, before] : [before, after];
  if (HAN.test(near) || CHINESE_MARK.test(near)) return true;
  // 1.1: 名称, 3）…, (含 70 分): a figure on one side only does not make it a figure's mark.
  return HAN.test(far) || CHINESE_MARK.test(far);
}

function nearest(texts: readonly string[], at: number, step: 1 | -1): string {
  for (let i = at + step; i >= 0 && i < texts.length; i += step) {
    if (texts[i] !== ' ' && !(texts[i]! in FULL)) return texts[i]!;
  }
  return '';
}

/** Both brackets of a pair are of one width: full if either is. */
function settleBrackets(texts: string[]): void {
  const open: number[] = [];
  texts.forEach((text, i) => {
    if (text === '(' || text === '（') open.push(i);
    else if (text === ')' || text === '）') {
      const partner = open.pop();
      if (partner === undefined) return;
      if (text === '）') texts[partner] = '（';
      else if (texts[partner] === '（') texts[i] = '）';
    }
  });
}

/** Whether most marks between Chinese characters stand too tight for full-width ones. */
function mostlyTight(texts: readonly string[], rooms: readonly (number | null)[]): boolean {
  const measured = rooms.filter((room, i) => room !== null && texts[i]! in FULL && besideHan(texts, i)) as number[];
  return measured.length > 0 && measured.filter((room) => room < FULL_WIDTH_ROOM).length * 2 > measured.length;
}

const besideHan = (texts: readonly string[], i: number): boolean => HAN.test(texts[i - 1] ?? '') && HAN.test(texts[i + 1] ?? '');

/** Room of each mark: from the ink of the character before it to that of the one behind, in em; null where it cannot be measured. */
function roomsOf(characters: readonly ReadCharacter[], texts: readonly string[], image: GreyImage): (number | null)[] {
  const centre = ({ from, to }: ReadCharacter): number => ((from + to) / 2) * image.width;
  const pitches: number[] = [];
  for (let i = 1; i < characters.length; i++) {
    if (HAN.test(texts[i]!) && HAN.test(texts[i - 1]!)) pitches.push(centre(characters[i]!) - centre(characters[i - 1]!));
  }
  if (pitches.length < 2) return texts.map(() => null);
  const em = pitches.sort((a, b) => a - b)[pitches.length >> 1]!;
  const runs = inkRuns(image);
  return characters.map((character, i) => {
    if (!(texts[i]! in FULL)) return null;
    const at = centre(character);
    let mark = -1;
    let least = em / 2;
    runs.forEach(([from, to], k) => {
      const away = Math.max(from - at, at - to, 0);
      if (to - from < em / 2 && away < least) {
        least = away;
        mark = k;
      }
    });
    const before = runs[mark - 1];
    const after = runs[mark + 1];
    return mark < 0 || before === undefined || after === undefined ? null : (after[0] - before[1]) / em;
  });
}

/** Runs of columns that hold ink: [from, to) in pixels. */
export function inkRuns({ width, height, data }: GreyImage): [number, number][] {
  let dark = 255;
  let light = 0;
  for (const value of data) {
    dark = Math.min(dark, value);
    light = Math.max(light, value);
  }
  const limit = (dark + light) / 2 + 20;
  const runs: [number, number][] = [];
  for (let x = 0; x < width; x++) {
    let ink = false;
    for (let y = 0; y < height && !ink; y++) ink = data[y * width + x]! < limit;
    const last = runs.at(-1);
    if (!ink) continue;
    if (last?.[1] === x) last[1] = x + 1;
    else runs.push([x, x + 1]);
  }
  return runs;
}
