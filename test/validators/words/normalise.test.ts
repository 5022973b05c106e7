import { describe, expect, it } from 'vitest';
import { deniesAll, isBlank, normalise, organizationKey, saysNothing } from '../../../validators/words/normalise.js';

describe('normalise', () => {
  it('makes width, spaces and dashes alike', () => {
    expect(normalise(' ２０４１７—2024－SA ')).toBe('20417-2024-SA');
    expect(normalise('启沐（江苏）')).toBe('启沐(江苏)');
  });
  it('keeps what differs in substance', () => {
    expect(organizationKey('青岚有限公司（盖章）')).toBe(organizationKey('青岚 有限公司'));
    expect(organizationKey('青岚有限公司')).not.toBe(organizationKey('青岚有限责任公司'));
  });
});

describe('notes', () => {
  it.each([null, '', '无', '无。', '——', '/', '不适用', ' N/A ', '______'])('%j says nothing', (note) => {
    expect(saysNothing(note)).toBe(true);
  });
  it.each(['收到投诉两起', '无人值守期间发生故障', '1'])('%j says something', (note) => {
    expect(saysNothing(note)).toBe(false);
  });
  it('tells a denial from a denial with an exception', () => {
    expect(deniesAll('现场评价前一年内未发生投诉')).toBe(true);
    expect(deniesAll('未发生重大事故，但收到投诉一起')).toBe(false);
    expect(deniesAll('收到投诉两起')).toBe(false);
  });
  it.each([
    ['', true],
    ['  年  月  日至  年  月  日', true],
    ['2024年', false],
    ['陆知远', false],
    [null, false],
  ])('%j blank: %s', (printed, blank) => {
    expect(isBlank(printed)).toBe(blank);
  });
});
