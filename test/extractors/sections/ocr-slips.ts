import type { Cell, Doubt, Page, Reader, TextLine } from '../../../model/index.js';

export interface SlipOptions {
  /** Share of characters misread. */
  rate: number;
  seed: number;
  /** Share of the slips that show: the second reader read something else there, or the first was unsure. */
  marked: number;
}

/** Characters readers take for one another, each group among itself. */
const ALIKE = [
  '技枝',
  '持特待',
  '末未',
  '己已',
  '日曰',
  '0O',
  '1l',
  '5S',
  '8B',
  '2Z',
  '审宙',
  '查杳',
  '组纽',
  '织炽',
  '名各',
  '称祢',
  '地池',
  '址扯',
  '认从',
  '证征',
  '服报',
  '务努',
  '评坪',
  '价介',
  '商商裔',
  '品晶',
  '顾硕',
  '客窖',
  '维准',
  '修俢',
  '配酡',
  '送迗',
  '投役',
  '诉诼',
  '处外',
  '理埋',
  '质盾',
  '量昌',
  '保俣',
  '废癈',
  '弃奔',
  '回囬',
  '收牧',
  '规现',
  '范苑',
  '要耍',
  '求水',
  '监坚',
  '督晢',
  '改玫',
  '进迸',
  '文丈',
  '化比',
  '人入',
  '员贠',
  '资贸',
  '源愿',
  '信倍',
  '息恩',
  '支攴',
  '初衩',
  '再冉',
  '受爱',
  '方万',
  '单里',
  '多夕',
  '场汤',
  '所听',
  '现规',
  '远运',
  '程稈',
  '合台',
  '结给',
  '论伦',
  '推椎',
  '荐芧',
  '编偏',
  '制刺',
  '期朋',
  '号弓',
  '目日',
  '总恳',
  '计什',
  '分兮',
  '得碍',
  '满滿',
  '足是',
  '不木',
  '用甩',
  '适话',
  '无元',
  '有冇',
  '星里',
  '五王',
  '四西',
  '三兰',
  '，,、',
  '。.',
  '：:；',
  '（(',
  '）)',
  '—-',
  '3B',
  '6G',
  '9g',
  '4A',
  '7T',
];
const TWIN = new Map<string, string[]>();
for (const group of ALIKE)
  for (const one of group) TWIN.set(one, [...(TWIN.get(one) ?? []), ...Array.from(group).filter((other) => other !== one)]);

const TICKS = /[☑☐⍰√✓✔■☒□]/u;
const NO_WORD = /^[\s\p{P}\p{S}]$/u;

/**
 * Born-digital pages as two readers would give them back from a scan: a share of the characters taken for others that look alike, or
 * lost; where a slip is marked, the line's doubts tell of it, mostly with the right character as the second reader's. As many
 * characters that are right are doubted as well.
 */
export function asScanned(pages: readonly Page[], options: SlipOptions): Page[] {
  const random = generator(options.seed);
  const words = pages
    .flatMap((page) => linesOf(page).flatMap(({ text }) => Array.from(text)))
    .filter((each) => /[\u4e00-\u9fff]/u.test(each));
  const line = (each: TextLine): TextLine => misread(each, options, random, words);
  const cell = (each: Cell): Cell => ({ ...each, lines: each.lines.map(line) });
  return pages.map((page) => {
    // Pieces of one table share its parts: joined tables know their first piece by them.
    return {
      ...page,
      source: 'scan',
      lines: page.lines.map(line),
      header: page.header.map(line),
      footer: page.footer.map(line),
      tables: page.tables.map((table) => ({ ...table, cells: table.cells.map(cell) })),
    };
  });
}

export function linesOf(page: Page): TextLine[] {
  return [...page.lines, ...page.header, ...page.footer, ...page.tables.flatMap(({ cells }) => cells.flatMap(({ lines }) => lines))];
}

function misread(line: TextLine, { rate, marked }: SlipOptions, random: () => number, words: readonly string[]): TextLine {
  const both: Reader[] = ['paddle', 'tesseract'];
  const result: TextLine = { ...line, text: '', spans: [], confidence: 0.97 + 0.029 * random(), readers: both, doubts: [] };
  const put = (text: string, at: number, length: number): void => {
    const [left, right] = [line.spans[2 * at]!, line.spans[2 * (at + length) - 1]!];
    const step = (right - left) / Math.max(1, text.length);
    for (let unit = 0; unit < text.length; unit++) result.spans.push(left + unit * step, left + (unit + 1) * step);
    result.text += text;
  };
  let at = 0;
  for (const character of line.text) {
    const from = result.text.length;
    const isSlip = !TICKS.test(character) && character !== ' ' && random() < rate;
    const isAlarm = !isSlip && !TICKS.test(character) && character !== ' ' && random() < rate;
    const shown = isSlip ? slipOf(character, random, words) : character;
    put(shown, at, character.length);
    if ((isSlip && random() < marked) || isAlarm) {
      const other = isSlip ? (random() < 0.8 ? character : pick(words, random)) : slipOf(character, random, words);
      const doubt: Doubt = {
        from,
        to: from + shown.length,
        confidence: 0.3 + 0.55 * random(),
        others: [{ reader: 'tesseract', text: other }],
      };
      result.doubts!.push(doubt);
    }
    at += character.length;
  }
  if (result.doubts!.length === 0) delete result.doubts;
  return result;
}

function slipOf(character: string, random: () => number, words: readonly string[]): string {
  if (random() < 0.12) return '';
  const twins = TWIN.get(character);
  if (twins !== undefined) return pick(twins, random);
  if (NO_WORD.test(character)) return random() < 0.5 ? '' : pick(['，', '.', '、', '；'], random);
  return /[\dA-Za-z]/u.test(character) ? pick(['0', '1', '7', '8', 'l', 'S'], random) : pick(words, random);
}

function pick<Item>(items: readonly Item[], random: () => number): Item {
  return items[Math.floor(random() * items.length)]!;
}

/** Numbers in [0, 1), the same ones for the same seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
