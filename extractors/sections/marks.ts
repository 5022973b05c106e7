import { TICK_CHARACTER, type TickState } from '../../model/index.js';

/**
 * Characters that answer a question. Beside the finder's own three, bare marks a text layer may still hold
 * where no box stands near them: read as answers only inside a question's options.
 */
const MARKS: readonly (readonly [string, TickState])[] = [
  [TICK_CHARACTER.ticked, 'ticked'],
  [TICK_CHARACTER.empty, 'empty'],
  [TICK_CHARACTER.unknown, 'unknown'],
  ...Array.from('√✓✔■☒', (character): [string, TickState] => [character, 'ticked']),
  ['□', 'empty'],
];

/** Inside a character class of a pattern. */
export const BOX_MARKS = MARKS.map(([character]) => character).join('');
export const ANY_BOX = new RegExp(`[${BOX_MARKS}]`, 'u');

/** What a mark says of its option. */
export function stateOf(mark: string): TickState {
  return MARKS.find(([character]) => character === mark)?.[1] ?? 'unknown';
}

const OPEN = '[（(［[【]';
const CLOSE = '[)）］\\]】]';
/** A mark, or a pair of brackets with a mark or nothing in it. */
const BOX = new RegExp(`${OPEN}\\s*([${BOX_MARKS}]?)\\s*${CLOSE}|([${BOX_MARKS}])`, 'gu');

/** All boxes in a text: where they begin and end, and their states. */
export function boxesIn(text: string): { start: number; end: number; state: TickState }[] {
  return Array.from(text.matchAll(BOX), (match) => {
    const mark = match[1] ?? match[2] ?? '';
    return { start: match.index, end: match.index + match[0].length, state: mark === '' ? 'empty' : stateOf(mark) };
  });
}
