import { unionBox, type Box, type Cell, type Reader, type Reading, type TextLine } from '../../model/index.js';
import { asReadBy, BLANK_IN_SCAN, confidenceAt, dissenters, isScanned, ownReader, readAt } from './line-trust.js';

/** Where one UTF-16 unit of a passage was printed; null for a joint that is not on the page. */
export type Mark = { line: TextLine; at: number } | null;

/**
 * A piece of text of which every character knows its place on paper. `marks` has one entry per UTF-16 unit of `text`.
 */
export interface Passage {
  text: string;
  marks: Mark[];
}

/** A whole printed line. */
export function passageOf(line: TextLine): Passage {
  return { text: line.text, marks: Array.from(line.text, (unit) => unit.length).flatMap(unitsFrom(line)) };
}

/** A piece of a passage, trimmed of white space at both ends. */
export function piece(passage: Passage, start: number, end = passage.text.length): Passage {
  const text = passage.text.slice(start, end);
  const from = start + (text.length - text.trimStart().length);
  const to = from + text.trim().length;
  return { text: passage.text.slice(from, to), marks: passage.marks.slice(from, to) };
}

const CJK = /[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]/u;

/** Passages put together: no space at a joint next to a Chinese character, one space elsewhere; `joint` overrides that. */
export function join(passages: readonly Passage[], joint?: string): Passage {
  const result: Passage = { text: '', marks: [] };
  for (const { text, marks } of passages) {
    if (text === '') continue;
    if (result.text !== '') {
      const between = joint ?? (CJK.test(result.text.slice(-1)) || CJK.test(text.slice(0, 1)) ? '' : wordJoint(result.text, text));
      result.text += between;
      result.marks.push(...Array.from(between, () => null));
    }
    result.text += text;
    for (const mark of marks) result.marks.push(mark);
  }
  return result;
}

/** A stretch of one line that a passage uses; `text` is what was read there, joints that are on no line included. */
interface Stretch {
  line: TextLine;
  from: number;
  to: number;
  text: string;
}

/** Whether an engine read any of it. */
export function isFromScan({ marks }: Passage): boolean {
  return marks.some((mark) => mark !== null && isScanned(mark.line));
}

/**
 * Where a passage is printed, as a reading with `text` as read; null for a passage without any printed character. Only doubts about
 * the characters of the passage itself lower its confidence; `alternatives` are its whole text as each reader has it, where they differ.
 */
export function readingOf(passage: Passage, readers: readonly Reader[] = []): Reading | null {
  const lines = stretchesOf(passage);
  const [first, ...more] = lines.map(({ line, from, to }) => ({ page: line.page, box: boxOf(line, from, to) }));
  if (first === undefined) return null;
  const confidence = confidenceOf(lines);
  const alternatives = confidence === null ? [] : alternativesOf(lines);
  return {
    ...first,
    text: confidence === null ? passage.text : lines.map(({ text }) => text).join(''),
    confidence,
    readers: [...new Set([...lines.flatMap(({ line }) => line.readers), ...readers])],
    ...(more.length === 0 ? {} : { more }),
    ...(alternatives.length === 0 ? {} : { alternatives }),
  };
}

function stretchesOf({ text, marks }: Passage): Stretch[] {
  const lines: Stretch[] = [];
  for (const [index, mark] of marks.entries()) {
    const last = lines.at(-1);
    if (mark === null) {
      if (last !== undefined) last.text += text[index] ?? '';
      continue;
    }
    const read = readAt(mark.line, mark.at);
    if (last?.line === mark.line && mark.at >= last.from) {
      last.to = Math.max(last.to, mark.at + 1);
      last.text += read;
    } else lines.push({ line: mark.line, from: mark.at, to: mark.at + 1, text: read });
  }
  return lines;
}

function confidenceOf(lines: readonly Stretch[]): number | null {
  const known = lines.map(({ line, from, to }) => confidenceAt(line, from, to)).filter((value) => value !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** The whole text as the line shows it and as each reader that sees something else has it; none where all agree. */
function alternativesOf(lines: readonly Stretch[]): NonNullable<Reading['alternatives']> {
  const dissenting = [...new Set(lines.flatMap(({ line, from, to }) => dissenters(line, from, to)))];
  const [first] = lines;
  if (first === undefined || dissenting.length === 0) return [];
  const own = { reader: ownReader(first.line, dissenting) ?? dissenting[0]!, text: lines.map(({ text }) => text).join('') };
  const others = dissenting.map((reader) => ({ reader, text: lines.map((stretch) => textBy(stretch, reader)).join('') }));
  return others.some(({ text }) => text.trim() !== own.text.trim()) ? [own, ...others] : [];
}

function textBy({ line, from, to, text }: Stretch, reader: Reader): string {
  if (!dissenters(line, from, to).includes(reader)) return text;
  const between = Array.from({ length: to - from }, (_, at) => readAt(line, from + at)).join('');
  return asReadBy(line, reader, from, to) + (text.startsWith(between) ? text.slice(between.length) : '');
}

/** The place of a blank: where the passage is printed, with text ''. */
export function blankAt(passage: Passage): Reading | null {
  const reading = readingOf(passage);
  if (reading === null) return null;
  const confidence = reading.confidence === null ? null : Math.min(reading.confidence, BLANK_IN_SCAN);
  const place: Reading = { ...reading, text: '', confidence };
  delete place.alternatives;
  return place;
}

/** A cell in which nothing is printed; `beside` are lines of its table, which tell who looked. */
export function blankCell({ page, box, blank }: Pick<Cell, 'page' | 'box' | 'blank'>, beside: readonly TextLine[]): Reading {
  const readers = [...new Set(beside.flatMap((line) => line.readers))];
  return { page, box, text: '', confidence: beside.some(isScanned) ? (blank ?? BLANK_IN_SCAN) : null, readers };
}

function boxOf(line: TextLine, from: number, to: number): Box {
  const [x0, y0, x1, y1] = line.box;
  const edges = line.spans.slice(2 * from, 2 * to).filter((edge) => Number.isFinite(edge));
  if (edges.length === 0) return unionBox([line.box]) ?? line.box;
  return [Math.max(x0, Math.min(...edges)), y0, Math.min(x1, Math.max(...edges)), y1];
}

/** Two halves of a number, code or address broken at a line end belong together; words do not. */
function wordJoint(before: string, after: string): string {
  if (/[A-Za-z,;:.]$/.test(before) && /^[A-Za-z]/.test(after)) return ' ';
  return /[-_/@.\d]$/.test(before) || /^[-_/@.\d]/.test(after) ? '' : ' ';
}

function unitsFrom(line: TextLine): (units: number) => Mark[] {
  let at = 0;
  return (units) => Array.from({ length: units }, () => ({ line, at: at++ }));
}
