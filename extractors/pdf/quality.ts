import type { Box } from '../../model/index.js';
import type { Glyph, PlacedImage } from './content.js';

/** What the quality gate looks at. `glyphs` come after ticks were taken out: their private-use characters are no defect. */
export interface PageText {
  width: number;
  height: number;
  glyphs: readonly Glyph[];
  images: readonly Pick<PlacedImage, 'id' | 'box'>[];
  /** Characters drawn invisibly. */
  invisible: number;
  /** Letters set at an angle. */
  rotated: number;
}

/** Why a page's text layer cannot be trusted. */
export type Reason =
  'image-covers-page' | 'control-characters' | 'replacement-characters' | 'private-use' | 'mojibake' | 'no-chinese' | 'rotated-text';

export const REASONS: Readonly<Record<Reason, { zh: string; en: string }>> = {
  'image-covers-page': { zh: '整页是图像，没有可用的文字', en: 'the page is an image without usable text' },
  'control-characters': { zh: '文字层含控制字符', en: 'control characters in the text layer' },
  'replacement-characters': { zh: '文字层含无法识别的字符', en: 'unidentified characters in the text layer' },
  'private-use': { zh: '文字层含未映射的私有区字符', en: 'unmapped private-use characters in the text layer' },
  mojibake: { zh: '文字层是乱码', en: 'the text layer is garbled' },
  'no-chinese': { zh: '文字层几乎没有中文', en: 'hardly any Chinese in the text layer' },
  'rotated-text': { zh: '页面文字方向旋转', en: 'the text runs at an angle' },
};

/** An image covering this part of the page is the page. */
const COVERING = 0.85;
/** Below this many characters a covering image holds the text itself. */
const LITTLE_TEXT = 40;
/** Share of broken characters above which the text layer is refused. */
const BROKEN = 0.02;
/** A page has at most so many different signs without a name, and no larger share of them: else they are its letters. */
const SIGNS = 12;
const MANY_SIGNS = 0.2;
const MOJIBAKE_SHARE = 0.08;
/** Pages with at least this many characters are expected to be Chinese to at least this share. */
const MUCH_TEXT = 150;
const CHINESE = 0.1;

const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/;
const PRIVATE_USE = /[\uE000-\uF8FF]|[\u{F0000}-\u{10FFFD}]/u;
const CHINESE_CHARACTER = /[\u3400-\u9FFF]|[\u{20000}-\u{3FFFF}]/u;
/** What Chinese in GBK or UTF-8 looks like when taken for Latin-1: runs of accented letters and Latin signs. */
const LATIN_1 =
  /[\u00A1-\u00AF\u00B1\u00B4-\u00B6\u00B8-\u00D6\u00D8-\u00F6\u00F8-\u00FF\u0152\u0153\u0160\u0161\u0178\u017D\u017E\u0192\u02C6\u02DC\u2020-\u2022\u2030\u2039\u203A\u20AC\u2122]/;
/** UTF-8 Chinese read as GBK gives these rare ideographs again and again. */
const GBK_READ_AS_UTF8 = /[锟斤拷烫屯銆鈥锛涓鏄鐨勬湇鍔璁瘉鏈嶅姟鍏徃]/;

/** Reasons to refuse a page's text layer; none for a page that can be read, or a page with nothing on it. */
export function refusalReasons(page: PageText): Reason[] {
  const reasons: Reason[] = [];
  let total = 0;
  let control = 0;
  let replacement = 0;
  let privateUse = 0;
  let latin = 0;
  let garbled = 0;
  let chinese = 0;
  let plain = 0;
  const signs = new Map<string, number>();
  const lettered = letteredFonts(page.glyphs);
  for (const { text, font } of page.glyphs) {
    if (text === ' ') continue;
    total++;
    if (CHINESE_CHARACTER.test(text)) {
      chinese++;
      if (GBK_READ_AS_UTF8.test(text)) garbled++;
    } else if (text <= '~' && text >= '!') plain++;
    else if (text.includes('\uFFFD')) replacement++;
    else if (CONTROL.test(text)) control++;
    else if (isPrivateUse(text)) {
      privateUse++;
      if (!lettered.has(font)) signs.set(font + text, (signs.get(font + text) ?? 0) + 1);
    } else if (LATIN_1.test(text)) latin++;
  }
  if (total < LITTLE_TEXT && coveredShare(page) >= COVERING) reasons.push('image-covers-page');
  const share = (count: number): number => (total === 0 ? 0 : count / total);
  const several = (count: number): boolean => count >= 3 || share(count) > 0.2;
  if (share(control) > BROKEN && several(control)) reasons.push('control-characters');
  if (share(replacement) > BROKEN && several(replacement)) reasons.push('replacement-characters');
  // Bullets and boxes of a font that prints nothing else are no letters lost.
  const drawn = signs.size <= SIGNS ? [...signs.values()].reduce((sum, count) => sum + count, 0) : 0;
  const lost = share(drawn) <= MANY_SIGNS ? privateUse - drawn : privateUse;
  if (share(lost) > BROKEN && several(lost)) reasons.push('private-use');
  if (share(latin) > MOJIBAKE_SHARE && latin >= 10) reasons.push('mojibake');
  else if (chinese > 20 && garbled / chinese > 0.3) reasons.push('mojibake');
  // A page of figures is no defect; a page of letters in a Chinese report is.
  if (total >= MUCH_TEXT && share(chinese) < CHINESE && share(plain) > 0.5 && letters(page.glyphs) > 0.6) reasons.push('no-chinese');
  if (page.rotated > MUCH_TEXT && page.rotated > total) reasons.push('rotated-text');
  return reasons;
}

/** Whether a text is of characters that mean something in their own font only. */
export function isPrivateUse(text: string): boolean {
  return PRIVATE_USE.test(text);
}

/** Fonts that print ordinary characters too: a private-use character in one of them is a letter lost, not a sign. */
export function letteredFonts(glyphs: readonly Glyph[]): ReadonlySet<string> {
  return new Set(glyphs.flatMap(({ text, font }) => (text === ' ' || isPrivateUse(text) ? [] : [font])));
}

function letters(glyphs: readonly Glyph[]): number {
  const printed = glyphs.filter(({ text }) => text !== ' ');
  return printed.filter(({ text }) => /^[A-Za-z]/.test(text)).length / printed.length;
}

/** The part of the page under images: the largest, or all strips of one image taken together. */
function coveredShare({ width, height, images }: PageText): number {
  const area = ([x0, y0, x1, y1]: Box): number =>
    Math.max(0, Math.min(x1, width) - Math.max(x0, 0)) * Math.max(0, Math.min(y1, height) - Math.max(y0, 0));
  return images.reduce((sum, { box }) => sum + area(box), 0) / (width * height);
}
