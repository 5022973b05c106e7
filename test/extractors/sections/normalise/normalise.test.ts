import { describe, expect, it } from 'vitest';
import { standardCode, STANDARD_CODE } from '../../../../extractors/sections/normalise/codes.js';
import { printedDays } from '../../../../extractors/sections/normalise/dates.js';
import { figure } from '../../../../extractors/sections/normalise/figures.js';
import { printedStar } from '../../../../extractors/sections/normalise/stars.js';
import { freeText, isBlank, nameText, withoutListNumber } from '../../../../extractors/sections/normalise/texts.js';

describe('days', () => {
  it.each([
    ['2025年03月07日', ['2025-03-07']],
    ['2025 年 3 月 7 日上午至 2025 年 12月 23日下午', ['2025-03-07', '2025-12-23']],
    ['2025-03-07~2025-3-9', ['2025-03-07', '2025-03-09']],
    ['2025.3.7—2025.3.9', ['2025-03-07', '2025-03-09']],
    ['2025/03/07-2025/03/09', ['2025-03-07', '2025-03-09']],
    ['２０２５年３月７日', ['2025-03-07']],
    ['二〇二五年三月七日', ['2025-03-07']],
    ['二○二五年十二月三十一日', ['2025-12-31']],
    ['20250307', ['2025-03-07']],
    ['2025-02-30', [null]],
    ['2024年2月29日', ['2024-02-29']],
    ['年 月 日至 年 月 日', []],
    ['11575-2025-SA', []],
    ['010-5824 6003', []],
    ['13800001111', []],
  ])('%s', (text, values) => {
    expect(printedDays(text).map(({ value }) => value)).toEqual(values);
  });

  it('says where a day stands', () => {
    const text = '于 2025 年 3 月 7 日 完成';
    const [day] = printedDays(text);
    expect(text.slice(day?.start, day?.end)).toBe('2025 年 3 月 7 日');
  });
});

describe('figures', () => {
  it.each([
    ['95.5', 95.5],
    ['95. 5', 95.5],
    ['９５．５分', 95.5],
    ['4.0', 4],
    ['100%', 100],
    ['-1', -1],
    ['', null],
    ['/', null],
    ['4/6', null],
    ['l0', null],
  ])('%s', (text, value) => {
    expect(figure(text)).toBe(value);
  });
});

describe('stars', () => {
  it.each([
    ['五 星级售后服务', 'five-star'],
    ['★★★★', 'four-star'],
    ['3星', 'three-star'],
    ['达标级', 'qualified'],
    ['不达标', 'fail'],
    ['未通过', 'fail'],
    ['二星级', undefined],
    ['售后服务', undefined],
  ])('%s', (text, value) => {
    expect(printedStar(text)?.value).toBe(value);
  });
});

describe('standard codes', () => {
  it.each([
    ['售后服务 (依据 GT/T27922-2011)', 'GT/T27922-2011'],
    ['依据 GB/T 27922—2011《…》', 'GB/T27922—2011'],
    ['ＧＢ／Ｔ２７９２２－２０１１'.normalize('NFKC'), 'GB/T27922-2011'],
  ])('%s', (text, code) => {
    expect(standardCode(STANDARD_CODE.exec(text)?.[0] ?? '')).toBe(code);
  });

  it('is not every number', () => {
    expect(STANDARD_CODE.exec('11575-2025-SA')).toBeNull();
  });
});

describe('texts', () => {
  it('drops blanks beside Chinese characters only', () => {
    expect(freeText('科园二路 137 号  Tower  B 座')).toBe('科园二路137号Tower B座');
    expect(nameText('江海联衡（上海） 认证')).toBe('江海联衡(上海)认证');
  });

  it.each([
    ['____', true],
    ['  ', true],
    ['/', true],
    ['    年  月  日', true],
    ['无', false],
    ['1', false],
  ])('blank: "%s"', (text, blank) => {
    expect(isBlank(text)).toBe(blank);
  });

  it.each([
    ['1）甲公司', '甲公司'],
    ['（二） 甲公司', '甲公司'],
    ['- 甲公司', '甲公司'],
    ['① 甲公司', '甲公司'],
    ['2.5 吨起重机', '2.5 吨起重机'],
    ['一汽公司', '一汽公司'],
  ])('list number: %s', (text, rest) => {
    expect(withoutListNumber(text).text).toBe(rest);
  });
});
