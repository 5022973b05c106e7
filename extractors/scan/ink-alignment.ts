import { isWide } from '../pdf/characters.js';
import type { ReadCharacter } from '../ocr/engine.js';

/** A run of columns with ink, in pixels of a crop: [from, to). */
export type InkRun = [number, number];

/** Where each character's ink lies, and runs that belong to no character. */
export interface InkAlignment {
  /** One per character, in pixels; null for spaces and characters without ink. */
  extents: (InkRun | null)[];
  uncovered: InkRun[];
}

/** A column with less ink than this (parts of the crop's height) is blank. */
const BLANK = 0.02;
/** Runs narrower than this (heights of tall characters) are dust, or the dots and ends of strokes beside them. */
const DUST = 0.09;
/** How far readers may be out in where a character stands before it counts (heights). */
const SLACK = 0.2;
const COST = { distance: 0.8, share: 0.08, run: 0.5, runWidth: 1, dust: 0.06, character: 1.2, unlike: 0.7 };
/** Ink of a Chinese character narrower than this (heights), or of a mark wider than that, is most unlikely to be its own. */
const UNLIKE = { wide: 0.35, mark: 0.5 };
/** Characters with ink of several pieces: how many, and how wide together (heights). */
const PIECES = { wide: 7, other: 2 };
const SPAN = { wide: 1.25, broad: 1, other: 0.62 };
const BROAD = /[WMmw@%&]/;

/** Runs of columns with ink. */
export function inkRuns(ink: Float32Array): InkRun[] {
  const runs: InkRun[] = [];
  let start = -1;
  for (let x = 0; x <= ink.length; x++) {
    const inked = x < ink.length && ink[x]! >= BLANK;
    if (inked && start < 0) start = x;
    if (!inked && start >= 0) {
      runs.push([start, x]);
      start = -1;
    }
  }
  return runs;
}

