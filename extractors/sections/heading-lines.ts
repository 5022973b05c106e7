import type { TextLine } from '../../model/index.js';
import { NUMBER_STYLES } from './headings.js';
import { ANY_BOX } from './marks.js';

export type NumberStyle = (typeof NUMBER_STYLES)[number];

/** A line's words without number, bracketed remark and blanks, if it can be a heading by its length and marks. */
export interface HeadingWords {
  style: NumberStyle | null;
  number: number | null;
  words: string;
}

/** Takes a line apart; null where it is a sentence, has boxes or is too long or too short for a heading. */
export function headingWords(text: string): HeadingWords | null {
  const trimmed = text.trim();
  if (trimmed.length > 90 || ANY_BOX.test(trimmed)) return null;
  const style = NUMBER_STYLES.find(({ pattern }) => pattern.test(trimmed)) ?? null;
  const number = style === null ? null : numeral(style.pattern.exec(trimmed)![1]!);
  const words = trimmed
    .slice(style === null ? 0 : style.pattern.exec(trimmed)![0].length)
    .replace(/[【[（(].*$/u, '')
    .replace(/[\s\u3000:：]+/gu, '')
    .replace(/[.。、]+$/u, '');
  if (words.length < 2 || words.length > 34 || /[。；;，,!！?？]/u.test(words)) return null;
  return { style, number, words };
}

/** Whether a line is set like a heading: as large, and beginning at the same place or centred on the same one. */
export function setLike(line: TextLine, heading: TextLine): boolean {
  const near = 1.5 * heading.size;
  const middle = ({ box }: TextLine): number => (box[0] + box[2]) / 2;
  return (
    Math.abs(line.size - heading.size) < 0.5 &&
    (Math.abs(line.box[0] - heading.box[0]) < near || Math.abs(middle(line) - middle(heading)) < near)
  );
}

function numeral(text: string): number | null {
  const plain = text.normalize('NFKC');
  if (/^\d+$/.test(plain)) return Number(plain);
  const roman = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII'].indexOf(plain);
  if (roman >= 0) return roman + 1;
  const digits = Array.from(plain, (character) => '〇一二三四五六七八九'.indexOf(character));
  const ten = plain.indexOf('十');
  if (ten < 0) return digits[0] ?? null;
  return (ten === 0 ? 1 : digits[ten - 1]!) * 10 + (digits[ten + 1] ?? 0);
}
