import { describe, expect, it } from 'vitest';
import { DOUBT_THRESHOLD } from '../../../model/index.js';
import type { ReadCharacter } from '../../../extractors/ocr/engine.js';
import { alone } from '../../../extractors/scan/agree.js';
import { readUncovered } from '../../../extractors/scan/uncovered.js';
import {
  answering,
  block,
  drawnLine,
  HEIGHT,
  ink,
  inkedColumns,
  paper,
  PITCH,
  read,
  stroke,
  textOf,
  type DrawnLine,
} from './ink-on-paper.js';

/** A line of print whose first reading is `seen`, in which "_" stands for a character of the line that was not read. */
function misread(printed: string, seen: string): DrawnLine {
  const line = drawnLine(printed);
  line.characters = line.characters.flatMap((character, at) => {
    const text = Array.from(seen)[at]!;
    return text === '_' ? [] : [{ ...character, text }];
  });
  return line;
}

/** A check in the field of the character `at`. */
function check(line: DrawnLine, at: number): void {
  const x = at * PITCH;
  stroke(line.crop.image, 4, x + 8, 20, x + 15, 31, x + 31, 5);
}

/** What each piece is asked for, with one answer for all. */
async function uncovered(lines: readonly DrawnLine[], answer: readonly ReadCharacter[] = []): Promise<number[][][]> {
  const engine = answering(() => answer);
  await readUncovered(lines, engine);
  return engine.asked.map(({ image }) => inkedColumns(image));
}

describe('ink no character accounts for', () => {
  it('is nowhere in a line that was read whole', async () => {
    expect(await uncovered([drawnLine('组织架构38.5分')])).toEqual([]);
  });

  it('is cut out and read by itself, and put where it stands, doubtful', async () => {
    const line = misread('得分95分', '得分_5分');
    expect(await uncovered([line], read('9'))).toEqual([[[7, 35]]]);
    expect(textOf(line.characters)).toBe('得分95分');
    expect(line.characters[2]!.confidence).toBeLessThan(DOUBT_THRESHOLD);
    expect(((line.characters[2]!.from + line.characters[2]!.to) / 2) * line.crop.image.width).toBeCloseTo(2.5 * PITCH, 0);
    expect(line.characters.filter((_, at) => at !== 2).every(({ confidence }) => confidence > DOUBT_THRESHOLD)).toBe(true);
  });

  it('is asked for at its place on the page', async () => {
    const line = misread('得分95分', '得分_5分');
    const engine = answering(() => read('9'));
    await readUncovered([line], engine);
    const { box } = engine.asked[0]!;
    expect([box[1], box[3]]).toEqual([50, 50 + HEIGHT / 2]);
    // The field of the third character is [140, 160] in points.
    expect(box[0]).toBeGreaterThan(139);
    expect(box[2]).toBeLessThan(161);
  });

  it.each([
    ['before the line', '得分95', '_分95', '得'],
    ['behind it', '得分95', '得分9_', '5'],
  ])('is found %s', async (_, printed, seen, answer) => {
    const line = misread(printed, seen);
    await uncovered([line], read(answer));
    expect(textOf(line.characters)).toBe(printed);
  });

  it('is found in two lines, each with an answer of its own', async () => {
    const lines = [misread('满分40', '满分4_'), misread('得分38', '得分3_')];
    const engine = answering((_, index) => read('08'[index]!));
    await readUncovered(lines, engine);
    expect(lines.map(({ characters }) => textOf(characters))).toEqual(['满分40', '得分38']);
  });

  it('leaves a place without text, doubtful, when nobody can read it', async () => {
    const line = misread('得分95分', '得分_5分');
    await uncovered([line]);
    expect(line.characters.map(({ text }) => text)).toEqual(['得', '分', '', '5', '分']);
    expect(line.characters[2]!.confidence).toBeLessThan(0.5);
    const guessed = misread('得分95分', '得分_5分');
    await uncovered([guessed], read('9', 0.2));
    expect(guessed.characters[2]!.text).toBe('');
  });

  it('is not the second half of a Chinese character, nor dust', async () => {
    const line = drawnLine('一八三');
    line.crop.image = paper(3 * PITCH, HEIGHT);
    block(line.crop.image, 0);
    block(line.crop.image, 1, 4, 15);
    block(line.crop.image, 1, 24, 36);
    block(line.crop.image, 2);
    ink(line.crop.image, 37, 14, 38, 22);
    expect(await uncovered([line])).toEqual([]);
  });

  it('is not that of a character whose place the reader tells only roughly', async () => {
    const line = drawnLine('评价38');
    for (const character of line.characters) {
      character.from += 0.02;
      character.to += 0.02;
    }
    expect(await uncovered([line])).toEqual([]);
  });
});

