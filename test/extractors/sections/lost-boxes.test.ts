import { describe, expect, it } from 'vitest';
import { answerOf } from '../../../extractors/sections/choices.js';
import { readReport } from '../../../extractors/sections/index.js';
import { AUDIT_MODES, AUDIT_TYPES, MYSTERY_VISITS, PRESENCE, SITE_TYPES, type Option } from '../../../extractors/sections/options.js';
import { passageOf } from '../../../extractors/sections/passage.js';
import { paper } from './paper.js';
import { scannedLine, scannedPaper } from './scanned-lines.js';

function states(source: string, options: readonly Option[]): { value: string | null; states: string[] } {
  const { value, options: printed } = answerOf(passageOf(scannedLine(source)), options);
  return { value, states: printed.map((option) => `${option.value} ${option.state}`) };
}

describe('an option of a scan that has lost its box', () => {
  it.each([
    [
      'before another wording',
      '☑初次认证 保持认证 ☐再认证',
      AUDIT_TYPES,
      ['initial ticked', 'surveillance unknown', 'recertification empty'],
    ],
    ['at the end', '☐初次认证 ☑保持认证 再认证', AUDIT_TYPES, ['initial empty', 'surveillance ticked', 'recertification unknown']],
    ['read as a letter', '☑初次认证口保持认证 ☐再认证', AUDIT_TYPES, ['initial ticked', 'surveillance unknown', 'recertification empty']],
    [
      'without a blank before it',
      '☑初次认证保持认证 ☐再认证',
      AUDIT_TYPES,
      ['initial ticked', 'surveillance unknown', 'recertification empty'],
    ],
    ['of which the list has the wider pattern first', '☑多场所 口单一场所', SITE_TYPES, ['multiple ticked', 'single unknown']],
    ['behind an explanation', '☐不需要 ☑现场：2025年3月1日 非现场：', MYSTERY_VISITS, ['none empty', 'onsite ticked', 'offsite unknown']],
    ['of one word', '☑无 有，说明：', PRESENCE, ['none ticked', 'some unknown']],
    ['of one word, read as a letter', '☑无 口有，说明：', PRESENCE, ['none ticked', 'some unknown']],
    ['that stood behind it', '单一场所 多场所☑', SITE_TYPES, ['single unknown', 'multiple ticked']],
  ])('%s leaves its question open, and the others their own boxes', (_, source, options, expected) => {
    expect(states(source, options)).toEqual({ value: null, states: expected });
  });

  it('does not answer for a ticked one whose words were misread', () => {
    expect(states('☑阿阿认证 再认证', AUDIT_TYPES).value).toBeNull();
    expect(states('☑阿阿认证 再认证 ☐初次认证', AUDIT_TYPES)).toEqual({
      value: null,
      states: ['recertification unknown', 'initial unknown'],
    });
  });
});

describe('words of an option that name another', () => {
  it.each([
    ['☐多场所组织，包括上述地址的总部，以及下列分场所 ☑上述地址为单一场所组织', SITE_TYPES, 'single'],
    ['☐现场审核 ☐远程审核 ☑现场结合远程审核', AUDIT_MODES, 'hybrid'],
    ['☐不需要现场暗访 ☑非现场：电话 ☐现场：', MYSTERY_VISITS, 'offsite'],
    ['☐无 ☑有，说明：没有造成损失', PRESENCE, 'some'],
    ['单一场所☑ 多场所☐，分场所如下：', SITE_TYPES, 'single'],
  ])('are no other option: %s', (source, options, value) => {
    expect(states(source, options).value).toBe(value);
  });
});

describe('conclusions', () => {
  const meets = '☑经审查，审查组确认受审查方的服务体系符合标准的要求，结论为：';
  const fails = '☐经审查，审查组确认受审查方的服务体系不满足标准的要求：\n☐不推荐认证注册资格 ☐不推荐保持认证注册资格';
  const page = (boxes: string, second = fails): string => `1.基本信息\n1.1 受审查方名称：某某有限公司\n5.评价结论\n${boxes}\n${second}`;
  const read = (text: string) => readReport(scannedPaper(text)).report.conclusion;

  it('are read where every option has its box', () => {
    const text = page(`${meets}\n☐推荐认证注册资格 ☑推荐保持认证注册资格\n☐推荐恢复认证注册资格`);
    expect(read(text)).toMatchObject({ outcome: 'meets', recommendation: 'surveillance' });
  });

  it.each([
    ['a box read as a letter', '☐推荐认证注册资格 ☑推荐保持认证注册资格 口推荐恢复认证注册资格'],
    ['no box, in the same line', '☐推荐认证注册资格 ☑推荐保持认证注册资格 推荐恢复认证注册资格 ☐推荐变更认证范围'],
    ['no box, at the start', '推荐恢复认证注册资格 ☐推荐认证注册资格 ☑推荐保持认证注册资格'],
    ['no box, in a line of its own', '☐推荐认证注册资格。\n☑推荐保持认证注册资格。\n推荐恢复认证注册资格。'],
  ])('do not take a recommendation with %s for the ticked one', (_, line) => {
    const { outcome, recommendation, tickedRecommendations } = read(page(`${meets}\n${line}`));
    expect({ outcome, recommendation, tickedRecommendations }).toEqual({
      outcome: 'meets',
      recommendation: null,
      tickedRecommendations: [{ under: 'meets', value: 'surveillance' }],
    });
  });

  it('give no ticked box to the next conclusion', () => {
    const second = '口经审查，审查组确认受审查方的服务体系不满足标准的要求：☐不推荐认证注册资格';
    expect(read(page(`☐推荐认证注册资格 ☑推荐变更认证范围。${second}`, ''))).toMatchObject({ outcome: null, ticked: null });
  });

  it('of pages with a text layer stay as they are printed', () => {
    const text = page(`${meets}\n☐推荐认证注册资格 ☑推荐保持认证注册资格\n推荐恢复认证注册资格`);
    expect(readReport(paper(text)).report.conclusion.recommendation).not.toBeNull();
  });
});
