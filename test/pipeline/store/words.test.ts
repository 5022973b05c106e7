import { describe, expect, it } from 'vitest';
import { phrasesOf, searchable, wordsOf } from '../../../pipeline/store/words.js';

const words = (...texts: string[]): string[] => wordsOf(searchable(texts));

describe('words', () => {
  it('are pairs of Chinese characters and the last one of each run', () => {
    expect(words('王小明')).toEqual(['王小', '小明', '明']);
    expect(words('明')).toEqual(['明']);
  });

  it('are whole where they are Latin or digits, in lower case and compatibility form', () => {
    expect(words('HXRZ-2024-0456')).toEqual(['hxrz', '2024', '0456']);
    expect(words('ＧＢ／Ｔ 27922')).toEqual(['gb', 't', '27922']);
    expect(words('Café')).toEqual(['café']);
  });

  it('end where the script changes', () => {
    expect(words('共12页A级')).toEqual(['共', '12', '页', 'a', '级']);
  });

  it('know characters beyond the first plane', () => {
    expect(words('𠮷野家')).toEqual(['𠮷野', '野家', '家']);
  });

  it('keep texts apart', () => {
    expect(words('王', '', '小', '、')).toEqual(['王', '‖', '小']);
    expect(phrasesOf('‖')).toBeNull();
  });

  it('are cut where no word is so long', () => {
    expect(words('x'.repeat(5000))[0]).toHaveLength(100);
  });
});

describe('phrases', () => {
  const patterns = (query: string) => phrasesOf(query)?.map(({ words: list, prefix, pattern }) => [list.join(' '), prefix, pattern]);

  it('are what stands between spaces', () => {
    expect(patterns(' 王小明　GB27922 ')).toEqual([
      ['王小 小明', false, '王小明'],
      ['gb27922', false, ' gb27922 '],
    ]);
  });

  it('of one Chinese character are the beginning of a word', () => {
    expect(patterns('王')).toEqual([['王', true, '王']]);
    expect(patterns('第3页')).toEqual([['第 3 页', true, '第 3 页']]);
  });

  it('go over borders of script as the text does', () => {
    expect(patterns('标准GB')).toEqual([['标准 准 gb', false, '标准 gb ']]);
    expect(patterns('2024-0456')).toEqual([['2024 0456', false, ' 2024 0456 ']]);
  });

  it('are none in blank text, and nowhere to be found in text without words', () => {
    expect(phrasesOf('  ')).toEqual([]);
    expect(phrasesOf('（—）')).toBeNull();
  });

  it('stand in searchable text as in its words', () => {
    const text = searchable(['报告/王小明 GB-27922.pdf', '共12页，王小，明']);
    for (const [query, found] of [
      ['王小明', true],
      ['小明', true],
      ['明', true],
      ['王明', false],
      ['gb-27922', true],
      ['27922', true],
      ['2792', false],
      ['共12页', true],
      ['共1', false],
      ['pdf共', false],
    ] as const) {
      expect([query, phrasesOf(query)!.every(({ pattern }) => text.includes(pattern))]).toEqual([query, found]);
    }
  });
});
