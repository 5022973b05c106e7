import { describe, expect, it } from 'vitest';
import { linesOf } from '../../../extractors/layout/lines.js';
import { glyphsOf } from './drawn.js';

const texts = (...glyphs: ReturnType<typeof glyphsOf>[]): string[] => linesOf(glyphs.flat(), 1).map((line) => line.text);

describe('lines from glyphs', () => {
  it('reads top to bottom and left to right, whatever the drawing order', () => {
    expect(texts(glyphsOf('第二行', 50, 120), glyphsOf('右', 200, 100), glyphsOf('左', 50, 100))).toEqual(['左 右', '第二行']);
  });

  it('keeps superscripts, subscripts and large letters in their line', () => {
    expect(texts(glyphsOf('面积100m', 50, 100), glyphsOf('2', 90, 96.5, { size: 6 }), glyphsOf('大', 100, 101, { size: 14 }))).toEqual([
      '面积100m2 大',
    ]);
    expect(texts(glyphsOf('CO', 50, 100), glyphsOf('2', 60, 102, { size: 6 }))).toEqual(['CO2']);
  });

  it('keeps lines set solid apart', () => {
    expect(texts(glyphsOf('上行', 50, 100), glyphsOf('下行', 50, 110))).toEqual(['上行', '下行']);
  });

  it('never merges lines of a scan one above the other, however tall what stands beside both', () => {
    const read = (text: string, x: number, y: number, size = 10): ReturnType<typeof glyphsOf> =>
      glyphsOf(text, x, y, { size }).map((glyph) => ({ ...glyph, read: { confidence: 0.9, readers: ['paddle'], others: [] } }));
    const lines = texts(read('编制人', 50, 100), read('编制日期', 50, 115), read('☆', 200, 114, 30));
    expect(lines).toContain('编制人');
    expect(lines).toContain('编制日期');
    expect(lines).toHaveLength(3);
    expect(texts(read('标题', 50, 100, 20), read('小字', 100, 99))).toEqual(['标题小字']);
  });

  it('writes a space for a typed or a real gap, and none for spacing between Chinese and Latin or in justified text', () => {
    expect(texts(glyphsOf('2025 年', 50, 100))).toEqual(['2025 年']);
    expect(texts(glyphsOf('共', 50, 100), glyphsOf('95', 62.5, 100), glyphsOf('分', 75, 100))).toEqual(['共95分']);
    expect(texts(glyphsOf('对', 50, 100), glyphsOf('齐', 63, 100))).toEqual(['对齐']);
    expect(texts(glyphsOf('after', 50, 100), glyphsOf('sales', 78, 100))).toEqual(['after sales']);
    expect(texts(glyphsOf('职务   电话', 50, 100))).toEqual(['职务 电话']);
  });

  it('takes a letter drawn twice for bold as one, but repeated letters as two', () => {
    expect(texts(glyphsOf('标题', 50, 100), glyphsOf('标题', 50.3, 100))).toEqual(['标题']);
    expect(texts(glyphsOf('人人1100', 50, 100))).toEqual(['人人1100']);
  });

  it('gives both edges for every UTF-16 unit, spaces and characters beyond the first plane included', () => {
    const [line] = linesOf(glyphsOf('a 𠀀中', 50, 100), 3);
    expect(line).toMatchObject({ page: 3, text: 'a 𠀀中', size: 10, confidence: null, readers: ['text'] });
    expect(line!.spans).toEqual([50, 55, 55, 60, 60, 65, 65, 70, 70, 80]);
    expect(line!.spans).toHaveLength(line!.text.length * 2);
    expect(line!.box[0]).toBe(50);
    expect(line!.box[2]).toBe(80);
  });

  it('makes no line of spaces and control characters', () => {
    expect(texts(glyphsOf('  ', 50, 100), glyphsOf('\u0001', 50, 130))).toEqual([]);
  });
});
