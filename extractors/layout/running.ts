import distance from 'natural/lib/natural/distance/index.js';
import type { Page, TextLine } from '../../model/index.js';
import { isPageNumber, printedNumber } from './page-numbers.js';

/** Headers and footers stand in these outer parts of a page's height. */
const ZONE = 0.13;
/** The same running line stands at the same height on every page, give or take (points). */
const SAME_HEIGHT = 6;
const SAME_HEIGHT_SCANNED = 16;
/** Scanned lines shorter than this are compared to the letter; longer ones may differ in this part. */
const SHORT = 7;
const MISREAD = 0.25;
/** Fewer characters, digits as one, are no part of a running line to be known by. */
const PIECE = 5;
/** Lines looked at from either end of a page. */
const DEPTH = 4;

type Side = 'header' | 'footer';
interface Candidate {
  page: Page;
  side: Side;
  line: TextLine;
  key: string;
  /** Distance of the line from its edge of the page. */
  offset: number;
  running: boolean;
}

/**
 * Sets running headers and footers apart: lines at the edge of a page that come back on other pages at the same height, digits
 * aside, and lines that are nothing but a page number. First pages, and left and right pages, may have their own. Fills
 * printedNumber and printedTotal. Lines below a running header, or above a running footer, stay where they are.
 */
export function setRunningLinesApart(pages: readonly Page[]): void {
  const candidates = pages.flatMap((page) => [...edgeLines(page, 'header'), ...edgeLines(page, 'footer')]);
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const name = `${candidate.side} ${candidate.key}`;
    const group = groups.get(name) ?? (candidate.page.source === 'scan' ? nearlyNamed(groups, candidate) : undefined);
    if (group === undefined) groups.set(name, [candidate]);
    else group.push(candidate);
  }
  // Short documents have few pages to compare: there the words must agree to the letter.
  const enough = Math.max(2, Math.ceil(pages.length * 0.3));
  for (const group of groups.values()) {
    for (const candidate of group) {
      const alike = group.filter((other) => standAlike(candidate, other));
      const onPages = new Set(alike.map(({ page }) => page.number)).size;
      const bare = /^[#\s]*$/.test(candidate.key);
      if (bare ? countsPages(alike, pages.length) : onPages >= enough && (pages.length > 3 || sameWords(alike))) candidate.running = true;
    }
  }
  for (const candidate of piecesOf(candidates)) candidate.running = true;
  for (const candidate of candidates) if (isPageNumber(candidate.line.text)) candidate.running = true;
  for (const candidate of bareNumbers(candidates)) candidate.running = true;
  for (const page of pages) {
    for (const side of ['header', 'footer'] as const) {
      const own = candidates.filter((candidate) => candidate.page === page && candidate.side === side);
      const last = own.findLastIndex((candidate) => candidate.running);
      const first = own.findIndex((candidate) => !candidate.running);
      // A page number may stand within a header's block; any other stranger ends it.
      const taken = own.slice(0, first === -1 ? last + 1 : Math.min(first, last + 1)).map(({ line }) => line);
      page[side] = side === 'header' ? taken : taken.reverse();
    }
    const apart = new Set([...page.header, ...page.footer]);
    if (apart.size === 0) continue;
    page.lines = page.lines.filter((line) => !apart.has(line));
    readNumber(page);
  }
}

/** Lines from the edge inwards, as far as the zone reaches, and no further than the first or last table. */
function edgeLines(page: Page, side: Side): Candidate[] {
  const print = page.lines.filter((line) => page.source !== 'scan' || !isSpeck(line));
  const ordered = side === 'header' ? print : print.toReversed();
  const found: Candidate[] = [];
  for (const line of ordered.slice(0, DEPTH)) {
    const offset = side === 'header' ? line.box[1] : page.height - line.box[3];
    if (offset > page.height * ZONE) break;
    if (
      page.tables.some(({ parts }) => parts.some((part) => (side === 'header' ? part.box[3] <= line.box[1] : part.box[1] >= line.box[3])))
    )
      break;
    found.push({ page, side, line, key: maskOf(line.text), offset, running: false });
  }
  return found;
}

/** A mark or two no reader is sure of: an edge of the sheet or dirt, which may lie outside the header's block. */
function isSpeck({ text, doubts }: TextLine): boolean {
  const letters = text.replace(/\s/g, '');
  const doubtful = (doubts ?? []).reduce((sum, { from, to }) => sum + text.slice(from, to).replace(/\s/g, '').length, 0);
  return letters.length <= 2 && doubtful === letters.length;
}

/** A running line misread here and there: words of which no more than one character in four differs. Numbered headings are none. */
function nearlyNamed(groups: ReadonlyMap<string, Candidate[]>, { side, key }: Candidate): Candidate[] | undefined {
  if (key.length < SHORT || /^#[.．]#/u.test(key)) return undefined;
  for (const group of groups.values()) {
    const [other] = group;
    if (other?.side !== side || Math.abs(other.key.length - key.length) > key.length * MISREAD) continue;
    if (distance.LevenshteinDistance(other.key, key) <= key.length * MISREAD) return group;
  }
  return undefined;
}

/** On pages of another size (turned for a wide table) the running line stands at a height of its own; sheets lie askew in a scanner. */
function standAlike(one: Candidate, other: Candidate): boolean {
  const reach = one.page.source === 'scan' || other.page.source === 'scan' ? SAME_HEIGHT_SCANNED : SAME_HEIGHT;
  return Math.abs(one.offset - other.offset) <= reach || Math.abs(one.page.height - other.page.height) > SAME_HEIGHT;
}

function maskOf(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').replace(/\d+/g, '#');
}

function sameWords(group: readonly Candidate[]): boolean {
  const words = group.map(({ line }) => {
    const number = printedNumber(line.text);
    return number === null ? line.text.replace(/\s+/g, '') : maskOf(line.text);
  });
  return new Set(words).size === 1;
}

/** Parts of a running line that fell apart at its gap on a scanned page, as sheets are curled. */
function piecesOf(candidates: readonly Candidate[]): Candidate[] {
  const whole = candidates.filter(({ running }) => running);
  return candidates.filter(
    (candidate) =>
      candidate.page.source === 'scan' &&
      candidate.key.length >= PIECE &&
      whole.some((other) => other.side === candidate.side && other.key.includes(candidate.key) && standAlike(candidate, other)),
  );
}

/** Figures on scanned pages that lost the dashes or words beside them, and count on with the numbers of the other pages. */
function bareNumbers(candidates: readonly Candidate[]): Candidate[] {
  const shifts = new Set(
    candidates.flatMap(({ running, page, line }) => {
      const number = running ? printedNumber(line.text)?.number : undefined;
      return number === undefined ? [] : [number - page.number];
    }),
  );
  return candidates.filter(
    ({ page, line, key }) => page.source === 'scan' && key === '#' && shifts.has(Number(line.text.normalize('NFKC')) - page.number),
  );
}

/** Bare figures at the edge are page numbers when they count on with the pages. */
function countsPages(group: readonly Candidate[], pages: number): boolean {
  const shifts = new Set(group.map(({ page, line }) => Number(line.text.normalize('NFKC')) - page.number));
  return group.length >= 2 && group.length >= pages * 0.5 && shifts.size === 1;
}

function readNumber(page: Page): void {
  const found = [...page.footer.toReversed(), ...page.header].flatMap((line) => printedNumber(line.text) ?? []);
  const best = found.find(({ total }) => total !== null) ?? found[0];
  page.printedNumber = best?.number ?? null;
  page.printedTotal = best?.total ?? null;
}
