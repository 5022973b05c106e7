import { describe, expect, it } from 'vitest';
import { isPageNumber, printedNumber } from '../../../extractors/layout/page-numbers.js';

describe('printed page numbers', () => {
  it.each([
    ['第 3 页 共 9 页', 3, 9],
    ['第3页/共9页', 3, 9],
    ['第 3 页，共 9 页', 3, 9],
    ['共9页 第3页', 3, 9],
    ['第３页（共９页）', 3, 9],
    ['3/9', 3, 9],
    ['3 / 9', 3, 9],
    ['Page 3 of 9', 3, 9],
    ['Page 2 0f8', 2, 8],
    ['一4 —', 4, null],
    ['-4', 4, null],
    ['4 —', 4, null],
    ['Page 100f12', 10, 12],
    ['- 3 -', 3, null],
    ['— 3 —', 3, null],
    ['第三页 共十二页', 3, 12],
    ['第 3 页', 3, null],
    ['页码：3/9', 3, 9],
    ['12345-2025-SA 第 3 页 共 9 页', 3, 9],
    ['3', 3, null],
  ])('%s', (text, number, total) => {
    expect(printedNumber(text)).toMatchObject({ number, total });
  });

  it.each(['12345-2025-SA', 'GB/T 27922-2011', '2025年3月5日', '某某认证有限公司', '1.1 名称'])('finds none in %s', (text) => {
    expect(printedNumber(text)).toBeNull();
  });

  it('takes a line for a page number only when it holds nothing else and is no bare figure', () => {
    expect(isPageNumber('第 3 页 共 9 页')).toBe(true);
    expect(isPageNumber('- 3 -')).toBe(true);
    expect(isPageNumber('3')).toBe(false);
    expect(isPageNumber('见第 3 页')).toBe(false);
    expect(isPageNumber('9/3')).toBe(false);
  });
});
