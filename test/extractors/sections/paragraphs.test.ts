import { describe, expect, it } from 'vitest';
import { paragraphsOf } from '../../../extractors/sections/paragraphs.js';
import type { TextLine } from '../../../model/index.js';

const SIZE = 10;
const FRAME = { left: 50, right: 350 };

/** Lines of full-width characters from the left margin, each with its distance from the line above. */
function lines(...rows: [gap: number, text: string][]): TextLine[] {
  let y = 100;
  return rows.map(([gap, text]) => {
    y += gap;
    const spans = Array.from(text).flatMap((_, index) => [FRAME.left + index * SIZE, FRAME.left + (index + 1) * SIZE]);
    return {
      page: 1,
      box: [FRAME.left, y, FRAME.left + text.length * SIZE, y + SIZE],
      text,
      spans,
      size: SIZE,
      confidence: null,
      readers: ['text'],
    };
  });
}

const texts = (rows: TextLine[]): string[] => paragraphsOf(rows, FRAME, { prose: true }).map(({ text }) => text);
const FULL = '企业按照服务手册的要求开展各项服务工作并保存了相应的过程记录资料';
const END = '抽查的记录内容完整，填写规范，可以追溯。';

describe('paragraphs of prose set apart by gaps', () => {
  const paragraph: [number, string][] = [
    [24, FULL.slice(0, 30)],
    [14, END],
  ];

  it('part at the gaps', () => {
    expect(texts(lines(...paragraph, ...paragraph, ...paragraph, ...paragraph))).toHaveLength(4);
  });

  it('go on over a gap where a sentence was broken off in the middle', () => {
    const cut: [number, string][] = [
      [24, FULL.slice(0, 30)],
      [14, '服务人员上门之前先与客户约定时间并在满意'],
      [24, '度调研中逐一核实，结果已经归档。'],
    ];
    const read = texts(lines(...paragraph, ...paragraph, ...cut, ...paragraph));
    expect(read).toHaveLength(4);
    expect(read[2]).toContain('满意度调研');
  });
});

describe('paragraphs that begin with a few words and a colon', () => {
  const labelled = (label: string, length: number): string => `${label}：${FULL}`.slice(0, length - 1) + '。';

  it('part behind a full line too, one line each', () => {
    const rows = lines(
      [20, labelled('充实人员配置', 30)],
      [20, labelled('培育服务文化', 26)],
      [20, labelled('强化质量保证', 24)],
      [20, labelled('关注季节需求', 30)],
      [20, labelled('做好文件管理', 25)],
      [20, labelled('推进信息系统', 30)],
    );
    expect(texts(rows)).toHaveLength(6);
  });

  it('are none where other paragraphs begin without', () => {
    const rows = lines([20, labelled('充实人员配置', 26)], [20, FULL.slice(0, 29) + '。'], [20, `现场查看结果：${END}`], [20, END]);
    expect(texts(rows)).toHaveLength(3);
  });
});

describe('on scans', () => {
  it('what follows a mark holds on to it, whatever width the mark was read with', () => {
    const printed: [number, string][] = [
      [20, '联系人:任卓雯 职务:总经理 电话:13800000'],
      [14, '信：office719350@sina.com'],
    ];
    const joined = (confidence: number | null): number =>
      paragraphsOf(
        lines(...printed).map((line) => ({ ...line, confidence })),
        FRAME,
      ).length;
    expect([joined(null), joined(0.99)]).toEqual([2, 1]);
  });
});
