import type { Label } from './labels.js';
import { printedDays } from './normalise/dates.js';
import { piece, type Passage } from './passage.js';

/** One character of a label, blanks between letter-spaced ones. */
const WORD = String.raw`[\u4e00-\u9fff](?:\s{0,2}[\u4e00-\u9fff]){0,9}?`;
const JOINT = String.raw`\s*(?:[/／、]|以及|及|和|与)\s*`;

/** The wording of labels that share one value: "联系人/职务/电话", "注册、审核地址". */
export const COMBINED = `${WORD}(?:${JOINT}${WORD}){1,3}`;

/** "编制人    编制日期" alone on a line: the values stand in the line below. */
export const SIDE_BY_SIDE = String.raw`${WORD}(?:\s+${WORD}){1,3}`;

/** The labels a combined wording names, in its order; null unless each part is known and at least two differ. */
export function partsOfLabel(words: string, joint: 'mark' | 'blank', known: (words: string) => Label | null): Label[] | null {
  const texts = words.split(joint === 'mark' ? new RegExp(JOINT, 'u') : /\s+/u).map((text) => text.replace(/\s/gu, ''));
  const last = texts.at(-1)!;
  const parts = texts.map((text, index) => {
    const own = known(text);
    if (own !== null || joint === 'blank' || index === texts.length - 1) return own;
    // "注册/审核地址": the first borrows the end of the last.
    return last.length < 3 ? null : known(text + last.slice(-2));
  });
  const found = parts.filter((part) => part !== null);
  return found.length === texts.length && new Set(found.map(({ key }) => key)).size === texts.length ? found : null;
}

/** Kinds of values that are known by their shape, wherever they stand among the others. */
const SHAPES: readonly { keys: RegExp; find: (text: string) => { start: number; end: number } | null }[] = [
  { keys: /email/iu, find: (text) => matched(text, /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/u) },
  { keys: /date|period|^audit$|^coverage$/iu, find: (text) => printedDays(text)[0] ?? null },
  {
    keys: /phone/iu,
    find: (text) =>
      matched(text, /(?:\+?86[-\s]?)?(?:1\d{2}[\s-]?\d{4}[\s-]?\d{4}|0\d{2,3}[-\s—]?\d{7,8}(?:-\d{1,5})?|400[-\s]?\d{3}[-\s]?\d{4})/u),
  },
  { keys: /postcode/iu, find: (text) => matched(text, /(?<!\d)\d{6}(?!\d)/u) },
];

function matched(text: string, pattern: RegExp): { start: number; end: number } | null {
  const match = pattern.exec(text);
  return match === null ? null : { start: match.index, end: match.index + match[0].length };
}

const SEPARATOR = /\s*[/／、，,；;|（()）]\s*|\s+/gu;

/**
 * The parts of a shared value: those known by their shape first, the others in the order printed. Parts of one kind
 * (two addresses) share a value that is printed once. What cannot be told apart is left out, null for a part.
 */
export function splitValue(printed: Passage, parts: readonly Label[]): (Passage | null)[] {
  const { text } = printed;
  const taken: { start: number; end: number }[] = [];
  const result = parts.map(({ key }): Passage | null => {
    const shape = SHAPES.find(({ keys }) => keys.test(key));
    const at = shape?.find(text) ?? null;
    if (at === null || taken.some((other) => other.start < at.end && at.start < other.end)) return null;
    taken.push(at);
    return piece(printed, at.start, at.end);
  });
  const open = parts.map((_, index) => index).filter((index) => !SHAPES.some(({ keys }) => keys.test(parts[index]!.key)));
  if (open.length === parts.length && parts.every(({ key }) => /address/iu.test(key))) return sharedPlaces(printed, parts.length);
  const rest = between(text, taken);
  if (open.length === 1 && rest.length > 1 && rest.every(({ end }, index) => index === 0 || rest[index - 1]!.end <= end)) {
    const [first, last] = [rest[0]!, rest.at(-1)!];
    if (!taken.some(({ start }) => start > first.start && start < last.end)) result[open[0]!] = piece(printed, first.start, last.end);
  } else if (rest.length === open.length)
    for (const [order, index] of open.entries()) result[index] = piece(printed, rest[order]!.start, rest[order]!.end);
  return result;
}

function sharedPlaces(printed: Passage, count: number): Passage[] {
  const halves = printed.text.split(/\s*[/／；;]\s*/u);
  if (halves.length !== count || halves.some((half) => half.length < 6)) return Array.from({ length: count }, () => printed);
  let from = 0;
  return halves.map((half) => {
    const start = printed.text.indexOf(half, from);
    from = start + half.length;
    return piece(printed, start, from);
  });
}

/** The stretches between separators that none of the taken ones covers. */
function between(text: string, taken: readonly { start: number; end: number }[]): { start: number; end: number }[] {
  const cuts = [...text.matchAll(SEPARATOR)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
  const edges = [...cuts, ...taken].sort((a, b) => a.start - b.start);
  const found: { start: number; end: number }[] = [];
  let from = 0;
  for (const { start, end } of [...edges, { start: text.length, end: text.length }]) {
    if (start > from && text.slice(from, start).trim() !== '') found.push({ start: from, end: start });
    from = Math.max(from, end);
  }
  return found;
}
