import { GlobalFonts } from '@napi-rs/canvas';

/** Families that hold Chinese, in the order in which they stand in for a font that is not embedded; Song faces first, as on the forms. */
const CHINESE_FAMILIES = [
  'SimSun',
  'NSimSun',
  'Songti SC',
  'STSong',
  'Noto Serif CJK SC',
  'Source Han Serif SC',
  'AR PL UMing CN',
  'AR PL SungtiL GB',
  'Noto Serif CJK JP',
  'Noto Sans CJK SC',
  'Source Han Sans SC',
  'Noto Sans CJK JP',
  'PingFang SC',
  'Microsoft YaHei',
  'SimHei',
  'WenQuanYi Zen Hei',
  'WenQuanYi Micro Hei',
  'Droid Sans Fallback',
];

let standIn: string | null | undefined;

/** The installed Chinese font that stands in, null when there is none. */
export function chineseStandIn(): string | null {
  if (standIn === undefined) {
    const installed = new Set(GlobalFonts.families.map(({ family }) => family));
    standIn = CHINESE_FAMILIES.find((family) => installed.has(family)) ?? null;
  }
  return standIn;
}

/**
 * Lets text in a font that the PDF names without embedding it (SimSun, mostly) be drawn in an installed Chinese font. False when
 * none is installed: the text is then drawn as empty boxes.
 */
export function drawInStandIn(fontName: string): boolean {
  const family = chineseStandIn();
  if (family === null) return false;
  if (!GlobalFonts.has(fontName)) GlobalFonts.setAlias(family, fontName);
  return true;
}
