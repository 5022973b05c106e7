import type { Doubt, Reader, TextLine } from '../../model/index.js';

/** A line with words put right from a closed list: `printed` is what was read at each UTF-16 unit of the text it has now. */
export interface MendedLine extends TextLine {
  printed: readonly string[];
}

/** What was read at a unit of a line; '' where putting right made more characters of fewer. */
export function readAt(line: TextLine, at: number): string {
  return 'printed' in line ? ((line as MendedLine).printed[at] ?? '') : (line.text[at] ?? '');
}

/** Whether a line was read by an engine: born-digital text has no confidence and no doubts. */
export function isScanned(line: TextLine): boolean {
  return line.confidence !== null;
}

/** Marks whose loss or likeness changes no word. */
const NO_WORD = /^[\s\p{P}\p{S}]*$/u;
/** What a figure, date or code may go on with. */
const GOES_ON = /[\p{L}\p{N}.．]/u;
const LATIN_OR_DIGIT = /[\dA-Za-z０-９Ａ-Ｚａ-ｚ]/u;

/**
 * The doubts that concern the units [from, to): those in it, and those at its very edge where a reader saw a letter or digit that
 * would go on with it ("95" with a lost "5" behind).
 */
export function doubtsAt(line: TextLine, from: number, to: number): Doubt[] {
  return (line.doubts ?? []).filter((doubt) => {
    if (isOnlyBox(line, doubt)) return false;
    if (doubt.from < to && doubt.to > from) return true;
    if (doubt.from > to || doubt.to < from) return false;
    const behind = doubt.from >= to;
    const edge = readAt(line, behind ? to - 1 : from);
    return doubt.others.some(({ text }) => {
      if (NO_WORD.test(text)) return false;
      const next = behind ? text.at(0)! : text.at(-1)!;
      if (doubt.from === doubt.to) return GOES_ON.test(next);
      return LATIN_OR_DIGIT.test(edge) && LATIN_OR_DIGIT.test(next);
    });
  });
}

const BOXES = /^[☑☐√✓✔\s]+$/u;

/** What engines of text make of a tick box says nothing: the finder of boxes has looked, and an unsure box is ⍰. */
function isOnlyBox(line: TextLine, { from, to, others }: Doubt): boolean {
  return from < to && BOXES.test(line.text.slice(from, to)) && others.every(({ reader }) => reader !== 'tick');
}

/** How sure the units [from, to) of a line are; null for born-digital text. Doubts elsewhere in the line do not count. */
export function confidenceAt(line: TextLine, from: number, to: number): number | null {
  if (line.confidence === null) return null;
  const doubts = doubtsAt(line, from, to);
  const covered = doubts.reduce((sum, doubt) => sum + Math.max(0, Math.min(to, doubt.to) - Math.max(from, doubt.from)), 0);
  const rest = covered >= to - from && doubts.length > 0 ? 1 : line.confidence;
  return Math.min(rest, ...doubts.map(({ confidence }) => confidence));
}

/** Readers that see something else in the units [from, to) than what the line says. */
export function dissenters(line: TextLine, from: number, to: number): Reader[] {
  return [...new Set(doubtsAt(line, from, to).flatMap(({ others }) => others.map(({ reader }) => reader)))];
}

/** The units [from, to) as one reader has them; where it was not asked, as the line has them. */
export function asReadBy(line: TextLine, reader: Reader, from: number, to: number): string {
  let text = '';
  let at = from;
  for (const doubt of doubtsAt(line, from, to).sort((a, b) => a.from - b.from || a.to - b.to)) {
    const other = doubt.others.find((each) => each.reader === reader);
    if (other === undefined || doubt.from < at - 1) continue;
    for (; at < doubt.from; at++) text += readAt(line, at);
    text += ownPart(doubt, other.text, from, to);
    at = Math.max(at, Math.min(to, doubt.to));
  }
  for (; at < to; at++) text += readAt(line, at);
  return text;
}

