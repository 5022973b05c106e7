import { describe, expect, it } from 'vitest';
import type { Shape } from '../../../extractors/pdf/content.js';
import { edgesOf } from '../../../extractors/tables/edges.js';
import { join } from '../../../extractors/tables/joins.js';
import { gridsOf, tablesOf } from '../../../extractors/tables/tables.js';
import { glyphsOf, gridRules, rule, shapeOf, tableFrom } from '../layout/drawn.js';

const tables = (shapes: Shape[], glyphs: ReturnType<typeof glyphsOf> = []) => tablesOf(gridsOf(edgesOf(shapes)), glyphs, 1);

describe('fields with a side missing', () => {
  /** A group's cell at the left that goes on below the page: no rule closes it. */
  const CUT = [
    rule(50, 100, 350, 100),
    rule(50, 120, 350, 120),
    rule(150, 140, 350, 140),
    rule(150, 160, 350, 160),
    ...[50, 150, 250, 350].map((x) => rule(x, 100, x, 160)),
  ];

  it('the cell cut by the end of the page keeps its words, those below its last rule too', () => {
    const { tables: found, rest } = tables(CUT, [
      ...glyphsOf('商品服务', 60, 152),
      ...glyphsOf('35分', 60, 170),
      ...glyphsOf('完', 400, 170),
    ]);
    expect(shapeOf(found[0]!)[1]).toEqual(['0↓2:商品服务/35分', '1:', '2:']);
    expect(found[0]!.issues).toEqual([]);
    expect(rest.map(({ text }) => text)).toEqual(['完']);
  });

  it('words beside the cut cell or further below are none of its', () => {
    const { rest } = tables(CUT, [...glyphsOf('下一段', 160, 172), ...glyphsOf('另段', 60, 200)]);
    expect(rest).toHaveLength(5);
  });

  it('an outer rule left out beside one cell leaves the cell', () => {
    const open = [...[100, 120, 140, 160].map((y) => rule(50, y, 350, y)), rule(50, 100, 50, 140)].concat(
      [150, 250, 350].map((x) => rule(x, 100, x, 160)),
    );
    const [table] = tables(open).tables;
    expect(table!.cells).toHaveLength(9);
    expect(table!.issues).toEqual([]);
  });

  it('a row short of its last cell has a blank there, and is told', () => {
    const short = [rule(50, 100, 350, 100), rule(50, 120, 350, 120), rule(50, 140, 250, 140)].concat(
      [50, 150, 250].map((x) => rule(x, 100, x, 140)),
      [rule(350, 100, 350, 120)],
    );
    const [table] = tables(short, glyphsOf('甲', 60, 134)).tables;
    expect(shapeOf(table!)[1]).toEqual(['0:甲', '1:', '2:']);
    expect(table!.issues).toEqual(['ragged-rows']);
    const beside = tables(short, glyphsOf('旁', 300, 134));
    expect(shapeOf(beside.tables[0]!)[1]).toEqual(['0:', '1:']);
    expect(beside.rest.map(({ text }) => text)).toEqual(['旁']);
  });

  it('what stands between two tables on one long rule is no cell', () => {
    const apart = [...gridRules([50, 150, 250], [100, 120]), ...gridRules([50, 150, 250], [200, 220]), rule(50, 90, 50, 230)];
    const { rest } = tables(apart, glyphsOf('两表之间', 60, 165));
    expect(rest).toHaveLength(4);
  });
});

describe('merged cells over a page break', () => {
  it('a blank of a row of its own is not the rest of the merged cell above', () => {
    const joined = join(
      tableFrom(1, 700, [
        ['商品服务', '质量', '三包', '7', '见建议'],
        [null, null, '退换', null, null],
      ]),
      tableFrom(2, 60, [
        ['', '回收', '提示', '2', ''],
        ['顾客服务', '关系', '档案', '15', ''],
      ]),
    )!;
    expect(shapeOf(joined)[0]).toEqual(['0↓3:商品服务', '1↓2:质量', '2:三包', '3↓2:7', '4↓2:见建议']);
    expect(shapeOf(joined)[2]).toEqual(['1:回收', '2:提示', '3:2', '4:']);
    expect(joined.issues).toEqual([]);
  });

  it('an indicator of several rows goes on with its points and score', () => {
    const joined = join(
      tableFrom(1, 700, [
        ['商品服务', '维修', '十', '6', '6'],
        ['顾客服务', '关系', '档案', '15', '14'],
      ]),
      tableFrom(2, 60, [
        ['', '', '调查', '', ''],
        [null, null, '回访', null, null],
        [null, '投诉', '渠道', '10', '10'],
      ]),
    )!;
    expect(shapeOf(joined)[1]).toEqual(['0↓4:顾客服务', '1↓3:关系', '2:档案', '3↓3:15', '4↓3:14']);
    expect(shapeOf(joined)[4]).toEqual(['1:投诉', '2:渠道', '3:10', '4:10']);
  });
});
