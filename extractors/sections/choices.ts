import type { Choice, TickState } from '../../model/index.js';
import { isRemote, withLostBoxes, wordingsOf, type Wording } from './lost-boxes.js';
import { ANY_BOX, boxesIn } from './marks.js';
import type { Option } from './options.js';
import { isFromScan, piece, type Passage } from './passage.js';

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
 * `isOption` words and nothing of the kind follows the last box. On a scan each of the options that `wordings` finds in the words of
 * one box is cut off with a box of its own, which was lost.
 */
export function ticked(text: Passage, isOption: (words: string) => boolean, wordings: (words: string) => readonly Wording[]): Ticked[] {
  const found = boxesIn(text.text);
  const [first] = found;
  const last = found.at(-1);
  if (first === undefined || last === undefined) return [];
  const lead = text.text.slice(0, first.start);
  const tail = text.text.slice(last.end);
  // "单一场所☑ 多场所☐，分场所如下：": a mark behind the last box ends its words.
  const behind = isOption(lead.slice(-12)) && (!isOption(tail.slice(0, 12)) || /^\s*[，,；;。、]/u.test(tail));
  const boxes = isFromScan(text) ? withLostBoxes(text.text, found, behind, wordings) : found;
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
  const named = (words: string): Wording[] => wordingsOf(words, options);
  for (const { state, words, place, after } of ticked(text, (words) => matching(words) !== undefined, named)) {
    const option = matching(words.text.slice(0, 40));
    if (state !== 'empty' && after === null && isFromScan(text) && isRemote(words.text, named(words.text))) lost = true;
    if (option !== undefined) printed.push({ value: option.value, state, words, place, after });
    // A misread option that may be the answer: the others being empty says nothing then.
    else if (state !== 'empty' && isFromScan(text)) lost = true;
  }
  if (printed.length > 0) {
    const bare = lostBox(text, options, printed);
    if (bare !== null) printed.unshift(bare);
    const seen = lost ? printed.map((option) => ({ ...option, state: 'unknown' as const })) : printed;
    return { value: onlyTicked(seen), marks: true, options: seen, place: text };
  }
  const bare = namedOptions(text, options);
  return {
    value: bare.length === 1 && !ANY_BOX.test(text.text) ? bare[0]!.value : null,
    marks: false,
    options: bare,
    place: bare.length === 1 ? bare[0]!.place : text,
  };
}

/** On a scan: an option named before the first box that has none of its own. Its box was lost, and may have been the ticked one. */
function lostBox<Value extends string>(
  text: Passage,
  options: readonly Option<Value>[],
  printed: readonly PrintedOption<Value>[],
): PrintedOption<Value> | null {
  const [first] = boxesIn(text.text);
  if (first === undefined || printed[0]?.after !== null || !isFromScan(text)) return null;
  const lead = piece(text, 0, first.start);
  const option = options.find(({ words }) => words.test(lead.text));
  if (option === undefined || printed.some(({ value }) => value === option.value)) return null;
  return { value: option.value, state: 'unknown', words: lead, place: lead, after: null };
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
