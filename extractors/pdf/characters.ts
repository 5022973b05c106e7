/**
 * CJK Radicals Supplement (U+2E80–2EF3): each radical followed by the ideograph it looks like.
 * Source: Unicode Character Database, EquivalentUnifiedIdeograph.txt.
 */
const RADICALS_SUPPLEMENT =
  '⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟';

const SUPPLEMENT = new Map<string, string>();
{
  const characters = Array.from(RADICALS_SUPPLEMENT);
  for (let index = 0; index + 1 < characters.length; index += 2) SUPPLEMENT.set(characters[index]!, characters[index + 1]!);
}

/** Radicals whose unified ideograph is the other region's drawing of the same letter; on paper printed in China it is these. */
const MAINLAND_FORMS = new Map([
  ['\u2F3E', '户'],
  ['\u2FAD', '青'],
  ['\u2FC8', '黄'],
]);

/** Drawn without width or meaning of their own: zero-width spaces and joiners, soft hyphen, byte order mark, variation selectors. */
const WIDTHLESS = /[\u00AD\u034F\u200B-\u200F\u2060-\u2064\uFE00-\uFE0F\uFEFF\u202A-\u202E\u2066-\u2069]/g;
const SPACE = /[\t\n\r\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/g;
/** Kangxi radicals, compatibility ideographs (both planes), Latin ligatures: their compatibility form is the letter meant. */
const COMPATIBLE = /[\u2F00-\u2FDF\uF900-\uFAFF\uFB00-\uFB06]|[\u{2F800}-\u{2FA1F}]/gu;
const RADICAL = /[\u2E80-\u2EFF]/g;

const known = new Map<string, string>();

/**
 * The characters a glyph stands for, as everything behind the engine expects them: radicals and compatibility ideographs
 * become unified ideographs (printing programs name a glyph by the first code point its font lists for it), ligatures
 * become letters, every kind of space becomes " ", characters without width vanish (''). Anything else stays as printed.
 */
export function plainCharacters(unicode: string): string {
  const code = unicode.charCodeAt(0);
  if (unicode.length === 1 && ((code > 0x20 && code < 0x7f) || (code >= 0x3001 && code < 0xd800) || code === 0x20)) return unicode;
  let plain = known.get(unicode);
  if (plain === undefined) {
    plain = unicode
      .replace(WIDTHLESS, '')
      .replace(SPACE, ' ')
      .replace(COMPATIBLE, (character) => MAINLAND_FORMS.get(character) ?? character.normalize('NFKC'))
      .replace(RADICAL, (character) => SUPPLEMENT.get(character) ?? character);
    if (known.size < 20_000) known.set(unicode, plain);
  }
  return plain;
}

/** Whether a character is Chinese, or the full-width punctuation that stands among Chinese. */
export function isWide(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return (code >= 0x2e80 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff) || (code >= 0xff00 && code <= 0xff60) || code >= 0x20000;
}
