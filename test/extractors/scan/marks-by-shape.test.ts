import { describe, expect, it } from 'vitest';
import { DOUBT_THRESHOLD, TICK_CHARACTER } from '../../../model/index.js';
import { settleMarks } from '../../../extractors/scan/marks-by-shape.js';
import { drawnLine, HEIGHT, ink, PITCH, stroke, textOf, type DrawnLine } from './ink-on-paper.js';

/** A line of which the character `at` is drawn anew. */
function redrawn(text: string, at: number, draw: (line: DrawnLine, x: number) => void, score = 0.6): DrawnLine {
  const line = drawnLine(text);
  ink(line.crop.image, at * PITCH, 0, (at + 1) * PITCH, HEIGHT, 255);
  line.characters[at] = { ...line.characters[at]!, score, confidence: score };
  draw(line, at * PITCH);
  return line;
}

/** The outline of a square of `side` pixels that stands on the line. */
function square(side: number): (line: DrawnLine, x: number) => void {
  return ({ crop: { image } }, x) => {
    const [left, top] = [x + Math.round((PITCH - side) / 2), HEIGHT - 4 - side];
    ink(image, left, top, left + side, top + side);
    ink(image, left + 2, top + 2, left + side - 2, top + side - 2, 255);
  };
}

const check = ({ crop: { image } }: DrawnLine, x: number): void => stroke(image, 4, x + 8, 20, x + 15, 31, x + 31, 5);
const wye = ({ crop: { image } }: DrawnLine, x: number): void => {
  stroke(image, 4, x + 8, 5, x + 19, 18, x + 30, 5);
  stroke(image, 4, x + 19, 18, x + 19, 31);
};

function settled(line: DrawnLine): string {
  settleMarks([line]);
  return textOf(line.characters);
}

describe('a box read as a letter', () => {
  it('is an empty tick box where it is smaller than a letter', () => {
    for (const letter of ['口', '囗', '□', 'ロ']) {
      const line = redrawn(`${letter}通过`, 0, square(16));
      expect(settled(line)).toBe(`${TICK_CHARACTER.empty}通过`);
      expect(line.characters[0]!.confidence).toBeGreaterThan(DOUBT_THRESHOLD);
    }
  });

  it('is a letter where it is as large as one, or no square', () => {
    expect(settled(redrawn('口通过', 0, square(26)))).toBe('口通过');
    expect(settled(redrawn('口通过', 0, ({ crop: { image } }, x) => { ink(image, x + 8, 18, x + 34, 32); }))).toBe('口通过'); // prettier-ignore
  });

  it('begins an option where it stands a little further off than letters of a word do', () => {
    const at = (left: number, next = 6): string => {
      const line = redrawn('荐口初次', 1, ({ crop: { image } }, x) => {
        ink(image, x + 40, 0, x + 80, HEIGHT, 255);
        ink(image, x + 40 + next, 3, x + 74, HEIGHT - 3);
        ink(image, x + left, HEIGHT - 20, x + left + 16, HEIGHT - 4);
        ink(image, x + left + 2, HEIGHT - 18, x + left + 14, HEIGHT - 6, 255);
      });
      return settled(line);
    };
    expect(at(1)).toBe('荐口初次');
    // As much blank on either side: a narrow letter of a word (接口有).
    expect(at(6)).toBe('荐口初次');
    expect(at(12, 0)).toBe(`荐${TICK_CHARACTER.empty}初次`);
  });

  it('has a state nobody knows where something stands in it', () => {
    const line = redrawn('口通过', 0, (drawn, x) => {
      square(16)(drawn, x);
      ink(drawn.crop.image, x + 17, 21, x + 23, 27);
    });
    expect(settled(line)).toBe(`${TICK_CHARACTER.unknown}通过`);
  });
});

describe('a check mark read as a letter', () => {
  it('is known by its stroke, before an option or in brackets', () => {
    for (const [text, at] of [
      ['V通过', 0],
      ['√通过', 0],
      ['(V)', 1],
      ['通过V', 2],
      ['V 通过', 0],
    ] as const) {
      // prettier-ignore
      const line = redrawn(text, at, check);
      expect(settled(line)).toBe(text.replace('V', '√'));
      expect(line.characters[at]!.confidence).toBeGreaterThan(DOUBT_THRESHOLD);
    }
  });

  it('stays a letter among letters and figures, and where it has no such stroke', () => {
    expect(settled(redrawn('VIP服务', 0, check))).toBe('VIP服务');
    expect(settled(redrawn('2V电源', 1, check))).toBe('2V电源');
    expect(settled(redrawn('Y形', 0, wye))).toBe('Y形');
    expect(settled(redrawn('Z通过', 0, check))).toBe('Z通过');
  });
});

it('leaves all other characters as they are', () => {
  const line = drawnLine('组织架构38.5');
  const before = line.characters.map((character) => ({ ...character }));
  settleMarks([line, drawnLine('')]);
  expect(line.characters).toEqual(before);
});
