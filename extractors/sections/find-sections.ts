import type { Block, Section, SectionId, TextLine } from '../../model/index.js';
import { headingWords, type NumberStyle } from './heading-lines.js';
import { HEADINGS } from './headings.js';
import distance from 'natural/lib/natural/distance/index.js';
import { cellPassage } from './scan-labels.js';
import { rowsOf } from './score-pieces.js';
import { withGapsFilled } from './section-gaps.js';

const ORDER: readonly Exclude<SectionId, 'cover'>[] = ['basic', 'result', 'narrative', 'suggestions', 'conclusion'];

/** A line that may head a section. */
interface Candidate {
  index: number;
  line: TextLine;
  id: Exclude<SectionId, 'cover'>;
  style: NumberStyle | null;
  number: number | null;
  /** Its own merit; see {@link meritOf}. */
  merit: number;
}

const PATTERNS = ORDER.map((id) => ({
  id,
  strong: new RegExp(`^(?:${HEADINGS[id].strong.join('|')})$`, 'u'),
  weak: new RegExp(HEADINGS[id].weak.join('|'), 'u'),
}));

/** Usual headings in plain words, to know one with a misread character again. */
const PLAIN = ORDER.flatMap((id) => HEADINGS[id].usual.map((words) => ({ id, words })));

/**
 * Cuts the document at its section headings. Of all lines that read like headings the chain is taken that is best in
 * keywords, size, one number style and rising numbers; sub-headings with the same words lose against it.
 */
export function findSections(blocks: readonly Block[]): Section[] {
  const pieces = blocks.flatMap(splitAtHeadingRows);
  const chain = withGapsFilled(pieces, bestChain(candidatesIn(pieces)));
  const starts: { id: SectionId; heading: TextLine | null; from: number; body: number }[] = [
    { id: 'cover', heading: null, from: 0, body: 0 },
    ...chain.map(({ id, line, index }) => ({
      id,
      heading: line,
      from: index,
      body: index + (line === null ? 0 : headingLines(pieces, index)),
    })),
  ];
  return starts
    .map(({ id, heading, body }, index) => ({ id, heading, blocks: pieces.slice(body, starts[index + 1]?.from) }))
    .filter(({ id, blocks }) => id !== 'cover' || blocks.length > 0);
}

/** How many lines a heading has: a remark in brackets may wrap. */
function headingLines(blocks: readonly Block[], index: number): number {
  let text = '';
  for (let count = 0; count < 3; count++) {
    const block = blocks[index + count];
    if (block?.kind !== 'line') break;
    text += block.line.text;
    const open = (text.match(/[【（([]/gu) ?? []).length - (text.match(/[】）)\]]/gu) ?? []).length;
    if (open <= 0) return count + 1;
  }
  return 1;
}

function candidatesIn(blocks: readonly Block[]): Candidate[] {
  const sizes = blocks.flatMap((block) => (block.kind === 'line' ? Array.from(block.line.text, () => block.line.size) : []));
  const usual = sizes.sort((a, b) => a - b)[Math.floor(sizes.length / 2)] ?? 0;
  return blocks.flatMap((block, index) => {
    if (block.kind !== 'line') return [];
    const { line } = block;
    const read = readHeading(line.text);
    if (read === null) return [];
    const size = line.size > usual * 1.08 ? 1 : 0;
    return read.matches.map(({ id, merit }) => ({
      index,
      line,
      id,
      style: read.style,
      number: read.number,
      merit: merit + size + (read.style === null ? 0 : 1),
    }));
  });
}

interface ReadHeading {
  style: Candidate['style'];
  number: number | null;
  matches: { id: Candidate['id']; merit: number }[];
}

