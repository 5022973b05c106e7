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

/** Places of all marks in a text. */
export function boxesIn(text: string): { at: number; state: TickState }[] {
  return Array.from(text.matchAll(new RegExp(ANY_BOX, 'gu')), (match) => ({ at: match.index, state: stateOf(match[0]) }));
}
