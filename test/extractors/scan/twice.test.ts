import { describe, expect, it } from 'vitest';
import { DOUBT_THRESHOLD } from '../../../model/index.js';
import type { LineCrop } from '../../../extractors/ocr/engine.js';
import { readTwice } from '../../../extractors/scan/twice.js';
import { answering, block, drawnLine, HEIGHT, inkedColumns, paper, PITCH, read, textOf, type DrawnLine } from './ink-on-paper.js';

/** What the second reader is asked about lines, and the lines after it has answered in the order it is asked. */
async function twice(lines: readonly DrawnLine[], ...answers: string[]): Promise<LineCrop[]> {
  const second = answering((_, index) => read(answers[index] ?? '', 0.95), 'tesseract');
  await readTwice(lines, second);
  return second.asked;
}

const blocks = ({ image }: LineCrop): number => inkedColumns(image).length;

describe('what the second reader is asked', () => {
  it('is a name, however sure the first reader is: rare characters are taken for a likeness of theirs', async () => {
    expect((await twice([drawnLine('顾云娇', 1)])).map(({ kind }) => kind)).toEqual(['text']);
    expect(await twice([drawnLine('组织架构', 1)])).toEqual([]);
  });

  it('is not a word of which only the mark is unsure', async () => {
    const line = drawnLine('续。', 1);
    line.characters[1] = { ...line.characters[1]!, score: 0.8 };
    expect(await twice([line])).toEqual([]);
  });

  it.each([
    ['a figure in Chinese text', '总计得分95.5分合格', [4]],
    ['each of two figures', '满分40得分38.5', [2, 4]],
    ['the parts of a Chinese date', '2025年03月18日', [4, 2, 2]],
    ['a date with spaces whole', '自2025 03 18起', [8]],
    ['a telephone number', '电话：0571-8888 转', [9]],
    ['a code with letters', '编号12345-2025-SA，', [13]],
    ['a figure without its brackets', '（95.5）', [4]],
    ['one without half-width ones', '(含70)', [2]],
    ['a figure with its sign', '扣分-1分', [2]],
    ['no mark alone', '组织架构（一）：', []],
    ['no sure text', '组织架构', []],
  ])('is %s', async (_, text, expected) => {
    const asked = await twice([drawnLine(text)]);
    expect(asked.map(blocks)).toEqual(expected);
    expect(asked.every(({ kind }) => kind === 'figure')).toBe(true);
  });

  it('is cut out in the widest blank, not in that between the halves of a letter', async () => {
    const line = drawnLine('计95分');
    line.crop.image = paper(4 * PITCH, HEIGHT);
    // 计 has a blank in its middle; what follows stands off centre.
    block(line.crop.image, 0, 6, 18);
    block(line.crop.image, 0, 22, 38);
    block(line.crop.image, 1, 10, 24);
    block(line.crop.image, 2, 4, 18);
    block(line.crop.image, 3, 2, 14);
    block(line.crop.image, 3, 20, 34);
    const [crop] = await twice([line]);
    const runs = inkedColumns(crop!.image);
    expect(runs.map(([from, to]) => to - from)).toEqual([14, 14]);
    expect(runs[0]![0]).toBeGreaterThan(5);
    // Between 计 (to 38) and 9 (from 50), and between 5 (to 98) and 分 (from 122); 2 pixels to a point.
    expect(crop!.box[0]).toBeCloseTo(100 + 44 / 2, 0);
    expect(crop!.box[2]).toBeCloseTo(100 + 110 / 2, 0);
    expect([crop!.box[1], crop!.box[3]]).toEqual([50, 68]);
  });

  it('is cut between the two where characters touch', async () => {
    const line = drawnLine('计95');
    block(line.crop.image, 0, 2, 76);
    const [crop] = await twice([line]);
    // 计 has its middle at 110, 9 at 130.
    expect(crop!.box[0]).toBeGreaterThan(115);
    expect(crop!.box[0]).toBeLessThan(129);
  });

  it('is the whole crop of a line that is nothing but a figure', async () => {
    const line = drawnLine('95.5');
    const [crop] = await twice([line]);
    expect(crop).toMatchObject({ kind: 'figure', box: line.crop.box });
    expect(crop!.image).toBe(line.crop.image);
  });

  it('is a crop the first reader found empty, and a short one it is not sure of', async () => {
    const empty = drawnLine('');
    const unsure = drawnLine('口', 0.7);
    const sure = drawnLine('口', 0.99);
    const asked = await twice([empty, unsure, sure]);
    expect(asked.filter(({ kind }) => kind === 'figure').map(({ image }) => image)).toEqual([empty.crop.image, unsure.crop.image]);
  });

  it('is a whole line of text with an unsure character in it, once as text, its figures by themselves', async () => {
    const line = drawnLine('评价得分38.5分');
    line.characters[1] = { ...line.characters[1]!, score: 0.6, confidence: 0.6 };
    const asked = await twice([line, drawnLine('人员配置')]);
    expect(asked.map((crop) => [crop.kind, blocks(crop)])).toEqual([
      ['text', 9],
      ['figure', 4],
    ]);
  });

  it('is no line of text for the sake of an unsure digit', async () => {
    const line = drawnLine('评价得分38.5分');
    line.characters[4] = { ...line.characters[4]!, score: 0.6, confidence: 0.6 };
    expect((await twice([line])).map(({ kind }) => kind)).toEqual(['figure']);
  });
});