/** Marks are of one piece, however wide their field. */
const MARK = /[（）【】，。、；：？！·〔〕()[\],.;:!'|]/;
type Kind = 'wide' | 'broad' | 'other' | 'mark';

type Step = { kind: 'take'; pieces: number } | { kind: 'share' } | { kind: 'skip-run' } | { kind: 'skip-character' };

/**
 * Lays characters and ink side by side, both in reading order, at the least cost: readers say only roughly where a character stands, but
 * not in which order. `height` is that of the line's tall characters in pixels.
 */
export function alignInk(characters: readonly ReadCharacter[], ink: Float32Array, height: number): InkAlignment {
  const printed = characters.flatMap((character, index) => (character.text.trim() === '' ? [] : [{ character, index }]));
  const runs = inkRuns(ink);
  const middles = printed.map(({ character }) => ((character.from + character.to) / 2) * ink.length);
  const kinds = printed.map(({ character: { text } }): Kind => {
    if (MARK.test(text)) return 'mark';
    return isWide(text) ? 'wide' : BROAD.test(text) ? 'broad' : 'other';
  });
  const steps = cheapest(middles, kinds, runs, height);
  const extents: (InkRun | null)[] = characters.map(() => null);
  const uncovered: InkRun[] = [];
  const sharing = new Map<number, number[]>();
  for (const { step, character, run } of steps) {
    if (step.kind === 'skip-run') {
      if (runs[run]![1] - runs[run]![0] >= DUST * height) uncovered.push(runs[run]!);
    } else if (step.kind === 'take') {
      extents[printed[character]!.index] = [runs[run - step.pieces + 1]![0], runs[run]![1]];
      if (step.pieces === 1) sharing.set(run, [...(sharing.get(run) ?? []), character]);
    } else if (step.kind === 'share') sharing.set(run, [...(sharing.get(run) ?? []), character]);
  }
  for (const [run, among] of sharing) {
    const weights = among.map((character) => (kinds[character] === 'wide' ? 2 : 1));
    const total = weights.reduce<number>((sum, weight) => sum + weight, 0);
    let [at] = runs[run]!;
    const unit = (runs[run]![1] - at) / total;
    for (const [order, character] of among.entries()) {
      extents[printed[character]!.index] = [at, at + unit * weights[order]!];
      at += unit * weights[order]!;
    }
  }
  return { extents, uncovered };
}

/** The steps of the cheapest way through both sequences; `character` and `run` are the last ones a step used. */
function cheapest(
  middles: readonly number[],
  kinds: readonly Kind[],
  runs: readonly InkRun[],
  height: number,
): { step: Step; character: number; run: number }[] {
  const n = middles.length;
  const m = runs.length;
  const at = (i: number, j: number): number => i * (m + 1) + j;
  const best = new Float64Array((n + 1) * (m + 1)).fill(Infinity);
  const matched = new Float64Array((n + 1) * (m + 1)).fill(Infinity);
  const how: (Step | null)[] = new Array<Step | null>(best.length).fill(null);
  const howMatched: (Step | null)[] = new Array<Step | null>(best.length).fill(null);
  best[0] = 0;
  const apart = (i: number, from: number, to: number): number => {
    const distance = Math.abs((from + to) / 2 - middles[i]!) / height;
    const width = (to - from) / height;
    const unlike = (kinds[i] === 'wide' && width < UNLIKE.wide) || (kinds[i] === 'mark' && width > UNLIKE.mark);
    return COST.distance * Math.max(0, distance - SLACK) + (unlike ? COST.unlike : 0);
  };
  for (let i = 0; i <= n; i++) {
    for (let j = 0; j <= m; j++) {
      const here = at(i, j);
      if (i > 0 && j > 0) {
        const kind = kinds[i - 1]!;
        const most = Math.min(j, kind === 'wide' ? PIECES.wide : PIECES.other);
        for (let pieces = 1; pieces <= most; pieces++) {
          const [from] = runs[j - pieces]!;
          const to = runs[j - 1]![1];
          if (pieces > 1 && to - from > (kind === 'mark' ? SPAN.other : SPAN[kind]) * height) break;
          const cost = best[at(i - 1, j - pieces)]! + apart(i - 1, from, to);
          if (cost < matched[here]!) {
            matched[here] = cost;
            howMatched[here] = { kind: 'take', pieces };
          }
        }
        const [from, to] = runs[j - 1]!;
        const outside = Math.max(from - middles[i - 1]!, middles[i - 1]! - to, 0) / height;
        const room = to - from >= 0.3 * height * 2;
        const shared = matched[at(i - 1, j)]! + COST.share + (room ? 0 : 0.4) + COST.distance * outside;
        if (shared < matched[here]!) {
          matched[here] = shared;
          howMatched[here] = { kind: 'share' };
        }
        if (matched[here]! < best[here]!) {
          best[here] = matched[here]!;
          how[here] = howMatched[here]!;
        }
      }
      if (j > 0) {
        const width = (runs[j - 1]![1] - runs[j - 1]![0]) / height;
        const cost = best[at(i, j - 1)]! + (width < DUST ? COST.dust : COST.run + COST.runWidth * Math.min(width, 1));
        if (cost < best[here]!) {
          best[here] = cost;
          how[here] = { kind: 'skip-run' };
        }
      }
      if (i > 0) {
        const cost = best[at(i - 1, j)]! + COST.character;
        if (cost < best[here]!) {
          best[here] = cost;
          how[here] = { kind: 'skip-character' };
        }
      }
    }
  }
  const steps: { step: Step; character: number; run: number }[] = [];
  let i = n;
  let j = m;
  let inMatched = false;
  while (i > 0 || j > 0) {
    const step: Step = (inMatched ? howMatched : how)[at(i, j)]!;
    steps.push({ step, character: i - 1, run: j - 1 });
    inMatched = step.kind === 'share';
    if (step.kind === 'take') {
      i--;
      j -= step.pieces;
    } else if (step.kind === 'skip-run') j--;
    else i--;
  }
  return steps.reverse();
}
