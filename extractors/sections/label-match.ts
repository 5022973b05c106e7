import { COMBINED, partsOfLabel, SIDE_BY_SIDE } from './combined-labels.js';
import { BOX_MARKS } from './marks.js';
import { labelPattern } from './label-pattern.js';
import { slipMatcher } from './label-slips.js';
import type { Label } from './labels.js';

export interface LabelMatch {
  label: Label;
  /** Of the number before the label: "1.", "1.1", "（一）"; '' for none. */
  numberStyle: string;
  start: number;
  /** Where the label's own words end, and where the value begins behind colon or blank. */
  labelEnd: number;
  end: number;
}

export interface LabelMatcher {
  /** A label at the start of a paragraph. */
  atStart: (text: string) => LabelMatch | null;
  /** A cell that holds a label and nothing else. */
  whole: (text: string) => LabelMatch | null;
  /** Labels with a colon anywhere in a paragraph. */
  inside: (text: string) => LabelMatch[];
}

/** Bullets an item may begin with, those of the symbol fonts' private area among them. */
export const BULLETS = '•●◆·►▶➢➤❖◇○▪▫‣⦁∙・\uf06c\uf0b7\uf0d8\uf0a7\uf075\uf076';
export const ITEM_NUMBER = String.raw`(?:\d{1,2}(?!\d)(?:\s?[.．]\s?\d{1,2}(?!\d)){1,2}\s*[.．、]?|\d{1,2}\s*(?:[.．](?!\d)|[)）、])|[（(]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[)）]\s*[.、]?|[一二三四五六七八九十]{1,3}\s*、|(?:[a-zA-Z]|[ivxIVX]{2,4})\s*[)）.．、](?![\w.])|[（(]\s*(?:[a-zA-Z]|[ivxIVX]{2,4})\s*[)）]|\d{1,2}\s?[-–－]\s?\d{1,2}\s*[.．、]?(?=\s*[\u4e00-\u9fff])|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]\s*[.．、]?|[-–—*${BULLETS}]|[①-⑳⑴-⑽]|\d{1,2}(?=\s+[\u4e00-\u9fff]))`;
const REMARK = String.raw`(?:\s*(?:（[^（）]{0,90}）|\([^()]{0,90}\)|（[^（）]{0,90}\)|【[^】]{0,90}】|\[[^\]]{0,90}\]))?`;
const COLON = String.raw`\s*[:：﹕]`;
const MISREAD = new RegExp(`^\\s*(${ITEM_NUMBER})?\\s*([\\u4e00-\\u9fff\\s]{4,20}?)(?:(${COLON})|$)`, 'u');
const ANSWER_START = new RegExp(`^[${BOX_MARKS}无有是否没]`, 'u');
const COMBINED_START = new RegExp(`^\\s*(${ITEM_NUMBER})?\\s*(${COMBINED})(?:(${COLON})|(?=\\s|$))`, 'u');
const COMBINED_INSIDE = new RegExp(`(?<=[\\s；;，,。])(${COMBINED})${COLON}`, 'gu');
const SIDE_BY_SIDE_LINE = new RegExp(`^\\s*(${SIDE_BY_SIDE})\\s*$`, 'u');
const NUMBER_START = new RegExp(`^\\s*(${ITEM_NUMBER})`, 'u');

/** An item number or bullet left over at the end of a value, before the label it belongs to. */
const TRAILING_NUMBER = new RegExp(`(?:(?<=^|[\\s。；;，,）)])(?:${ITEM_NUMBER})|(?<=[^\\w.-])\\d{1,2}\\s*[、)）]|[${BULLETS}])\\s*$`, 'u');

/** Where a text ends once such a number is left out. */
export function endBeforeNumber(text: string): number {
  return TRAILING_NUMBER.exec(text)?.index ?? text.length;
}

/** The shape of the number at the start of a text ("1.1", "（一）"), '' for none: digits and numerals made alike. */
export function numberStyleOf(text: string): string {
  const number = NUMBER_START.exec(text)?.[1] ?? '';
  return number
    .replace(/\s/gu, '')
    .replace(/\d+/gu, '1')
    .replace(/[一二三四五六七八九十]+/gu, '一')
    .replace(/[a-zA-Z]+/gu, 'a')
    .replace(/[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]/gu, 'Ⅰ')
    .replace(/[(]/gu, '（')
    .replace(/[)]/gu, '）')
    .replace(/(?<=1[.．]1)[.．、]$/u, '');
}

/** A matcher for a set of labels; where two fit, the longer wording wins, then the earlier label. */
export function labelMatcher(labels: readonly Label[]): LabelMatcher {
  const made = MADE.get(labels) ?? makeMatcher(labels);
  MADE.set(labels, made);
  return made;
}

/** Compiling a set of labels costs far more than matching a text. */
const MADE = new WeakMap<readonly Label[], LabelMatcher>();

