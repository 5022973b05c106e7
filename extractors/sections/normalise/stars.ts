import type { Star } from '../../../model/index.js';

const COUNTS: Readonly<Record<string, Star>> = {
  五: 'five-star',
  '5': 'five-star',
  四: 'four-star',
  '4': 'four-star',
  三: 'three-star',
  '3': 'three-star',
};

/** Words for no star at all, the failing ones first because "不达标" holds "达标". */
const WORDS: readonly (readonly [RegExp, Star])[] = [
  [/不\s*达\s*标|不\s*合\s*格|未\s*通\s*过|不\s*通\s*过|未\s*达\s*标|未\s*达\s*到\s*(?:标准|达标)/u, 'fail'],
  [/达\s*标(?:\s*级)?|合\s*格\s*级/u, 'qualified'],
];

/** The star or level named in a text and where; the last one when several are named. */
export function printedStar(text: string): { value: Star; start: number; end: number } | null {
  const found: { value: Star; start: number; end: number }[] = [];
  for (const match of text.matchAll(/([一二三四五1-5１-５])\s*[颗个]?\s*星\s*级?/gu)) {
    const value = COUNTS[match[1]!.normalize('NFKC')];
    if (value !== undefined) found.push({ value, start: match.index, end: match.index + match[0].trimEnd().length });
  }
  for (const match of text.matchAll(/[★⭐](?:\s*[★⭐])*/gu)) {
    const value = COUNTS[String(match[0].replace(/\s/gu, '').length)];
    if (value !== undefined) found.push({ value, start: match.index, end: match.index + match[0].length });
  }
  const stars = found.sort((a, b) => a.start - b.start).at(-1);
  if (stars !== undefined) return stars;
  for (const [pattern, value] of WORDS) {
    const match = pattern.exec(text);
    if (match !== null) return { value, start: match.index, end: match.index + match[0].trimEnd().length };
  }
  return null;
}