describe('what the second reader answers', () => {
  const confidences = (line: DrawnLine, from: number, to: number): number[] =>
    line.characters.slice(from, to).map(({ confidence }) => confidence);

  it('makes a figure surer when it agrees', async () => {
    const line = drawnLine('得分95.5分', 0.95);
    const before = line.characters.map((character) => ({ ...character }));
    await twice([line], '95.5');
    expect(textOf(line.characters)).toBe('得分95.5分');
    for (const [index, character] of line.characters.entries()) {
      if (index < 2 || index > 5) expect(character).toEqual(before[index]);
      else {
        expect(character.confidence).toBeGreaterThan(before[index]!.confidence);
        expect(character.readers).toEqual(['paddle', 'tesseract']);
      }
    }
  });

  it('makes the one digit doubtful that it reads otherwise', async () => {
    const [line, other] = [drawnLine('得分95.5分'), drawnLine('满分40')];
    await twice([line, other], '96.5', '40');
    expect(line.characters[3]).toMatchObject({ text: '5', second: '6' });
    expect(confidences(line, 0, 7).map((confidence) => confidence < DOUBT_THRESHOLD)).toEqual([
      false,
      false,
      false,
      true,
      false,
      false,
      false,
    ]);
    expect(confidences(other, 0, 4).every((confidence) => confidence > DOUBT_THRESHOLD)).toBe(true);
  });

  it('makes a digit doubtful that it does not see', async () => {
    const line = drawnLine('得分95.5分');
    await twice([line], '');
    expect(confidences(line, 2, 6).every((confidence) => confidence < DOUBT_THRESHOLD)).toBe(true);
    expect(textOf(line.characters)).toBe('得分95.5分');
  });

  it('takes spaces for nothing, on either side', async () => {
    const line = drawnLine('2025 03 18');
    await twice([line], '20 250318');
    expect(textOf(line.characters)).toBe('2025 03 18');
    const printed = line.characters.filter(({ text }) => text !== ' ');
    expect(printed.every(({ confidence, readers }) => confidence > DOUBT_THRESHOLD && readers.length === 2)).toBe(true);
  });

  it('gives each of two figures of a line its own answer', async () => {
    const line = drawnLine('满分40得分38');
    await twice([line], '40', '33');
    expect(line.characters.filter(({ confidence }) => confidence < DOUBT_THRESHOLD).map(({ text, second }) => [text, second])).toEqual([
      ['8', '3'],
    ]);
  });

  it('puts a figure where the first reader saw nothing, doubtful, and nothing else', async () => {
    const [figure, dust] = [drawnLine(''), drawnLine('')];
    await twice([figure, dust], '6', '一');
    expect(figure.characters).toMatchObject([{ text: '6', readers: ['tesseract'] }]);
    expect(figure.characters[0]!.confidence).toBeLessThan(DOUBT_THRESHOLD);
    expect(dust.characters).toEqual([]);
  });

  it('puts a figure in place of what the first reader took it for, doubtful, with both texts kept', async () => {
    const line = drawnLine('口', 0.7);
    await twice([line], '', '0');
    expect(line.characters).toMatchObject([{ text: '0', second: '口' }]);
    expect(line.characters[0]!.confidence).toBeLessThan(DOUBT_THRESHOLD);
  });

  it('confirms or disputes the unsure character of a text, and leaves its sure ones alone', async () => {
    const [confirmed, disputed] = [drawnLine('组织架构'), drawnLine('组织架构')];
    for (const line of [confirmed, disputed]) line.characters[2] = { ...line.characters[2]!, score: 0.8, confidence: 0.8 };
    const before = confirmed.characters.map((character) => ({ ...character }));
    await twice([confirmed, disputed], '组织架构', '细织如构');
    expect(confirmed.characters[2]!.confidence).toBeGreaterThan(DOUBT_THRESHOLD);
    expect(disputed.characters[2]).toMatchObject({ text: '架', second: '如' });
    expect(disputed.characters[2]!.confidence).toBeLessThan(0.8);
    expect(disputed.characters[0]).toEqual(before[0]);
  });
});