/** Of a doubt that reaches beyond [from, to) the part inside, where both sides have as many characters; else all of it. */
function ownPart(doubt: Doubt, text: string, from: number, to: number): string {
  if (text.length !== doubt.to - doubt.from) return text;
  return text.slice(Math.max(0, from - doubt.from), Math.min(text.length, to - doubt.from));
}

/** The reader whose text a line shows: the first that does not dissent from it. */
export function ownReader(line: TextLine, dissenting: readonly Reader[]): Reader | undefined {
  return line.readers.find((reader) => !dissenting.includes(reader)) ?? line.readers[0];
}

/**
 * A line in which [from, to) reads `text`; what was read there stays with it. `confidence` is that of the new words, null to leave
 * the line's own trust as it is.
 */
export function withWords(line: TextLine, from: number, to: number, text: string, confidence: number | null): MendedLine {
  const doubts = doubtsAt(line, from, to).filter((doubt) => doubt.from < to && doubt.to > from);
  const start = Math.min(from, ...doubts.map((doubt) => doubt.from));
  const end = Math.max(to, ...doubts.map((doubt) => doubt.to));
  const words = line.text.slice(start, from) + text + line.text.slice(to, end);
  const readers = [...new Set(doubts.flatMap(({ others }) => others.map(({ reader }) => reader)))];
  const moved = words.length - (end - start);
  const others = readers.map((reader) => ({ reader, text: asReadBy(line, reader, start, end) }));
  const trust = confidence ?? (doubts.length === 0 ? null : Math.min(...doubts.map((doubt) => doubt.confidence)));
  const untouched = (line.doubts ?? []).filter((doubt) => !doubts.includes(doubt));
  const own: Doubt[] = trust === null ? [] : [{ from: start, to: start + words.length, confidence: trust, others }];
  return {
    ...line,
    text: line.text.slice(0, start) + words + line.text.slice(end),
    spans: [...line.spans.slice(0, 2 * start), ...spansFor(line, start, end, words.length), ...line.spans.slice(2 * end)],
    doubts: [
      ...untouched.filter((doubt) => doubt.to <= start),
      ...own,
      ...untouched.filter((doubt) => doubt.to > start).map((doubt) => ({ ...doubt, from: doubt.from + moved, to: doubt.to + moved })),
    ],
    printed: [
      ...Array.from({ length: start }, (_, at) => readAt(line, at)),
      ...printedFor(line, start, end, words.length),
      ...Array.from({ length: line.text.length - end }, (_, at) => readAt(line, end + at)),
    ],
  };
}

/** What was read in [from, to), laid out over `count` units. */
function printedFor(line: TextLine, from: number, to: number, count: number): string[] {
  const read = Array.from({ length: to - from }, (_, at) => readAt(line, from + at));
  if (count >= read.length) return [...read, ...Array.from({ length: count - read.length }, () => '')];
  return [...read.slice(0, count - 1), ...(count > 0 ? [read.slice(count - 1).join('')] : [])];
}

/** Left and right edges of `count` units over the place of [from, to). */
function spansFor(line: TextLine, from: number, to: number, count: number): number[] {
  if (count === to - from) return line.spans.slice(2 * from, 2 * to);
  const left = line.spans[2 * from] ?? line.spans[2 * from - 1] ?? line.box[0];
  const right = to > from ? (line.spans[2 * to - 1] ?? line.box[2]) : left;
  const step = count === 0 ? 0 : (right - left) / count;
  return Array.from({ length: count }, (_, at) => [left + at * step, left + (at + 1) * step]).flat();
}

/** A place on a scanned page where nothing was read, and nobody measured that there is no ink: something may have been lost there. */
export const BLANK_IN_SCAN = 0.85;
/** Words of a closed list that one reader read exactly and the other nearly. */
export const SUPPORTED = 0.93;
/** Words nobody read like this, or that only the less sure reader did: a person has to look. */
export const CORRECTED = 0.6;
