import type { Doubt, TextLine } from '../../../model/index.js';
import { CORRECTED, withWords } from '../line-trust.js';
import { printedDays } from '../normalise/dates.js';
import { figure } from '../normalise/figures.js';

/** What a figure or a date in digits is made of. */
const DIGITS = /^[\d.．]+$/u;
/** Characters that stand for digits in a misread figure. */
const DIGIT = /[\d０-９]/u;

/**
 * A line in which stretches that only another reader's text makes a whole date or figure read as that reader has them. What was read
 * first stays with the reading, which stays doubtful.
 */
export function withWholeFigures(line: TextLine): TextLine {
  let mended = line;
  // From the end, so that places before it stay where they are.
  for (const doubt of [...(line.doubts ?? [])].sort((a, b) => b.from - a.from)) {
    const better = doubt.others.find(({ text }) => isBetter(mended.text, doubt, text));
    if (better === undefined) continue;
    mended = withWords(mended, doubt.from, doubt.to, better.text, Math.min(doubt.confidence, CORRECTED));
  }
  return mended;
}

const SENTENCE_END = /[\u4e00-\u9fff]\s*[。，；：、）]$/u;
const DATE_SO_FAR = /[\d〇零一二三四五六七八九十]\s*(?:年|年\s*\d{1,2}\s*月|月\s*\d{1,2}\s*日)$/u;

function isBetter(text: string, { from, to }: Doubt, other: string): boolean {
  const read = text.slice(from, to);
  const put = text.slice(0, from) + other + text.slice(to);
  if (days(put) > days(text)) return true;
  if (days(put) < days(text)) return false;
  // A lone cell: "S" and "5", "4.O" and "4.0"; not the last word of a sentence in a line of its own.
  if (figure(put) !== null && figure(text) === null && !SENTENCE_END.test(read)) return true;
  // A date that goes on in the next line.
  if (/^[年月日]$/u.test(other) && !/^[年月日]$/u.test(read) && DATE_SO_FAR.test(put.slice(0, from + 1))) return true;
  // Within a sentence: a number of digits with a letter or stray mark among them; codes that mix both stay as they are read.
  const beside = DIGIT.test(text[from - 1] ?? '') || DIGIT.test(text[to] ?? '');
  const token = `${/[\dA-Za-z.]*$/u.exec(text.slice(0, from))?.[0] ?? ''}${other}${/^[\dA-Za-z.]*/u.exec(text.slice(to))?.[0] ?? ''}`;
  return beside && DIGITS.test(token) && DIGITS.test(other) && !DIGITS.test(read) && /^[A-Za-z|!〇○，,。·：:]*$/u.test(read) && read !== '';
}

function days(text: string): number {
  return printedDays(text).filter(({ value }) => value !== null).length;
}
