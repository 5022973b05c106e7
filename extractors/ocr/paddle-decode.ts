import type { ReadCharacter } from './engine.js';
import { PADDLE_CHARACTERS } from './paddle-characters.js';
import { plain } from './punctuation.js';

const BLANK = 0;
const SPACE = PADDLE_CHARACTERS.length + 1;
export const PADDLE_CLASSES = SPACE + 1;
/** Alternatives scored lower than this are noise of the softmax. */
const LEAST_ALTERNATIVE = 0.001;
const MOST_ALTERNATIVES = 5;

/** Classes for rare characters that the model takes for the common one they look like; reports do not print them. */
const LOOK_ALIKES: Readonly<Record<string, string>> = { 丶: '、', '•': '·', '・': '·' };

function characterOf(index: number): string {
  if (index === SPACE) return ' ';
  const character = PADDLE_CHARACTERS[index - 1]!;
  return LOOK_ALIKES[character] ?? character;
}

/** A run of time steps that all show the same class; `best` is the step where it is surest. */
interface Run {
  index: number;
  first: number;
  last: number;
  best: number;
  score: number;
}

/**
 * Greedy CTC decoding: the surest class of each time step, equal neighbours merged, blanks left out.
 * `scores` holds `steps` rows of {@link PADDLE_CLASSES} softmax values; `steps` may be fractional where padding followed the print.
 */
export function decode(scores: Float32Array, offset: number, steps: number, contentSteps: number): ReadCharacter[] {
  const runs = runsOf(scores, offset, steps);
  return runs
    .map((run, i) => {
      const centre = (run.first + run.last + 1) / 2;
      const before = runs[i - 1];
      const after = runs[i + 1];
      const left = before ? centre - (before.first + before.last + 1) / 2 : Infinity;
      const right = after ? (after.first + after.last + 1) / 2 - centre : Infinity;
      return { run, centre, left, right };
    })
    .map(({ run, centre, left, right }) => {
      // A character reaches half-way to its neighbour, but no further than half an em (24 px = 3 steps) away from its centre.
      const from = Math.min(run.first, centre - Math.min(left / 2, 3));
      const to = Math.max(run.last + 1, centre + Math.min(right / 2, 3));
      return {
        text: characterOf(run.index),
        score: Math.min(1, run.score),
        from: clamp(from / contentSteps),
        to: clamp(to / contentSteps),
        others: alternatives(scores, offset + run.best * PADDLE_CLASSES, run.index),
      };
    });
}

function runsOf(scores: Float32Array, offset: number, steps: number): Run[] {
  const runs: Run[] = [];
  let before = BLANK;
  for (let step = 0; step < steps; step++) {
    const row = offset + step * PADDLE_CLASSES;
    let index = 0;
    let score = scores[row]!;
    // Scores of a step add up to 1: over a half there is none greater.
    for (let k = 1; k < PADDLE_CLASSES && score <= 0.5; k++) {
      if (scores[row + k]! > score) {
        score = scores[row + k]!;
        index = k;
      }
    }
    if (index !== BLANK) {
      const run = runs.at(-1);
      // One mark seen in both its widths, step by step, is one mark.
      if (run && before !== BLANK && (index === before || isTwin(index, before))) {
        run.last = step;
        if (score > run.score) {
          run.score = score;
          run.best = step;
          run.index = index;
        }
      } else runs.push({ index, first: step, last: step, best: step, score });
    }
    before = index;
  }
  return runs;
}

const isTwin = (a: number, b: number): boolean => plain(characterOf(a)) === plain(characterOf(b));

function alternatives(scores: Float32Array, row: number, chosen: number): { text: string; score: number }[] {
  const found: { text: string; score: number }[] = [];
  for (let k = 0; k < PADDLE_CLASSES; k++) {
    const score = scores[row + k]!;
    if (score < LEAST_ALTERNATIVE || k === chosen) continue;
    found.push({ text: k === BLANK ? '' : characterOf(k), score });
  }
  return found.sort((a, b) => b.score - a.score).slice(0, MOST_ALTERNATIVES);
}

const clamp = (part: number): number => Math.min(1, Math.max(0, part));
