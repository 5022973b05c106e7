import { describe, expect, it } from 'vitest';
import type { Block } from '../../../../model/index.js';
import { mendBlocks } from '../../../../extractors/sections/mend/index.js';
import { approximation, parsedTemplate } from '../../../../extractors/sections/mend/templates.js';
import { passageOf, readingOf } from '../../../../extractors/sections/passage.js';
import { textLine } from '../paper.js';
import { scannedLine } from '../scanned-lines.js';

/** What a line of a scan is taken for. */
function mended(source: string): string {
  const [block] = mendBlocks([{ kind: 'line', line: scannedLine(source) }]);
  return block?.kind === 'line' ? block.line.text : '';
}

describe('words of closed lists', () => {
  it.each([
    ['1.1 受审{杳}方名称：某某公司', '1.1 受审查方名称：某某公司', 'a label'],
    ['联系人：某某 级{|}话：1', '联系人：某某 级话：1', 'a label of two characters read surely stays'],
    ['联系人：某某 {屯}话：189', '联系人：某某 电话：189', 'a doubtful one is known'],
    ['联系人：某某 {级}话：189', '联系人：某某 级话：189', 'one that is as near to another label is not'],
    ['审查组推荐的认证范围和星{源|布}', '审查组推荐的认证范围和星级', 'a label whose wording is one of many'],
    ['{l|1}.{l|1} 受审查方名称：某某', '1.1 受审查方名称：某某', 'the number before a label'],
    ['1.11 暗访评价方式（必', '1.11 暗访评价方式（必', 'a label cut in its remark'],
    ['企业名称{。|：}某某公司', '企业名称：某某公司', 'a colon'],
    ['4{，|.}改{迸|进}建议', '4.改进建议', 'a heading and the mark behind its number'],
    ['五部分 评价结论', '第五部分 评价结论', 'a heading that lost its first character'],
    ['四部分工作已经完成', '四部分工作已经完成', 'words that only begin like one stay'],
    ['☑{侏}持认证 ☐再认证', '☑保持认证 ☐再认证', 'an option'],
    ['依据 {6B|GB}/T27922-2011', '依据 GB/T27922-2011', "the standard's code"],
    ['1）售后服务（依据 GT/T27922-2011）', '1）售后服务（依据 GT/T27922-2011）', 'a slip of the paper itself stays'],
    ['产生一项特{汇}减分项', '产生一项特别减分项', 'a phrase of the form'],
    ['评分计算，技术支待到位', '评分计算，技术支待到位', 'prose stays as it is read'],
    ['人员配置丶资源 ，监督（含5个)', '人员配置、资源，监督（含5个）', 'marks no printer sets'],
  ])('%s', (source, expected) => {
    expect(mended(source)).toBe(expected);
  });

  it('never turn one option into another', () => {
    expect(mended('☐推{芧}认证注册资格 ☐推荐再认证注册资格')).not.toMatch(/推再认证/u);
    expect(mended('☐推荐{再|再}认证注册资格')).toContain('推荐再认证注册资格');
  });

  it('leave born-digital lines alone', () => {
    const blocks: Block[] = [{ kind: 'line', line: textLine(1, '1.1 受审杳方名称：某某', 60, 60) }];
    expect(mendBlocks(blocks)).toBe(blocks);
  });

  it('keep what was read, and stay doubtful unless the other reader has just them', () => {
    const reading = (source: string): unknown => {
      const [block] = mendBlocks([{ kind: 'line', line: scannedLine(source) }]);
      const found = block?.kind === 'line' ? readingOf(passageOf(block.line)) : null;
      return found === null ? null : { text: found.text, sure: (found.confidence ?? 0) >= 0.9 };
    };
    expect(reading('☑{侏}持认证')).toEqual({ text: '☑侏持认证', sure: false });
    expect(reading('☑{侏|保}持认证')).toEqual({ text: '☑侏持认证', sure: true });
  });
});

describe('dates and figures', () => {
  it.each([
    ['编制日期：2{O|0}25年3月7日', '编制日期：2025年3月7日'],
    ['编制日期：2{O|8}25年3月7日', '编制日期：2825年3月7日'],
    ['编制日期：2{O}25年3月7日', '编制日期：2O25年3月7日'],
    ['至2024 {价|年} 1 月', '至2024 年 1 月'],
    ['2018-{S1|51}SC-38832', '2018-S1SC-38832'],
  ])('%s', (source, expected) => {
    expect(mended(source)).toBe(expected);
  });
});

describe('lines that are none', () => {
  const texts = (...lines: ReturnType<typeof scannedLine>[]): string[] =>
    mendBlocks(lines.map((line): Block => ({ kind: 'line', line }))).flatMap((block) => (block.kind === 'line' ? [block.line.text] : []));
  const print = scannedLine('本次评价采用了文件审查与现场观察等方法，样本量能够支持所得出的结论。');

  it('are left out: remains of rulings, edges of the sheet, lone specks', () => {
    const small = { ...scannedLine('1'), size: 4 };
    const edge = { ...scannedLine('口'), box: [-200, 860, 770, 868] as [number, number, number, number] };
    expect(texts(print, small, edge, scannedLine('·'))).toEqual([print.text]);
  });

  it('are not taken for a digit or a letter of their own', () => {
    expect(texts(print, scannedLine('7'), scannedLine('A'))).toEqual([print.text, '7', 'A']);
  });
});

describe('the nearest wording of a template', () => {
  const nodes = parsedTemplate('({act}组)?(推荐|建议)(的)?认证范围(和|与)(星级|等级)')!;

  it.each([
    ['审查组推荐的认证范围和星级', { words: '审查组推荐的认证范围和星级', slips: 0 }],
    ['推荐的认征范围和星级', { words: '推荐的认证范围和星级', slips: 1 }],
    ['建议认证围与等级', { words: '建议认证范围与等级', slips: 1 }],
    ['建议认证范围与等级级', { words: '建议认证范围与等级', slips: 1 }],
    ['受审查方名称', null],
  ])('%s', (text, expected) => {
    expect(approximation(nodes, text, 1)).toEqual(expected);
  });

  it('is not asked of true patterns', () => {
    expect(parsedTemplate('编制(?!日|时)')).toBeNull();
  });
});
