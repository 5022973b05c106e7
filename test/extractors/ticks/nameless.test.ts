import { describe, expect, it } from 'vitest';
import { linesOf } from '../../../extractors/layout/lines.js';
import { refusalReasons } from '../../../extractors/pdf/quality.js';
import { findTicks } from '../../../extractors/ticks/find-ticks.js';
import { squaresOf } from '../../../extractors/ticks/squares.js';
import { markOf } from '../../../extractors/ticks/marks.js';
import { glyphsOf, rectangle } from '../layout/drawn.js';

const sign = (character: string, x: number, y = 100, font = 'SignFont') => glyphsOf(character, x, y, { font });
const find = (glyphs: ReturnType<typeof glyphsOf>) => {
  const { glyphs: read, ticks } = findTicks({ page: 1, glyphs, shapes: [], widgets: [] });
  return { texts: linesOf(read, 1).map((line) => line.text), states: ticks.map((tick) => tick.state) };
};

describe('signs of OpenSymbol', () => {
  it.each([
    ['\uE4C4', 'ticked'],
    ['\uE4C3', 'ticked'],
    ['\uE470', 'empty'],
    ['\uE4C2', 'check'],
    ['\uE439', 'dark'],
  ])('%j', (unicode, mark) => {
    expect(markOf({ text: unicode, unicode, code: 1, font: 'OpenSymbol' })).toBe(mark);
    expect(markOf({ text: unicode, unicode, code: 1, font: 'SimSun' })).toBeNull();
  });
});

describe('signs without a name', () => {
  it('several in a line before words are boxes nobody can read', () => {
    const { texts, states } = find([
      ...sign('\uE901', 50),
      ...glyphsOf('是', 60, 100),
      ...sign('\uE902', 100),
      ...glyphsOf('否', 110, 100),
    ]);
    expect(texts).toEqual(['⍰是 ⍰否']);
    expect(states).toEqual(['unknown', 'unknown']);
  });

  it('one before a line is a bullet and stays; a lost letter of a text font is no box', () => {
    expect(find([...sign('\uE901', 50), ...glyphsOf('售后服务', 60, 100)]).states).toEqual([]);
    expect(find(glyphsOf('是\uE901是\uE902否', 50, 100)).states).toEqual([]);
  });

  it('do not refuse a page of good text; letters lost do, and so does a page of signs', () => {
    const page = (glyphs: ReturnType<typeof glyphsOf>) => ({ width: 595, height: 842, glyphs, images: [], invisible: 0, rotated: 0 });
    const text = '受审查方建立了售后服务管理体系并有效运行'.repeat(10);
    const signs = Array.from({ length: 15 }, (_, index) => sign('\uE901', 50, 100 + index * 20)).flat();
    expect(refusalReasons(page([...glyphsOf(text, 50, 100), ...signs]))).toEqual([]);
    expect(refusalReasons(page(glyphsOf(text + '\uE901'.repeat(15), 50, 100)))).toEqual(['private-use']);
    expect(refusalReasons(page([...glyphsOf('第一页', 50, 100), ...signs]))).toEqual(['private-use']);
    const alphabet = Array.from({ length: 15 }, (_, index) => sign(String.fromCharCode(0xe901 + index), 50, 100 + index * 20)).flat();
    expect(refusalReasons(page([...glyphsOf(text, 50, 100), ...alphabet]))).toEqual(['private-use']);
  });
});

describe('a drawing of thousands of little squares', () => {
  it('has no tick boxes', () => {
    const squares = Array.from({ length: 3001 }, (_, index) =>
      rectangle((index % 60) * 20, Math.floor(index / 60) * 20, (index % 60) * 20 + 9, Math.floor(index / 60) * 20 + 9),
    );
    expect(squaresOf(squares)).toEqual([]);
    expect(squaresOf(squares.slice(0, 50))).toHaveLength(50);
  });
});
