import { describe, expect, it } from 'vitest';
import { alignedTablesOf } from '../../../extractors/tables/alignment.js';
import { lineAt, linesFrom, shapeOf } from '../layout/drawn.js';

type Pieces = Parameters<typeof lineAt>[1][];
const rows = (...all: Pieces[]) => all.map((pieces, index) => lineAt(100 + index * 20, ...pieces));
const HEADER: Pieces = [
  [100, '指标'],
  [200, '分值'],
  [300, '指标'],
  [400, '得分'],
];

describe('tables without rules', () => {
  const score = rows(
    HEADER,
    [
      [90, '商品服务'],
      [205, '35'],
      [295, '商品信息'],
      [405, '6'],
    ],
    [
      [295, '技术支持'],
      [405, '5.5'],
    ],
    [
      [300, '配送'],
      [405, '4'],
    ],
    [
      [90, '顾客服务'],
      [205, '25'],
      [295, '投诉处理'],
      [405, '10'],
    ],
    [
      [140, '特别加分项'],
      [300, '最多1分'],
      [405, '0'],
    ],
    [
      [205, '100'],
      [400, '95.5'],
    ],
  );

  it('are read by the columns of their headings; group names reach down to the next', () => {
    const after = lineAt(260, [50, '评分原则说明：以评价过程中发现的不符合情况为依据。']);
    const { tables, rest } = alignedTablesOf([lineAt(60, [50, '2. 审查结果']), ...score, after], 3);
    expect(shapeOf(tables[0]!)).toEqual([
      ['0:指标', '1:分值', '2:指标', '3:得分'],
      ['0↓3:商品服务', '1↓3:35', '2:商品信息', '3:6'],
      ['2:技术支持', '3:5.5'],
      ['2:配送', '3:4'],
      ['0:顾客服务', '1:25', '2:投诉处理', '3:10'],
      ['0+2:特别加分项', '2:最多1分', '3:0'],
      ['0:', '1:100', '2:', '3:95.5'],
    ]);
    expect(tables[0]).toMatchObject({ ruled: false, parts: [{ page: 3 }] });
    expect(rest.map((line) => line.text)).toEqual(['2. 审查结果', '评分原则说明：以评价过程中发现的不符合情况为依据。']);
  });

  it('keep the place of every cell on the page', () => {
    const cell = alignedTablesOf(score, 1).tables[0]!.cells.find(({ lines }) => lines[0]?.text === '5.5')!;
    expect(cell.lines[0]!.box.slice(0, 3)).toEqual([405, score[2]!.box[1], 420]);
    expect(cell.lines[0]!.spans).toEqual([405, 410, 410, 415, 415, 420]);
  });

  it('two rows need at least four headings', () => {
    expect(
      alignedTablesOf(
        rows(HEADER, [
          [100, '甲'],
          [200, '4'],
          [300, '乙'],
          [400, '4'],
        ]),
        1,
      ).tables,
    ).toHaveLength(1);
    const three = rows(
      [
        [100, '姓名'],
        [200, '职务'],
        [300, '电话'],
      ],
      [
        [100, '甲'],
        [200, '组长'],
        [300, '1'],
      ],
    );
    expect(alignedTablesOf(three, 1)).toEqual({ tables: [], rest: three });
  });

  it('ordinary text with gaps is none', () => {
    const form = rows(
      [
        [50, '联系人：某甲'],
        [200, '职务：经理'],
        [350, '电话：1380'],
      ],
      [
        [50, '☑推荐认证'],
        [200, '☐推荐再认证'],
        [350, '☐推荐保持'],
      ],
      [
        [50, '☐推荐恢复'],
        [200, '☐推荐变更'],
      ],
    );
    const prose = linesFrom('评价方法', '本次评价采用了文件审查', '现场观察');
    expect(alignedTablesOf([...form, ...prose], 1).tables).toEqual([]);
  });
});
