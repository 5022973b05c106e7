import type { Block, TextLine } from '../../../model/index.js';
import { isScanned, SUPPORTED, withWords } from '../line-trust.js';

/** Smaller than this part of the usual size, one or two characters are remains of rulings or dirt. */
const NOISE_SIZE = 0.6;

/** Letter height most of the scanned text has, in points; 0 for none. */
export function usualSize(blocks: readonly Block[]): number {
  const sizes = blocks
    .flatMap((block) => (block.kind === 'line' ? [block.line] : block.table.cells.flatMap(({ lines }) => lines)))
    .filter(isScanned)
    .flatMap(({ text, size }) => Array.from(text, () => size))
    .sort((a, b) => a - b);
  return sizes[Math.floor(sizes.length / 2)] ?? 0;
}

/** Whether a scanned line is dirt rather than print: a mark or two far smaller than the text, or no letter, digit or box at all. */
export function isNoise(line: TextLine, usual: number): boolean {
  if (!isScanned(line)) return false;
  const text = line.text.replace(/\s/gu, '');
  if (text.length > 2) return false;
  // An edge of the sheet, taken for a line of print.
  if (line.box[2] - line.box[0] > 6 * Math.max(line.size, usual) * text.length) return true;
  return line.size < NOISE_SIZE * usual || (/^[|\\'`´‘’"“”.,·•~^丶、_-]*$/u.test(text) && text !== '-' && text !== '—');
}

const WIDE: Readonly<Record<string, string>> = { ';': '；', ':': '：', ',': '，', '!': '！', '?': '？' };

/** Whether the scanned text sets wide marks between its characters: hardly any are half-width. */
export function hasWideMarks(blocks: readonly Block[]): boolean {
  const text = blocks
    .flatMap((block) => (block.kind === 'line' ? [block.line] : block.table.cells.flatMap(({ lines }) => lines)))
    .filter(isScanned)
    .map((line) => line.text)
    .join('\n');
  const wide = text.match(/[\u4e00-\u9fff][；：，！？]/gu)?.length ?? 0;
  const narrow = text.match(/[\u4e00-\u9fff]\s?[;:,!?]/gu)?.length ?? 0;
  return wide > 4 * narrow;
}

const BRACKETS: Readonly<Record<string, string>> = { '（': '）', '(': ')', '【': '】', '[': ']' };
const PARTNERS = new Map(Object.entries(BRACKETS));

/**
 * Punctuation as it must have been printed: 丶 (no character of running text) for 、, a closing bracket of the same width as the one
 * that opened it, no blank before a closing mark.
 */
export function withPlainMarks(line: TextLine, wide: boolean): TextLine {
  let result = line;
  const put = (from: number, to: number, text: string): void => {
    result = withWords(result, from, to, text, null);
  };
  for (const { index } of [...line.text.matchAll(/丶/gu)]) put(index, index + 1, '、');
  if (/^\s*－\s*[\u4e00-\u9fff]/u.test(line.text)) put(line.text.indexOf('－'), line.text.indexOf('－') + 1, '-');
  // Half-width marks between Chinese characters of a text that has wide ones.
  if (wide)
    for (const { index, 0: mark } of [...line.text.matchAll(/(?<=[\u4e00-\u9fff）])[;:,!?](?=[\u4e00-\u9fff（]|$)/gu)])
      put(index, index + 1, WIDE[mark]!);
  for (const { from, to, others } of [...(result.doubts ?? [])].sort((a, b) => b.from - a.from)) {
    const mark = others.find(({ text }) => /^[。，；：、]$/u.test(text))?.text;
    if (mark === undefined || !/^[·•°．.*]$/u.test(result.text.slice(from, to))) continue;
    result = withWords(result, from, to, mark, SUPPORTED);
  }
  const open: string[] = [];
  for (let at = 0; at < result.text.length; at++) {
    const character = result.text[at]!;
    if (PARTNERS.has(character)) open.push(character);
    else if (/[）)】\]]/u.test(character)) {
      const partner = PARTNERS.get(open.pop() ?? '');
      const sameKind = partner !== undefined && partner.normalize('NFKC') === character.normalize('NFKC');
      if (sameKind && partner !== character) put(at, at + 1, partner);
    }
  }
  for (const { index, 0: blank } of [...result.text.matchAll(/(?<=[\u4e00-\u9fff）)\d])\s{1,2}(?=[，。：；、）])/gu)].reverse())
    put(index, index + blank.length, '');
  return result;
}
