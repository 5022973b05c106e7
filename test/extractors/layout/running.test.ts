import { describe, expect, it } from 'vitest';
import { setRunningLinesApart } from '../../../extractors/layout/running.js';
import type { Page } from '../../../model/index.js';
import { lineAt, pageOf, tableFrom } from './drawn.js';

const page = (number: number, header: string | null, footer: string | null, body = `第${'一二三四五六七八'[number - 1]}章正文`): Page =>
  pageOf(number, {
    lines: [
      ...(header === null ? [] : [lineAt(40, [50, header])]),
      lineAt(90, [50, body]),
      lineAt(400, [50, `正文${'甲乙丙丁戊己庚辛'[number - 1]}`]),
      ...(footer === null ? [] : [lineAt(815, [280, footer])]),
    ],
  });
const texts = (lines: Page['lines']): string[] => lines.map((line) => line.text);

describe('running headers and footers', () => {
  it('are set apart where they come back, digits aside, and give the printed numbers', () => {
    const pages = [1, 2, 3, 4].map((number) => page(number, number === 1 ? null : '某认证公司 12345-2025-SA', `第 ${number} 页 共 4 页`));
    setRunningLinesApart(pages);
    expect(pages.map((one) => texts(one.header))).toEqual([[], ...Array.from({ length: 3 }, () => ['某认证公司 12345-2025-SA'])]);
    expect(pages.map((one) => [one.printedNumber, one.printedTotal])).toEqual([1, 2, 3, 4].map((number) => [number, 4]));
    expect(texts(pages[1]!.lines)).toEqual(['第二章正文', '正文乙']);
  });

  it('a figure that lost its dashes on a scanned page is the page number the others lead to expect', () => {
    const pages = [1, 2, 3, 4].map((number) => ({ ...page(number, null, number === 3 ? '3' : `— ${number} —`), source: 'scan' as const }));
    setRunningLinesApart(pages);
    expect(texts(pages[2]!.footer)).toEqual(['3']);
    const other = [1, 2, 3, 4].map((number) => ({ ...page(number, null, number === 3 ? '7' : `— ${number} —`), source: 'scan' as const }));
    setRunningLinesApart(other);
    expect(texts(other[2]!.lines)).toContain('7');
  });

  it('are found below a speck on a scanned page', () => {
    const pages = [1, 2, 3, 4].map((number) => ({ ...page(number, '某认证公司 12345-2025-SA', null), source: 'scan' as const }));
    const speck = lineAt(8, [500, '一']);
    pages[2]!.lines.unshift({ ...speck, confidence: 1, doubts: [{ from: 0, to: 1, confidence: 0.2, others: [] }] });
    setRunningLinesApart(pages);
    expect(texts(pages[2]!.header)).toEqual(['某认证公司 12345-2025-SA']);
    const sure = [1, 2, 3, 4].map((number) => ({ ...page(number, '某认证公司 12345-2025-SA', null), source: 'scan' as const }));
    sure[2]!.lines.unshift(speck);
    setRunningLinesApart(sure);
    expect(texts(sure[2]!.header)).toEqual([]);
  });

  it('are known by their parts where they fell apart on a scanned page', () => {
    const pages = [1, 2, 3, 4].map((number) => ({ ...page(number, '某认证公司 12345-2025-SA', null), source: 'scan' as const }));
    pages[3]!.lines.splice(0, 1, lineAt(41, [50, '某认证公司']), lineAt(38, [300, '12345-2025-SA']));
    setRunningLinesApart(pages);
    expect(texts(pages[3]!.header)).toEqual(['某认证公司', '12345-2025-SA']);
  });

  it('stand at another height on a page turned for a wide table', () => {
    const pages = [1, 2, 3, 4].map((number) => page(number, null, `12345-2025-SA Page ${number} of 4`));
    const turned = pageOf(3, {
      width: 842,
      height: 595,
      lines: [lineAt(200, [50, '正文']), lineAt(580, [280, '12345-2025-SA Page 3 of 4'])],
    });
    pages[2] = turned;
    setRunningLinesApart(pages);
    expect(texts(turned.footer)).toEqual(['12345-2025-SA Page 3 of 4']);
    expect(turned.printedNumber).toBe(3);
  });

  it('works on two pages and on one', () => {
    const two = [page(1, '某认证公司', '1/2'), page(2, '某认证公司', '2/2')];
    setRunningLinesApart(two);
    expect(two.map((one) => [texts(one.header), texts(one.footer)])).toEqual([
      [['某认证公司'], ['1/2']],
      [['某认证公司'], ['2/2']],
    ]);
    const one = [page(1, null, '第 1 页 共 1 页')];
    setRunningLinesApart(one);
    expect(one[0]).toMatchObject({ printedNumber: 1, printedTotal: 1 });
  });

  it('takes bare figures for page numbers only when they count with the pages', () => {
    const counting = [1, 2, 3].map((number) => page(number, null, String(number + 4)));
    setRunningLinesApart(counting);
    expect(counting.map((one) => one.printedNumber)).toEqual([5, 6, 7]);
    const figures = ['38', '12', '5'].map((figure, index) => page(index + 1, null, figure));
    setRunningLinesApart(figures);
    expect(figures.map((one) => texts(one.footer))).toEqual([[], [], []]);
  });

  it('leaves body lines that agree but for their digits on two pages', () => {
    const pages = [page(1, null, null), page(2, null, null)];
    pages[0]!.lines.unshift(lineAt(60, [50, '审查组成员 3 人']));
    pages[1]!.lines.unshift(lineAt(60, [50, '审查组成员 5 人']));
    setRunningLinesApart(pages);
    expect(pages.flatMap((one) => texts(one.header))).toEqual([]);
  });

  it('takes nothing from below the first table: a repeated table header is no running header', () => {
    const pages = [1, 2, 3].map((number) =>
      pageOf(number, { tables: [tableFrom(number, 40, [['指标', '得分']])], lines: [lineAt(90, [50, '同样的话'])] }),
    );
    setRunningLinesApart(pages);
    expect(pages.flatMap((one) => one.header)).toEqual([]);
    expect(pages[0]!.tables).toHaveLength(1);
  });

  it('does not reach past a line of its own page', () => {
    const pages = [1, 2, 3].map((number) => page(number, `独有的第${'甲乙丙'[number - 1]}行`, null, '每页相同'));
    setRunningLinesApart(pages);
    expect(pages.flatMap((one) => texts(one.header))).toEqual([]);
  });
});

