import { describe, expect, it } from 'vitest';
import { inlineTicks } from '../../../extractors/ticks/inline.js';
import { linesFrom } from '../layout/drawn.js';

const read = (...texts: string[]): string[] => inlineTicks(linesFrom(...texts)).lines.map((line) => line.text);

describe('ticks written as text', () => {
  it.each([
    ['（√）是 （ ）否', '☑是 ☐否'],
    ['( √ )是 ( )否', '☑是 ☐否'],
    ['[√]是 [ ]否', '☑是 ☐否'],
    ['是（√） 否（ ）', '是☑ 否☐'],
    ['（ ）是 （ ）否', '☐是 ☐否'],
    ['√ 初次认证 ☐ 保持认证', '☑ 初次认证 ☐ 保持认证'],
    ['☐√ 是 ☐ 否', '☑ 是 ☐ 否'],
    ['● 是 ○ 否', '☑ 是 ☐ 否'],
    ['○ 是 ○ 否', '☐ 是 ☐ 否'],
  ])('%s', (text, expected) => expect(read(text)).toEqual([expected]));

  it('options one below the other', () => {
    expect(read('（√）初次认证', '（ ）保持认证')).toEqual(['☑初次认证', '☐保持认证']);
    expect(read('● 现场', '○ 远程')).toEqual(['☑ 现场', '☐ 远程']);
    expect(read('☐ 现场', '√ 远程')).toEqual(['☐ 现场', '☑ 远程']);
  });

  it('options wrapped from line to line', () => {
    expect(read('存在的问题 √', '无 ☐ 有，说明：')).toEqual(['存在的问题 ☑', '无 ☐ 有，说明：']);
    expect(read('存在的问题 √ 无', '☐ 有，说明：')).toEqual(['存在的问题 ☑ 无', '☐ 有，说明：']);
  });

  it('a check alone in its cell', () => {
    expect(read('√')).toEqual(['☑']);
    expect(read('符合', '√ 已完成')).toEqual(['符合', '√ 已完成']);
  });

  it.each([
    '说明（ ）',
    '（ ）年（ ）月（ ）日',
    '服务（含配送）',
    '√2 的值',
    '● 服务流程方面',
    '二○二五年十二月',
    '某某○○公司与●●公司',
    '流程符合要求 √',
  ])('%s stays text', (text) => expect(read(text)).toEqual([text]));

  it('bullets one below the other stay bullets', () => {
    expect(read('● 服务流程', '● 人员管理')).toEqual(['● 服务流程', '● 人员管理']);
  });

  it('keeps the place of everything else and boxes the tick', () => {
    const { lines, ticks } = inlineTicks(linesFrom('（√）是'));
    expect(lines[0]!.spans).toEqual([50, 80, 80, 90]);
    expect(ticks).toMatchObject([{ state: 'ticked', kind: 'glyph', page: 1 }]);
    expect([ticks[0]!.box[0], ticks[0]!.box[2]]).toEqual([50, 80]);
  });
});