function readHeading(text: string): ReadHeading | null {
  const read = headingWords(text);
  if (read === null) return null;
  const { style, number, words } = read;
  const matches = PATTERNS.flatMap(({ id, strong, weak }): ReadHeading['matches'] => {
    if (strong.test(words)) return [{ id, merit: 3 }];
    return words.length <= 18 && weak.test(words) ? [{ id, merit: 1 }] : [];
  });
  if (matches.length === 0 && style !== null) {
    const near = PLAIN.filter(({ words: plain }) => {
      const most = Math.max(1, Math.floor(plain.length / 5));
      return Math.abs(plain.length - words.length) <= most && distance.LevenshteinDistance(plain, words) <= most;
    });
    matches.push(...[...new Set(near.map(({ id }) => id))].map((id) => ({ id, merit: 2 })));
  }
  return matches.length === 0 ? null : { style, number, matches };
}

/** The chain of candidates in the order of the form with the greatest merit; a lone weak one is none. */
function bestChain(candidates: readonly Candidate[]): Candidate[] {
  const best: { candidate: Candidate; total: number; chain: Candidate[] }[] = [];
  for (const candidate of candidates) {
    const start = { candidate, total: candidate.merit - 2 + startBonus(candidate), chain: [candidate] };
    let choice = start;
    for (const { candidate: before, total, chain } of best) {
      if (before.index >= candidate.index || ORDER.indexOf(before.id) >= ORDER.indexOf(candidate.id)) continue;
      const sum = total + candidate.merit - 2 + agreement(chain[0]!, before, candidate);
      if (sum > choice.total) choice = { candidate, total: sum, chain: [...chain, candidate] };
    }
    best.push(choice);
  }
  const [winner] = best.sort((a, b) => b.total - a.total || b.chain.length - a.chain.length);
  return winner === undefined || winner.total <= 0 ? [] : winner.chain;
}

function startBonus({ id, number }: Candidate): number {
  return number === ORDER.indexOf(id) + 1 ? 1 : 0;
}

function agreement(first: Candidate, before: Candidate, next: Candidate): number {
  let bonus = Math.abs(next.line.size - before.line.size) < 0.5 ? 0.5 : -0.5;
  if (Math.abs(next.line.box[0] - before.line.box[0]) > 2 * next.line.size && next.style !== null) bonus -= 0.5;
  if (before.style?.id === next.style?.id) bonus += 1;
  else if (before.style?.family === next.style?.family) bonus -= 0.5;
  else bonus -= 3;
  if (before.number !== null && next.number !== null && before.style?.family === next.style?.family) {
    const steps = ORDER.indexOf(next.id) - ORDER.indexOf(before.id);
    if (next.number === before.number + steps) bonus += 1.5;
    else if (next.number > before.number) bonus += 0.5;
    else bonus -= 4;
  }
  return bonus + (first.style?.id === next.style?.id ? 0.25 : 0);
}

/** A table with section headings in rows of their own (a form that is one long table) falls into lines and tables. */
function splitAtHeadingRows(block: Block): Block[] {
  if (block.kind === 'line') return [block];
  const { table } = block;
  const headings = table.cells.filter((cell) => {
    if (
      cell.rowSpan !== 1 ||
      table.cells.some((other) => other !== cell && other.row <= cell.row && other.row + other.rowSpan > cell.row && other.lines.length > 0)
    )
      return false;
    const read = readHeading(cellPassage(cell).text);
    const titled = read?.style != null || (cell.columnSpan === table.columns && table.columns > 1);
    return read !== null && titled && read.matches.some(({ merit }) => merit === 3) && cell.lines.length <= 2;
  });
  if (headings.length === 0) return [block];
  const tableOf = (first: number, end: number): Block[] => {
    const rows = rowsOf(table, first, end);
    return rows.cells.length === 0 ? [] : [{ kind: 'table', table: rows }];
  };
  const result: Block[] = [];
  let from = 0;
  for (const heading of [...headings].sort((a, b) => a.row - b.row)) {
    result.push(...tableOf(from, heading.row), ...heading.lines.map((line): Block => ({ kind: 'line', line })));
    from = heading.row + 1;
  }
  return [...result, ...tableOf(from, table.rows)];
}
