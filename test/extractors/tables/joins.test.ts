import { describe, expect, it } from 'vitest';
import { join, joinTables } from '../../../extractors/tables/joins.js';
import { lineAt, pageOf, shapeOf, tableFrom } from '../layout/drawn.js';

const HEADER = ['指标', '分值', '得分'];

describe('tables over page breaks', () => {
  it('count on, with the repeated header dropped', () => {
    const joined = join(tableFrom(1, 700, [HEADER, ['甲', '4', '4']]), tableFrom(2, 60, [HEADER, ['乙', '6', '5']]))!;
    expect(shapeOf(joined)).toEqual([
      ['0:指标', '1:分值', '2:得分'],
      ['0:甲', '1:4', '2:4'],
      ['0:乙', '1:6', '2:5'],
    ]);
    expect(joined).toMatchObject({ rows: 3, columns: 3, issues: [], parts: [{ page: 1 }, { page: 2 }] });
    expect(joined.cells.at(-1)!.page).toBe(2);
  });

  it('keep a row of figures that happens to agree with the first', () => {
    const rows = [
      ['甲', '4', '4'],
      ['乙', '6', '6'],
    ];
    expect(join(tableFrom(1, 700, rows), tableFrom(2, 60, rows))!.rows).toBe(4);
  });

  it('mend a group name whose merged cell goes on below the break', () => {
    const joined = join(
      tableFrom(1, 700, [HEADER, ['商品服务', '配送', '4'], [null, '维修', '10']]),
      tableFrom(2, 60, [
        ['', '质量保证', '7'],
        [null, '回收', '2'],
      ]),
    )!;
    expect(shapeOf(joined)[1]).toEqual(['0↓4:商品服务', '1:配送', '2:4']);
    expect(shapeOf(joined)[3]).toEqual(['1:质量保证', '2:7']);
    expect(joined.issues).toEqual([]);
  });

  it('mend a row cut through its text', () => {
    const joined = join(
      tableFrom(1, 700, [['1.9 审查范围', '资质范围内的']]),
      tableFrom(2, 60, [
        ['', '售后服务'],
        ['1.10', '现场审核'],
      ]),
    )!;
    expect(shapeOf(joined)).toEqual([
      ['0:1.9 审查范围', '1:资质范围内的/售后服务'],
      ['0:1.10', '1:现场审核'],
    ]);
  });

  it('never take a row of figures, or a row under a blank one, for the rest of a row', () => {
    expect(join(tableFrom(1, 700, [['甲', '4']]), tableFrom(2, 60, [['', '5']]))!.rows).toBe(2);
    expect(join(tableFrom(1, 700, [['', '说明']]), tableFrom(2, 60, [['', '另一句']]))!.rows).toBe(2);
  });

  it('put parts with other merged cells on one set of columns', () => {
    const joined = join(tableFrom(1, 700, [['甲', '4', '4']]), tableFrom(2, 60, [['总计', undefined, '95.5']]))!;
    expect(shapeOf(joined)[1]).toEqual(['0+2:总计', '2:95.5']);
    expect(joined.issues).toEqual([]);
  });

  it('are two tables when their columns differ', () => {
    const narrow = tableFrom(2, 60, [['名称', '某公司']]);
    expect(join(tableFrom(1, 700, [HEADER]), narrow)).toBeNull();
  });

  it('join only the last thing on a page with the first on the next', () => {
    const pages = (between: number | null) => [
      pageOf(1, { lines: [lineAt(100, [50, '前文'])], tables: [tableFrom(1, 700, [HEADER])], footer: [lineAt(815, [280, '1/3'])] }),
      pageOf(2, { lines: between === null ? [] : [lineAt(between, [50, '中间的话'])], tables: [tableFrom(2, 60, [['甲', '4', '4']])] }),
      pageOf(3, { tables: [tableFrom(3, 60, [['乙', '6', '6']])], lines: [lineAt(200, [50, '后文'])] }),
    ];
    const whole = pages(null);
    joinTables(whole);
    expect(whole.map((page) => page.tables.map((table) => table.rows))).toEqual([[3], [], []]);
    const above = pages(50);
    joinTables(above);
    expect(above.map((page) => page.tables.map((table) => table.rows))).toEqual([[1], [2], []]);
    const below = pages(120);
    joinTables(below);
    expect(below.map((page) => page.tables.map((table) => table.rows))).toEqual([[2], [], [1]]);
  });
});