function makeMatcher(labels: readonly Label[]): LabelMatcher {
  const compiled = labels.map((label) => ({ label, words: `(?!\\s)(?:${label.words.map(labelPattern).join('|')})` }));
  const starts = compiled.map(({ label, words }) => ({
    label,
    pattern: new RegExp(
      `^\\s*(${ITEM_NUMBER})?\\s*(${words}${REMARK})(?:(${COLON})|(?=[\\s${BOX_MARKS}])|$${label.question ? '|(?=[无有是否没])' : ''})`,
      'u',
    ),
  }));
  const inner = compiled
    .filter(({ label }) => label.question !== true)
    .map(({ label, words }) => ({
      label,
      pattern: new RegExp(`(?<=^|[\\s；;，,。、）)A-Za-z0-9])(${words}${REMARK})${COLON}`, 'gu'),
      dated:
        label.dated === true
          ? new RegExp(`(?<=[\\s；;，,。])(${words}${REMARK})(?=\\s*(?:自|从|为)?\\s*(?:19|20)\\d{2}\\s*[年./-])`, 'gu')
          : null,
      // "联系人：某某职务：", "职务：电话：" with no blank between: only where a label of the same kind went before.
      glued: label.glued === true ? new RegExp(`(?<=[\\u4e00-\\u9fff：:])(${words}${REMARK})${COLON}`, 'gu') : null,
    }));

  const longest = (text: string, fits: (match: RegExpExecArray, label: Label) => boolean): LabelMatch | null => {
    let best: LabelMatch | null = null;
    for (const { label, pattern } of starts) {
      const match = pattern.exec(text);
      if (match === null || !fits(match, label)) continue;
      const labelEnd = match[0].length - (match[3]?.length ?? 0);
      const start = labelEnd - match[2]!.length;
      if (best !== null && labelEnd - start <= best.labelEnd - best.start) continue;
      best = { label, numberStyle: match[1] === undefined ? '' : numberStyleOf(match[1]), start, labelEnd, end: match[0].length };
    }
    return best;
  };
  const slip = slipMatcher(labels);
  /** A label with one character misread: only behind a number, or alone before a colon or the end. */
  const misread = (text: string, alone: boolean): LabelMatch | null => {
    const match = MISREAD.exec(text);
    if (match === null || (alone && restOf(text, match) !== '') || (!alone && match[1] === undefined)) return null;
    const label = slip(match[2]!);
    if (label === null) return null;
    const labelEnd = match[0].length - (match[3]?.length ?? 0);
    return {
      label,
      numberStyle: match[1] === undefined ? '' : numberStyleOf(match[1]),
      start: labelEnd - match[2]!.length,
      labelEnd,
      end: match[0].length,
    };
  };
  const exactly = (words: string): Label | null =>
    longest(words, (match, { question }) => question !== true && match[0].length === words.length)?.label ?? null;
  const joined = (words: string, joint: 'mark' | 'blank'): Label | null => {
    const parts = partsOfLabel(words, joint, exactly);
    return parts === null ? null : { key: 'combined', words: [], limit: 400, parts, ...(joint === 'blank' ? { below: true } : {}) };
  };
  /** "联系人/职务/电话：", or labels side by side over a line of values. */
  const combined = (text: string): LabelMatch | null => {
    const match = COMBINED_START.exec(text);
    const label = match === null ? null : joined(match[2]!, 'mark');
    if (match !== null && label !== null) {
      const labelEnd = match[0].length - (match[3]?.length ?? 0);
      const numberStyle = match[1] === undefined ? '' : numberStyleOf(match[1]);
      return { label, numberStyle, start: labelEnd - match[2]!.length, labelEnd, end: match[0].length };
    }
    const line = SIDE_BY_SIDE_LINE.exec(text);
    const beside = line === null ? null : joined(line[1]!, 'blank');
    if (line === null || beside === null) return null;
    return { label: beside, numberStyle: '', start: line[0].indexOf(line[1]!), labelEnd: line[0].trimEnd().length, end: line[0].length };
  };
  /** The longer of the two readings of a label. */
  const longer = (plain: LabelMatch | null, other: LabelMatch | null): LabelMatch | null =>
    plain !== null && (other === null || plain.labelEnd >= other.labelEnd) ? plain : other;
  const restOf = (text: string, match: RegExpExecArray): string => text.slice(match[0].length).trim();
  return {
    atStart: (text) =>
      longer(
        longest(text, (match, label) => {
          if (label.question !== true || match[1] !== undefined || match[3] !== undefined) return true;
          return ANSWER_START.test(restOf(text, match));
        }),
        combined(text),
      ) ?? misread(text, false),
    whole: (text) => {
      const both = combined(text);
      const plain = longest(text, (match) => restOf(text, match) === '');
      return longer(plain, both !== null && text.slice(both.end).trim() === '' ? both : null) ?? misread(text, true);
    },
    inside: (text) => {
      const found: LabelMatch[] = [];
      const take = (label: Label, pattern: RegExp): void => {
        for (const match of text.matchAll(pattern))
          found.push({
            label,
            numberStyle: '',
            start: match.index,
            labelEnd: match.index + match[1]!.length,
            end: match.index + match[0].length,
          });
      };
      for (const match of text.matchAll(COMBINED_INSIDE)) {
        const label = joined(match[1]!, 'mark');
        const [start, end] = [match.index, match.index + match[0].length];
        if (label !== null) found.push({ label, numberStyle: '', start, labelEnd: start + match[1]!.length, end });
      }
      for (const { label, pattern } of inner) take(label, pattern);
      for (const { label, dated } of inner) if (dated !== null) take(label, dated);
      if (found.some(({ label }) => label.glued === true)) for (const { label, glued } of inner) if (glued !== null) take(label, glued);
      found.sort((a, b) => a.start - b.start || b.end - a.end);
      return found.filter((match, index) => !found.slice(0, index).some((other) => other.end > match.start && other.end >= match.end));
    },
  };
}
