import type { Choice, TickState } from '../../model/index.js';
import { isScanned } from './line-trust.js';
import { ANY_BOX, boxesIn } from './marks.js';
import type { Option } from './options.js';
import { piece, type Passage } from './passage.js';

/** One option as printed: its box's state and the words that belong to it, up to the next box. */
export interface PrintedOption<Value extends string> {
  value: Value;
  state: TickState;
  /** Box and words. */
  place: Passage;
  /** The words alone, with all that follows up to the next box. */
  words: Passage;
  /** What stands between a box behind its words and the next box. */
  after: Passage | null;
}

export interface Answer<Value extends string> {
  /** The only ticked option, or the only one stated in words; null for none, several or unknown. */
  value: Value | null;
  marks: boolean;
  options: PrintedOption<Value>[];
  /** Where the question's options are printed. */
  place: Passage;
}

/** A stretch of text that belongs to one box. */
export interface Ticked {
  state: TickState;
  /** Box and words together. */
  place: Passage;
  words: Passage;
  /** What stands between a box behind its words and the next box. */
  after: Passage | null;
}

/**
 * Cuts a text at its boxes. Boxes usually stand before their words; they stand after them where the text starts with
 * `isOption` words and nothing of the kind follows the last box.
 */
export function ticked(text: Passage, isOption: (words: string) => boolean): Ticked[] {
  const boxes = boxesIn(text.text);
  const [first] = boxes;
  const last = boxes.at(-1);
  if (first === undefined || last === undefined) return [];
  const lead = text.text.slice(0, first.start);
  const tail = text.text.slice(last.end);
  // "单一场所☑ 多场所☐，分场所如下：": a mark behind the last box ends its words.
  const behind = isOption(lead.slice(-12)) && (!isOption(tail.slice(0, 12)) || /^\s*[，,；;。、]/u.test(tail));
  return boxes.map(({ start, end, state }, index) => {
    const from = behind ? (boxes[index - 1]?.end ?? 0) : end;
    const to = behind ? start : (boxes[index + 1]?.start ?? text.text.length);
    const after = behind ? piece(text, end, boxes[index + 1]?.start ?? text.text.length) : null;
    return { state, words: piece(text, from, to), place: behind ? piece(text, from, end) : piece(text, start, to), after };
  });
}

/** Reads one question. Words without boxes answer it only when exactly one option is named. */
export function answerOf<Value extends string>(text: Passage, options: readonly Option<Value>[]): Answer<Value> {
  const printed: PrintedOption<Value>[] = [];
  let lost = false;
  const matching = (words: string): Option<Value> | undefined => options.find((option) => option.words.test(words));
  for (const { state, words, place, after } of ticked(text, (words) => matching(words) !== undefined)) {
    const option = matching(words.text.slice(0, 40));
    if (option !== undefined) printed.push({ value: option.value, state, words, place, after });
    // A misread option that may be the answer: the others being empty says nothing then.
    else if (state !== 'empty' && text.marks.some((mark) => mark !== null && isScanned(mark.line))) lost = true;
  }
  if (printed.length > 0) {
    const options = lost ? printed.map((option) => ({ ...option, state: 'unknown' as const })) : printed;
    return { value: onlyTicked(options), marks: true, options, place: text };
  }
  const named = namedOptions(text, options);
  return {
    value: named.length === 1 && !ANY_BOX.test(text.text) ? named[0]!.value : null,
    marks: false,
    options: named,
    place: named.length === 1 ? named[0]!.place : text,
  };
}

/** The value of the only ticked box; null when a state is unknown, none is ticked or two different values are. */
export function onlyTicked<Value extends string>(options: readonly { value: Value; state: TickState }[]): Value | null {
  if (options.some(({ state }) => state === 'unknown')) return null;
  const values = new Set(options.filter(({ state }) => state === 'ticked').map(({ value }) => value));
  return values.size === 1 ? [...values][0]! : null;
}

/** The record of a question with boxes or with several options and no box; null for one answered in words. */
export function choiceRecord(field: string, { marks, options }: Answer<string>): Choice | null {
  if (!marks && options.length < 2) return null;
  return { field, marks, options: options.map(({ value, state }) => ({ value, state })) };
}

/** Options named in a text without boxes, each once, in the order printed. */
function namedOptions<Value extends string>(text: Passage, options: readonly Option<Value>[]): PrintedOption<Value>[] {
  const found: (PrintedOption<Value> & { start: number; end: number })[] = [];
  for (const { value, words } of options) {
    const free = [...text.text.matchAll(new RegExp(words, 'gu'))].find(
      (match) => match[0] !== '' && !found.some((other) => match.index < other.end && match.index + match[0].length > other.start),
    );
    if (free === undefined) continue;
    const [start, end] = [free.index, free.index + free[0].length];
    const place = piece(text, start, end);
    found.push({ value, state: 'unknown', place, words: place, after: null, start, end });
  }
  return found.sort((a, b) => a.start - b.start);
}
