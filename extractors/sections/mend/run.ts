import { DOUBT_THRESHOLD, type TextLine } from '../../../model/index.js';
import { asReadBy, confidenceAt, dissenters, withWords } from '../line-trust.js';

/** The characters of one or several lines without white space, and where each of them stands. */
export interface Run {
  lines: readonly TextLine[];
  text: string;
  places: readonly { line: number; at: number }[];
}

/** All of some lines as one run. */
export function runOf(lines: readonly TextLine[]): Run {
  const places: { line: number; at: number }[] = [];
  let text = '';
  for (const [line, { text: own }] of lines.entries()) {
    for (let at = 0; at < own.length; at++) {
      if (/\s/u.test(own[at]!)) continue;
      places.push({ line, at });
      text += own[at]!;
    }
  }
  return { lines, text, places };
}

/** The stretches of lines that [from, to) of a run takes up. */
function stretches({ places }: Run, from: number, to: number): { line: number; from: number; to: number }[] {
  const found: { line: number; from: number; to: number }[] = [];
  for (const { line, at } of places.slice(from, to)) {
    const last = found.at(-1);
    if (last?.line === line) last.to = at + 1;
    else found.push({ line, from: at, to: at + 1 });
  }
  return found;
}

/** Whether the readers are unsure of something in [from, to). */
export function isUnsure(run: Run, from: number, to: number): boolean {
  return stretches(run, from, to).some((each) => (confidenceAt(run.lines[each.line]!, each.from, each.to) ?? 1) < DOUBT_THRESHOLD);
}

/** How many characters two texts have in common at their beginnings and, of the rest, at their ends. */
function alike(read: string, words: string): { head: number; tail: number } {
  const most = Math.min(read.length, words.length);
  let head = 0;
  while (head < most && read[head] === words[head]) head++;
  let tail = 0;
  while (tail < most - head && read.at(-1 - tail) === words.at(-1 - tail)) tail++;
  return { head, tail };
}

/** Whether the readers are unsure just where [from, to) differs from these words. */
export function isUnsureOf(run: Run, from: number, to: number, words: string): boolean {
  const { head, tail } = alike(run.text.slice(from, to), words);
  const [start, end] = [from + head, to - tail];
  if (start < end) return isUnsure(run, start, end);
  // Something is missing: whether a reader saw more, or was unsure of what stands beside it.
  return isUnsure(run, Math.max(0, start - 1), Math.min(run.text.length, start + 1));
}

/** [from, to) as each reader that dissents has it, white space left out. */
export function readingsOf(run: Run, from: number, to: number): string[] {
  const parts = stretches(run, from, to);
  const readers = [...new Set(parts.flatMap((each) => dissenters(run.lines[each.line]!, each.from, each.to)))];
  return readers.map((reader) =>
    parts.map((each) => asReadBy(run.lines[each.line]!, reader, each.from, each.to).replace(/\s/gu, '')).join(''),
  );
}

/**
 * The lines with `words` in place of [from, to) of their run; only what differs is touched. `trust` says how sure the new words are
 * (null: as sure as what was read there). Words that would have to be laid over two lines are left as they are.
 */
export function mended(run: Run, from: number, to: number, words: string, trust: number | null): readonly TextLine[] {
  const read = run.text.slice(from, to);
  const { head, tail } = alike(read, words);
  const [start, end] = [from + head, to - tail];
  const fresh = words.slice(head, words.length - tail);
  const place = start < end ? run.places[start] : start > 0 ? run.places[start - 1] : run.places[0];
  const last = run.places[end - 1];
  if (place === undefined || (start === end && fresh === '')) return run.lines;
  if (start < end && last?.line !== place.line) return run.lines;
  const line = run.lines[place.line]!;
  const [a, b] = start < end ? [place.at, last!.at + 1] : start > 0 ? [place.at + 1, place.at + 1] : [place.at, place.at];
  return run.lines.map((each, index) => (index === place.line ? withWords(line, a, b, fresh, trust) : each));
}
