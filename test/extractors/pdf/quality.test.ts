import { describe, expect, it } from 'vitest';
import { refusalReasons, type PageText } from '../../../extractors/pdf/quality.js';
import { glyphsOf } from '../layout/drawn.js';

const REPORT = '受审查方建立了售后服务管理体系，配备专业的技术团队，得分95.5分。';
const page = (text: string, rest: Partial<PageText> = {}): PageText => ({
  width: 595,
  height: 842,
  glyphs: glyphsOf(text, 50, 100),
  images: [],
  invisible: 0,
  rotated: 0,
  ...rest,
});
const SCAN = [{ id: 'img', box: [0, 0, 595, 842] as [number, number, number, number] }];

describe('the quality gate', () => {
  it('lets ordinary pages pass: Chinese, figures only, hardly any text, nothing at all', () => {
    for (const text of [REPORT.repeat(10), '1,234.56 '.repeat(60), '第 3 页', '']) expect(refusalReasons(page(text))).toEqual([]);
  });

  it('lets text over a background image pass, and a logo without text', () => {
    expect(refusalReasons(page(REPORT.repeat(3), { images: SCAN }))).toEqual([]);
    expect(refusalReasons(page('', { images: [{ id: 'logo', box: [50, 50, 150, 90] }] }))).toEqual([]);
  });

  it('refuses a scan, with or without an invisible text layer, in one piece or in strips', () => {
    expect(refusalReasons(page('', { images: SCAN }))).toEqual(['image-covers-page']);
    expect(refusalReasons(page('', { images: SCAN, invisible: 900 }))).toEqual(['image-covers-page']);
    const strips = Array.from({ length: 10 }, (_, index) => ({
      id: `s${index}`,
      box: [0, index * 84.2, 595, (index + 1) * 84.2] as [number, number, number, number],
    }));
    expect(refusalReasons(page('', { images: strips }))).toEqual(['image-covers-page']);
  });

  it.each([
    ['control-characters', REPORT + '\u0003\u0004\u0005\u0006'],
    ['replacement-characters', REPORT + '\uFFFD\uFFFD\uFFFD'],
    ['private-use', REPORT + '\uE123\uE124\uE125'],
    ['mojibake', 'ÊÛºó·þÎñ¹ÜÀíÌåÏµÈÏÖ¤±¨¸æÊÜÉó²é·½'],
    ['mojibake', '鍞悗鏈嶅姟鎶ュ憡鏈夐檺鍏徃璁よ瘉鏈嶅姟鏈嶅姟鍏徃璁瘉鏈嶅姟'],
    ['no-chinese', 'qwertz asdf uiop '.repeat(20)],
  ])('names %s', (reason, text) => expect(refusalReasons(page(text))).toEqual([reason]));

  it('a stray broken character is no reason', () => {
    expect(refusalReasons(page(REPORT.repeat(5) + '\uFFFD'))).toEqual([]);
  });

  it('refuses a page whose text runs sideways', () => {
    expect(refusalReasons(page('页脚', { rotated: 600 }))).toEqual(['rotated-text']);
    expect(refusalReasons(page(REPORT.repeat(10), { rotated: 30 }))).toEqual([]);
  });
});
