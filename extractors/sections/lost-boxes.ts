import type { TickState } from '../../model/index.js';
import type { Option } from './options.js';

/** A box in a text: UTF-16 offsets and what it shows. */
export interface TextBox {
  start: number;
  end: number;
  state: TickState;
}

/** An option's wording in a text: UTF-16 offsets, `start` with the words that lead up to what tells the option. */
export interface Wording {
  value: string;
  start: number;
  end: number;
}

/** What readers make of a box that nobody found as one. */
export const BOX_LETTERS = '口囗□ロ凶団図囚匚冂凵乂';
const BOX_LETTER = new RegExp(`[${BOX_LETTERS}]`, 'gu');
const LETTERS_BEFORE = new RegExp(`[${BOX_LETTERS}]\\s*$`, 'u');
/** Behind these the option's explanation begins, which may name other options. */
const EXPLAINED = /[:：，,。；;（(]/u;
const SET_APART = new RegExp(`[\\s${BOX_LETTERS}；;]$`, 'u');
/** Ends what an option's wording could begin with. */
const PARTING = new RegExp(`[\\s，,。；;：:、）)${BOX_LETTERS}](?=[^\\s，,。；;：:、）)${BOX_LETTERS}]*$)`, 'u');

/**
 * The boxes of a question with a box of unknown state wherever an option's wording stands without one: its own was lost, may have been
 * the ticked one, and the box before (or behind) it must not answer for it. `behind`: boxes stand behind their words.
 */
export function withLostBoxes(
  text: string,
  boxes: readonly TextBox[],
  behind: boolean,
  wordings: (words: string) => readonly Wording[],
): TextBox[] {
  const named = boxes.map((box, index) => {
    const from = behind ? (boxes[index - 1]?.end ?? 0) : box.end;
    const to = behind ? box.start : (boxes[index + 1]?.start ?? text.length);
    return wordings(text.slice(from, to)).map(({ value, start, end }) => ({ value, start: from + start, end: from + end }));
  });
  // What one option's words say of another that has a box of its own is no loss.
  const owned = new Set(named.map((all) => all.at(behind ? -1 : 0)?.value));
  const lost = named.flatMap((all) =>
    all.slice(1).flatMap((next, index): TextBox[] => {
      const before = all[index]!;
      const gap = text.slice(before.end, next.start);
      if (owned.has((behind ? before : next).value) || (EXPLAINED.test(gap) && !SET_APART.test(gap))) return [];
      return [{ start: before.end + (LETTERS_BEFORE.exec(gap)?.index ?? gap.length), end: next.start, state: 'unknown' }];
    }),
  );
  return [...boxes, ...lost].sort((a, b) => a.start - b.start);
}

/** Options that words name, each once, in the order printed; where two fit the earlier of the list wins. */
export function wordingsOf(words: string, options: readonly Option[]): Wording[] {
  const plain = words.replace(BOX_LETTER, ' ');
  const found: Wording[] = [];
  for (const { value, words: pattern } of options) {
    const free = [...plain.matchAll(new RegExp(pattern, 'gu'))].find(
      (match) => match[0] !== '' && !found.some((other) => match.index < other.end && match.index + match[0].length > other.start),
    );
    if (free !== undefined) found.push({ value, start: free.index, end: free.index + free[0].length });
  }
  found.sort((a, b) => a.start - b.start);
  return found.map((wording, index) => {
    const from = found[index - 1]?.end ?? 0;
    const lead = PARTING.exec(plain.slice(from, wording.start));
    return { ...wording, start: from + (lead === null ? 0 : lead.index + 1) };
  });
}

/** Whether other words, set apart, stand between a box and the option's wording: they may be the box's own option, misread. */
export function isRemote(words: string, [first]: readonly Wording[]): boolean {
  return first !== undefined && /[\u4e00-\u9fff]{2}\s*[\s，,。；;、]\s*$/u.test(words.slice(0, first.start));
}