describe('a check mark between brackets', () => {
  function bracketed(): DrawnLine {
    const line = drawnLine('（ ）通过');
    line.crop.image = paper(5 * PITCH, HEIGHT);
    block(line.crop.image, 0, 28, 34);
    block(line.crop.image, 2, 6, 12);
    block(line.crop.image, 3);
    block(line.crop.image, 4);
    return line;
  }

  it('is known by its stroke though the reader sees nothing there, or a letter', async () => {
    for (const answer of [[], read('V', 0.6), read('√', 0.9), read('J', 0.95)]) {
      const line = bracketed();
      check(line, 1);
      await uncovered([line], answer);
      expect(textOf(line.characters).replaceAll(' ', '')).toBe('（√）通过');
    }
  });

  it('is none where a Chinese character is surely read', async () => {
    const line = bracketed();
    check(line, 1);
    await uncovered([line], read('火', 0.97));
    expect(textOf(line.characters).replaceAll(' ', '')).toBe('（火）通过');
  });

  it('is none where a figure stands', async () => {
    const line = bracketed();
    stroke(line.crop.image, 4, PITCH + 12, 6, PITCH + 28, 6, PITCH + 18, 31);
    await uncovered([line], read('7', 0.9));
    expect(textOf(line.characters).replaceAll(' ', '')).toBe('（7）通过');
  });

  it('is none where nothing stands', async () => {
    const line = bracketed();
    expect(await uncovered([line], read('√'))).toEqual([]);
    expect(textOf(line.characters).replaceAll(' ', '')).toBe('（）通过');
  });

  it('is a line of its own where the reader sees nothing; other ink is not', async () => {
    const [ticked, other] = [drawnLine(' '), drawnLine('甲')];
    check(ticked, 0);
    ticked.characters = other.characters = [];
    await uncovered([ticked, other]);
    expect(textOf(ticked.characters)).toBe('√');
    expect(other.characters).toEqual([]);
  });
});

describe('a character without ink', () => {
  it('was never printed', async () => {
    const line = drawnLine('得分  分');
    line.characters = alone(read('得分00分'), 'paddle');
    await uncovered([line]);
    expect(textOf(line.characters)).toBe('得分分');
  });

  it('is a space, or has little ink: a point, a bar', async () => {
    const line = drawnLine('9 5.1');
    line.crop.image = paper(5 * PITCH, HEIGHT);
    block(line.crop.image, 0);
    block(line.crop.image, 2);
    ink(line.crop.image, 3 * PITCH + 18, 29, 3 * PITCH + 22, 33);
    ink(line.crop.image, 4 * PITCH + 19, 4, 4 * PITCH + 21, 33);
    await uncovered([line]);
    expect(textOf(line.characters)).toBe('9 5.1');
  });
});

describe('half of a letter', () => {
  /** 行 whose left half stands by itself while its right half has grown together with the next letter. */
  function halved(): DrawnLine {
    const line = drawnLine('执行情');
    const { image } = line.crop;
    ink(image, PITCH, 0, 3 * PITCH, HEIGHT, 255);
    ink(image, PITCH + 6, 3, PITCH + 15, HEIGHT - 3);
    ink(image, PITCH + 19, 3, 2 * PITCH + 10, HEIGHT - 3);
    ink(image, 2 * PITCH + 13, 3, 3 * PITCH - 6, HEIGHT - 3);
    return line;
  }

  it('is not inserted as a figure', async () => {
    const line = halved();
    await uncovered([line], read('1', 0.99));
    expect(textOf(line.characters)).toBe('执行情');
  });

  it('beside a digit may be one, and never is sure', async () => {
    const line = misread('11月', '1_月');
    await uncovered([line], read('1', 0.99));
    expect(textOf(line.characters)).toBe('11月');
    expect(line.characters[1]!.ceiling).toBeLessThan(DOUBT_THRESHOLD);
  });
});