describe('running lines of scanned pages', () => {
  const HEADER = '某认证有限公司服务认证审查报告';
  /** Five pages with a header and, where wanted, their sheets a little up or down. */
  const scans = (headers: readonly string[], source: Page['source'] = 'scan', offsets: readonly number[] = []): Page[] =>
    headers.map((header, index) => {
      const number = index + 1;
      const body = [lineAt(110, [50, `第${'一二三四五'[index]}章正文`]), lineAt(400, [50, `正文${'甲乙丙丁戊'[index]}`])];
      return pageOf(number, { source, lines: [lineAt(40 + (offsets[index] ?? 0), [50, header]), ...body] });
    });
  const headersOf = (pages: readonly Page[]): string[][] => pages.map((one) => texts(one.header));

  it.each([0, 1, 2, 4])('are known though misread on page %i of five', (misread) => {
    const headers = Array.from({ length: 5 }, (_, index) => (index === misread ? '某认证有限公司服务认正审查报吿' : HEADER));
    const pages = scans(headers);
    setRunningLinesApart(pages);
    expect(headersOf(pages)).toEqual(headers.map((header) => [header]));
    expect(pages.every(({ lines }) => lines.length === 2)).toBe(true);
  });

  it('stand a little higher or lower from sheet to sheet', () => {
    const headers = ['首页另有一行很长的标题文字', HEADER, HEADER, '附件一认证证书复印件及其说明', '顾客满意度调查汇总表一览'];
    const apart = [[], [HEADER], [HEADER], [], []];
    for (const [source, expected] of [
      ['scan', apart],
      ['text', [[], [], [], [], []]],
    ] as const) {
      const pages = scans(headers, source, [0, 0, 12, 0, 0]);
      setRunningLinesApart(pages);
      expect(headersOf(pages)).toEqual(expected);
    }
  });

  it('are not looked for that widely on born-digital pages', () => {
    const misread = scans([HEADER, HEADER, '某认证有限公司服务认正审查报吿', HEADER, HEADER], 'text');
    setRunningLinesApart(misread);
    expect(headersOf(misread)[2]).toEqual([]);
    const apart = scans([HEADER, HEADER, HEADER, HEADER, HEADER], 'text', [0, 30, 60, 20, 45]);
    setRunningLinesApart(apart);
    expect(headersOf(apart)).toEqual([[], [], [], [], []]);
  });

  it('are no lines of their own on each page, however like each other', () => {
    const own = [
      '甲部门人员资源配置情况说明',
      '乙公司售后商品服务体系文件',
      '丙区域顾客投诉处理改进记录',
      '丁车间废弃商品回收管理办法',
      '戊单位组织架构监督服务文化',
    ];
    const pages = scans(own);
    setRunningLinesApart(pages);
    expect(headersOf(pages)).toEqual([[], [], [], [], []]);
  });

  it('agree to the letter where they are short: a misreading would make any two of them alike', () => {
    const pages = scans(['组织架构', '人员架构', '组织配置', '资源架构', '组织结构']);
    setRunningLinesApart(pages);
    expect(headersOf(pages)).toEqual([[], [], [], [], []]);
  });
});
