import { describe, expect, it } from 'vitest';
import { isWide, plainCharacters } from '../../../extractors/pdf/characters.js';

describe('characters at the engine’s edge', () => {
  it.each([
    ['⼀', '一'],
    ['⽤', '用'],
    ['⼾', '户'],
    ['⻓', '长'],
    ['⻔', '门'],
    ['⻅', '见'],
    ['⻋', '车'],
    ['⻚', '页'],
    ['⻛', '风'],
    ['\uF9E9', '里'],
    ['\u{2F804}', '你'],
    ['ﬁ', 'fi'],
    ['\u00A0', ' '],
    ['\u3000', ' '],
    ['\t', ' '],
    ['\u200B', ''],
    ['\uFEFF', ''],
  ])('%j becomes %j', (printed, plain) => expect(plainCharacters(printed)).toBe(plain));

  it.each(['９', '（', '：', '①', '中', 'A', '\uF0FE', '\uFFFD', '𠀀', '☑'])('%j stays as printed', (printed) => {
    expect(plainCharacters(printed)).toBe(printed);
  });

  it('maps every radical of both blocks to an ideograph', () => {
    for (let code = 0x2e80; code <= 0x2fd5; code++) {
      if (code === 0x2e9a || code === 0x2e80 || (code > 0x2ef3 && code < 0x2f00)) continue;
      expect(plainCharacters(String.fromCodePoint(code))).toMatch(/^[\u3400-\u9FFF\u{20000}-\u{2FFFF}]$/u);
    }
  });

  it('knows what is set full width', () => {
    expect(['中', '：', '，', '𠀀'].map(isWide)).toEqual([true, true, true, true]);
    expect(['A', '3', '.', '☑'].map(isWide)).toEqual([false, false, false, false]);
  });
});
