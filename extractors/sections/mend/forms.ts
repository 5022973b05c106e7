import distance from 'natural/lib/natural/distance/index.js';
import type { TextLine } from '../../../model/index.js';
import { labelMatcher } from '../label-match.js';
import { SECTION_1_LABELS } from '../labels.js';
import { CORRECTED, doubtsAt, SUPPORTED } from '../line-trust.js';
import { ANY_BOX, boxesIn } from '../marks.js';
import * as OPTIONS from '../options.js';
import { headingList, isFieldName, labelList, optionList, PHRASES, provinceList } from './lists.js';
import { meantBy, type ClosedList, type Meant } from './nearest.js';
import { isUnsureOf, mended, readingsOf, runOf, type Run } from './run.js';

const HAN = /[\u4e00-\u9fff]{2,24}/gu;
/** An item number, whatever its dot was read as: "1.12", "1，12", "l.1". */
const ITEM = /^\s*([\dlI|]{1,2})\s?[.．,，。·、:：;；]\s?([\dlI|oO]{1,2})\s*[.．,，。、]?\s*(?=[\u4e00-\u9fff])/u;
/** An item number that has lost its dot. */
const DOTLESS = /^\s*1(\d{1,2})\s*(?=[\u4e00-\u9fff])/u;
const SECTION_NUMBER = /^\s*([\dlI|]{1,2}|[一二三四五六七八九十]{1,3}|[—–-])\s*([.．,，。·、:：;；]?)\s*(?=[\u4e00-\u9fff])/u;
/** A heading's "第五部分" that has lost its first character. */
const PART = /^\s*(?=[一二三四五六七八九十]{1,3}\s*(?:部\s*分|章|节|篇)\s*[:：、.]?\s*([\u4e00-\u9fff]+)\s*$)/u;
const COLON = /^[:：﹕]/u;
/** What a colon is read as. */
const NEARLY_COLON = /^[;；。.,，、·']/u;

/**
 * Puts right only what is in doubt: what all readers see is what is printed. A word that steers where values begin keeps its own
 * trust; a value is as sure as {@link SUPPORTED} or {@link CORRECTED} words are.
 */
function put(run: Run, from: number, to: number, meant: Meant | null, valued: boolean): readonly TextLine[] {
  if (meant === null || !(meant.supported || isUnsureOf(run, from, to, meant.words))) return run.lines;
  return mended(run, from, to, meant.words, valued ? (meant.supported ? SUPPORTED : CORRECTED) : null);
}

/** The one line of a run of one line. */
function only(lines: readonly TextLine[]): TextLine {
  return lines[0]!;
}

/** Where a place of a line's text is in its run. */
function indexIn({ places }: Run, at: number): number {
  const index = places.findIndex((place) => place.at >= at);
  return index < 0 ? places.length : index;
}

function replaced(line: TextLine, from: number, to: number, list: ClosedList, valued: boolean): TextLine {
  const run = runOf([line]);
  const [start, end] = [indexIn(run, from), indexIn(run, to)];
  return only(put(run, start, end, meantBy(run, start, end, list), valued));
}

/** Puts `text` where [from, to) of a line stands, as sure as what was read there. */
function rewritten(line: TextLine, from: number, to: number, text: string): TextLine {
  const run = runOf([line]);
  return only(mended(run, indexIn(run, from), indexIn(run, to), text, null));
}

/** A line of a form with its heading or labels put right, and the colons behind them. */
export function withKnownLabels(line: TextLine): TextLine {
  let result = line;
  // Right to left: what is put right moves only what stands behind it.
  for (const { index, 0: words } of [...line.text.matchAll(HAN)].reverse()) {
    const end = index + words.length;
    const lead = result.text.slice(0, index);
    const rest = result.text.slice(end);
    const starts = /^\s*$/u.test(lead) || SECTION_NUMBER.test(`${lead}字`) || ITEM.test(`${lead}字`) || DOTLESS.test(`${lead}字`);
    const isLabel =
      COLON.test(rest.trimStart()) || (starts && (rest.trim() === '' || /^\s/u.test(rest) || ANY_BOX.test(rest.trimStart()[0] ?? '')));
    if (isLabel) result = replaced(result, index, end, labelList(), false);
    else if (starts) result = withColon(result, index, end);
  }
  return withItemNumber(result);
}

/** "企业名称。某某": what stands between label and value was a colon; between an item's label and its value one was lost. */
function withColon(line: TextLine, from: number, to: number): TextLine {
  const words = line.text.slice(from, to);
  const rest = line.text.slice(to);
  const gap = rest.length - rest.trimStart().length;
  if (NEARLY_COLON.test(rest.trimStart()) && rest.trimStart().length > 1) {
    // A comma that all readers see is a comma.
    if (words.length < 3 || doubtsAt(line, to + gap, to + gap + 1).length === 0) return line;
    const mendedLine = replaced(line, from, to, labelList(), false);
    const end = to + mendedLine.text.length - line.text.length;
    if (!isFieldName(mendedLine.text.slice(from, end))) return line;
    return rewritten(mendedLine, end + gap, end + gap + 1, '：');
  }
  if (isFieldName(words) || labelMatcher(SECTION_1_LABELS).atStart(line.text) !== null) return line;
  const run = runOf([line]);
  const isItem = /^\s*\d{1,2}\s?[.．]\s?\d{1,2}[.．、]?\s*$/u.test(line.text.slice(0, from));
  for (let length = words.length - 1; length >= 4; length--) {
    if (!isFieldName(words.slice(0, length))) continue;
    const at = indexIn(run, from + length);
    const seen =
      readingsOf(run, at, at).some((text) => /^[:：]$/u.test(text)) || readingsOf(run, at, at + 1).some((text) => /^[:：]/u.test(text));
    return isItem || seen ? only(mended(run, at, at, '：', null)) : line;
  }
  return line;
}

/** "l.1", "1，1" and "11" before a label are 1.1. */
function withItemNumber(line: TextLine): TextLine {
  if (/^\s*\d{1,2}\s?[.．]\s?\d{1,2}(?!\d)/u.test(line.text)) return line;
  const match = ITEM.exec(line.text) ?? DOTLESS.exec(line.text);
  if (match === null) return line;
  const behind = /^[\u4e00-\u9fff]+/u.exec(line.text.slice(match[0].length))?.[0] ?? '';
  if (!labelList().has(behind)) return line;
  const digits = (text: string): string => text.replace(/[lI|]/gu, '1').replace(/[oO]/gu, '0');
  const number = match[2] === undefined ? `1.${match[1]!}` : `${digits(match[1]!)}.${digits(match[2])}`;
  return rewritten(line, match[0].length - match[0].trimStart().length, match[0].trimEnd().length, number);
}

/** A line that is a section's heading but for a slip, or but for the mark behind its number; any other line as it is. */
export function withKnownHeading(line: TextLine, mark: string): TextLine {
  const part = PART.exec(line.text);
  if (part !== null && headingList().has(part[1]!)) return rewritten(line, part[0].length, part[0].length, '第');
  const match = SECTION_NUMBER.exec(line.text);
  if (match === null || line.text.length > 60 || ANY_BOX.test(line.text) || ITEM.test(line.text)) return line;
  const from = match[0].length;
  const words = /^[\u4e00-\u9fff]+/u.exec(line.text.slice(from))?.[0] ?? '';
  if (/[，,。；;]/u.test(line.text.slice(from))) return line;
  const result = replaced(line, from, from + words.length, headingList(), false);
  const known = /^[\u4e00-\u9fff]+/u.exec(result.text.slice(from))?.[0] ?? '';
  if (!headingList().has(known)) return line;
  const start = match[0].length - match[0].trimStart().length;
  const chinese = /[一二三四五六七八九十—–-]/u.test(match[1]!);
  const number = match[1]!.replace(/[lI|]/gu, '1').replace(/[—–-]/u, '一');
  const behind = /[.．、]/u.test(match[2]!) ? match[2]! : mark === '' ? (chinese ? '、' : '.') : mark;
  const lead = `${number}${behind}`;
  const old = line.text.slice(start, match[0].trimEnd().length);
  return old === lead ? result : rewritten(result, start, start + old.length, lead);
}

const ALL_OPTIONS = Object.values(OPTIONS).flatMap((options) => options.map(({ words }) => words));

/** A line of boxes with the words of their options put right. */
export function withKnownOptions(line: TextLine): TextLine {
  let result = line;
  for (const { end } of boxesIn(line.text).reverse()) {
    const words = /^\s*([\u4e00-\u9fff]{1,12})/u.exec(result.text.slice(end));
    if (words === null || ALL_OPTIONS.some((option) => option.test(words[1]!))) continue;
    const from = end + words[0].length - words[1]!.length;
    for (let length = words[1]!.length; length >= 1; length--) {
      const next = replaced(result, from, from + length, optionList(), true);
      if (next === result) continue;
      result = next;
      break;
    }
  }
  return result;
}

/** Codes a report can name as its standard. */
const KNOWN_CODE = /GB\s?[/／]\s?T\s?27922\s?[-—–－]{1,2}\s?2011/u;
const NEARLY_CODE = /[\dA-Za-z]{1,3}\s?[/／l|I1]?\s?[\dA-Za-z]?\s?[\dA-Za-z]{4,5}\s?[-—–－~.·一]?\s?[\dA-Za-z]{3,4}(?![\dA-Za-z])/u;
const CODE = 'GB/T27922-2011';

/** A standard code of the closed list with doubtful characters put right. */
export function withKnownCode(line: TextLine): TextLine {
  if (KNOWN_CODE.test(line.text)) return line;
  const match = NEARLY_CODE.exec(line.text);
  if (match === null) return line;
  const run = runOf([line]);
  const [from, to] = [indexIn(run, match.index), indexIn(run, match.index + match[0].length)];
  const read = run.text
    .slice(from, to)
    .replace(/[—–－]/gu, '-')
    .replace('／', '/');
  if (
    distance.LevenshteinDistance(read, CODE) > 3 ||
    !isUnsureOf({ ...run, text: run.text.slice(0, from) + read + run.text.slice(to) }, from, to, CODE)
  )
    return line;
  const supported = readingsOf(run, from, to).some((text) => KNOWN_CODE.test(text));
  return only(mended(run, from, to, CODE, supported ? SUPPORTED : CORRECTED));
}

/** An address that begins with a province one character of which is doubtful. */
export function withKnownProvince(line: TextLine): TextLine {
  const match = /(?:^|[:：\s])([\u4e00-\u9fff]{2}[省市])/u.exec(line.text);
  if (match === null) return line;
  const from = match.index + match[0].length - 3;
  return replaced(line, from, from + 3, provinceList(), true);
}

/** A line in which doubtful characters of a form's own phrases are put right: of the window a doubt stands in, or as another reader has it. */
export function withKnownPhrases(line: TextLine): TextLine {
  let result = line;
  for (const doubt of [...(line.doubts ?? [])].sort((a, b) => b.from - a.from)) {
    const run = runOf([result]);
    const [from, to] = [indexIn(run, doubt.from), indexIn(run, doubt.to)];
    result = phraseAround(run, from, to) ?? result;
  }
  return result;
}

/** Only the doubtful characters themselves change, and no character goes: "再认证注册" must never become "认证注册". */
function phraseAround(run: Run, from: number, to: number): TextLine | null {
  const found = PHRASES.flatMap((words) => {
    // How many characters of the phrase stand where the doubt is: as many as were read, or one that was lost.
    const width = Math.max(1, to - from);
    return Array.from({ length: words.length - width + 1 }, (_, lead) => ({ words, lead, width }));
  }).filter(({ words, lead, width }) => {
    const start = from - lead;
    return (
      start >= 0 &&
      run.text.slice(start, from) === words.slice(0, lead) &&
      run.text.slice(to, to + words.length - lead - width) === words.slice(lead + width)
    );
  });
  const meant = new Map(
    found.map(({ words, lead, width }) => [
      words.slice(lead, lead + width),
      lead > 0 && lead + width < words.length ? words.length - width : 0,
    ]),
  );
  const read = run.text.slice(from, to);
  if (meant.has(read) || meant.size === 0) return null;
  const readings = readingsOf(run, from, to);
  // What nobody read is believed only between characters of the phrase on both sides.
  const supported = [...meant.keys()].find((words) => readings.includes(words));
  const [[sole, known] = ['', 0]] = [...meant];
  if (supported === undefined && (meant.size > 1 || known < 3 || from === to)) return null;
  return only(mended(run, from, to, supported ?? sole, supported === undefined ? CORRECTED : SUPPORTED));
}
