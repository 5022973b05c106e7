import { describe, expect, it } from 'vitest';
import type { ReadCharacter } from '../../../extractors/ocr/engine.js';
import { settleWidths } from '../../../extractors/ocr/punctuation.js';
import type { GreyImage } from '../../../extractors/image/image.js';

/** Characters side by side, each `advance` em wide. */
function characters(text: string, advance: (letter: string) => number = () => 1): ReadCharacter[] {
  const letters = Array.from(text);
  const total = letters.reduce((sum, letter) => sum + advance(letter), 0);
  let at = 0;
  return letters.map((letter) => {
    const from = at / total;
    at += advance(letter);
    return { text: letter, score: 0.9, from, to: at / total, others: [] };
  });
}

const settled = (text: string): string =>
  settleWidths(characters(text))
    .map((character) => character.text)
    .join('');

/** A line of print: each character a black block of 0.8 em (a mark: 0.1 em) in the middle of its advance. */
function print(line: readonly ReadCharacter[], width: number): GreyImage {
  const data = new Uint8Array(width * 20).fill(255);
  for (const { text, from, to } of line) {
    const half = /[,，]/.test(text) ? 1 : 8;
    const centre = Math.round(((from + to) / 2) * width);
    for (let y = 5; y < 15; y++) data.fill(0, y * width + centre - half, y * width + centre + half);
  }
  return { width, height: 20, data };
}

describe('settleWidths', () => {
  it.each([
    ['地址:北京市,海淀区', '地址：北京市，海淀区'],
    ['公司(北京)有限公司', '公司（北京）有限公司'],
    ['70分以下（含70)的', '70分以下（含70）的'],
    ['1)评分;达到?', '1）评分；达到？'],
    ['S:销售', 'S：销售'],
    ['通过(  )不通过', '通过（  ）不通过'],
  ])('gives marks in Chinese text their full width: %s', (read, printed) => expect(settled(read)).toBe(printed));

  it.each([
    ['２０１５－Ｎ１，３８', '2015-N1,38'],
    ['GB/T27922（2011）', 'GB/T27922(2011)'],
    ['10：30', '10:30'],
    ['95．5％', '95.5%'],
  ])('gives marks of figures and codes their half width: %s', (read, printed) => expect(settled(read)).toBe(printed));

  it('leaves Chinese marks, spaces and ticks alone', () => expect(settled('甲、乙。 《丙》～□')).toBe('甲、乙。 《丙》～□'));

  it('believes the print where marks stand too tight to be full-width', () => {
    const tight = characters('甲乙丙,丁戊己', (letter) => (letter === ',' ? 0.3 : 1));
    expect(settleWidths(tight, print(tight, 126)).map(({ text }) => text)[3]).toBe(',');
    const wide = characters('甲乙丙,丁戊己');
    expect(settleWidths(wide, print(wide, 140)).map(({ text }) => text)[3]).toBe('，');
  });

  it('drops an alternative that only differs in width', () => {
    const mark = {
      text: ',',
      score: 0.6,
      from: 0.4,
      to: 0.6,
      others: [
        { text: '，', score: 0.3 },
        { text: '。', score: 0.1 },
      ],
    };
    const line = [...characters('甲'), mark, ...characters('乙')];
    expect(settleWidths(line)[1]).toMatchObject({ text: '，', others: [{ text: '。', score: 0.1 }] });
  });
});
