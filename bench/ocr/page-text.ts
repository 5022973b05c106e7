import type { Page } from '../../model/index.js';

/** What a page says, in pieces (text lines, lines of cells), and how many tick boxes stand among them. */
export interface PageText {
  pieces: string[];
  ticks: number;
}

const TICKS = /[☑☐⍰□■☒√◻◼]/gu;
/** Characters a misread tick box may leave behind: they are excused, whoever read them. */
const EXCUSED_PER_TICK = 2;

/** Widths folded, white space and ticks left out: what the comparison is about. */
export function comparable(text: string): string {
  return text.normalize('NFKC').replace(TICKS, '').replace(/\s+/gu, '').replace(/[—–―]/gu, '-').replace(/[〜~]/gu, '~');
}

/** Texts of a document's pages, by page number. */
export function pageTexts(pages: readonly Page[]): Map<number, PageText> {
  const texts = new Map<number, PageText>();
  const at = (number: number): PageText => {
    const known = texts.get(number) ?? { pieces: [], ticks: 0 };
    texts.set(number, known);
    return known;
  };
  for (const page of pages) {
    at(page.number).ticks += page.ticks.length;
    const cells = page.tables.flatMap((table) => table.cells.flatMap((cell) => cell.lines));
    for (const line of [...page.header, ...page.lines, ...page.footer, ...cells]) {
      const text = comparable(line.text);
      if (text !== '') at(line.page).pieces.push(text);
    }
  }
  return texts;
}

/**
 * Characters wrong on a page: each piece of the truth, longest first, is laid against the stretch of the reading it fits best (edit
 * distance), which is then used up; what fits nowhere is counted too, but for two characters per tick box. So neither reader pays for
 * its reading order, and both pay for what they lose, change and invent.
 */
export function errorsOn(truth: PageText, read: readonly string[]): { errors: number; characters: number } {
  // Line breaks part the reading for good: no piece lies across one it does not need to.
  let rest = read.map((line) => Array.from(comparable(line))).filter((line) => line.length > 0);
  const pieces = truth.pieces.map((piece) => Array.from(piece)).sort((a, b) => b.length - a.length);
  let errors = 0;
  for (const piece of pieces) {
    const joined = joinLines(rest);
    const { from, to, distance } = bestStretch(piece, joined.characters);
    if (distance >= piece.length) {
      errors += piece.length;
      continue;
    }
    errors += distance;
    rest = joined.without(from, to);
  }
  const left = rest.reduce((sum, line) => sum + line.length, 0);
  return {
    errors: errors + Math.max(0, left - EXCUSED_PER_TICK * truth.ticks),
    characters: pieces.reduce((sum, piece) => sum + piece.length, 0),
  };
}

function joinLines(lines: readonly string[][]): { characters: string[]; without: (from: number, to: number) => string[][] } {
  return {
    characters: lines.flat(),
    without(from, to) {
      let start = 0;
      return lines
        .flatMap((line) => {
          const [a, b] = [from - start, to - start];
          start += line.length;
          if (b <= 0 || a >= line.length) return [line];
          return [line.slice(0, Math.max(0, a)), line.slice(b)];
        })
        .filter((line) => line.length > 0);
    },
  };
}

/** The stretch [from, to) of `text` with the smallest edit distance to `piece`. */
function bestStretch(piece: readonly string[], text: readonly string[]): { from: number; to: number; distance: number } {
  const n = text.length;
  let costs = new Int32Array(n + 1);
  let starts = Int32Array.from({ length: n + 1 }, (_, j) => j);
  for (let i = 1; i <= piece.length; i++) {
    const nextCosts = new Int32Array(n + 1);
    const nextStarts = new Int32Array(n + 1);
    nextCosts[0] = i;
    for (let j = 1; j <= n; j++) {
      const change = costs[j - 1]! + (piece[i - 1] === text[j - 1] ? 0 : 1);
      const lost = costs[j]! + 1;
      const extra = nextCosts[j - 1]! + 1;
      const least = Math.min(change, lost, extra);
      nextCosts[j] = least;
      nextStarts[j] = least === change ? starts[j - 1]! : least === lost ? starts[j]! : nextStarts[j - 1]!;
    }
    costs = nextCosts;
    starts = nextStarts;
  }
  let to = 0;
  for (let j = 1; j <= n; j++) if (costs[j]! < costs[to]!) to = j;
  return { from: starts[to]!, to, distance: costs[to]! };
}
