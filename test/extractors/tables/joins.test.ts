import { describe, expect, it } from 'vitest';
import type { Box, Page, Table } from '../../../model/index.js';
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

describe('tables over the breaks of scanned pages', () => {
  /** The same sheet laid in anew: shifted, a little larger or smaller. */
  function laid(table: Table, shift: number, stretch: number): Table {
    const moved = ([x0, y0, x1, y1]: Box): Box => [50 + shift + (x0 - 50) * stretch, y0, 50 + shift + (x1 - 50) * stretch, y1];
    const cells = table.cells.map((cell) => ({ ...cell, box: moved(cell.box) }));
    return { ...table, parts: table.parts.map((part) => ({ ...part, box: moved(part.box) })), cells };
  }
  const LONG = ['一级指标', '二级指标名称', '标准分值', '实际得分'];
  const MISREAD = ['一级指标', '二级指标各称', '标准分值', '实际得分'];
  const upper = (): Table => tableFrom(1, 700, [LONG, ['售后服务', '组织架构', '4', '4']]);
  const lower = (header: string[], row = ['商品服务', '配送', '6', '5.5']): Table => tableFrom(2, 60, [header, row]);
  const pages = (source: Page['source'], first: Table, second: Table): Page[] => [
    pageOf(1, { source, tables: [first] }),
    pageOf(2, { source, tables: [second] }),
  ];
  const shapes = (all: readonly Page[]): string[][][] => all.flatMap((page) => page.tables.map((table) => shapeOf(table)));

  it('count on though the sheet lies 6 points aside, 1 % larger, and its repeated header is misread in one place', () => {
    const scanned = pages('scan', upper(), laid(lower(MISREAD), 6, 1.01));
    joinTables(scanned);
    expect(shapes(scanned)).toEqual([
      [
        ['0:一级指标', '1:二级指标名称', '2:标准分值', '3:实际得分'],
        ['0:售后服务', '1:组织架构', '2:4', '3:4'],
        ['0:商品服务', '1:配送', '2:6', '3:5.5'],
      ],
    ]);
    expect(scanned[0]!.tables[0]).toMatchObject({ rows: 3, columns: 4, issues: [] });
  });

  it('keep the boxes their cells have on their own page', () => {
    const part = laid(lower(LONG), 6, 1.01);
    const scanned = pages('scan', upper(), part);
    joinTables(scanned);
    const [table] = scanned[0]!.tables;
    expect(table!.cells.filter(({ page }) => page === 2).map(({ box }) => box)).toEqual(part.cells.slice(4).map(({ box }) => box));
    expect(table!.parts[1]!.box).toEqual(part.parts[0]!.box);
  });

  it('are told from each other to the point and the letter where they are born digital', () => {
    const shifted = pages('text', upper(), laid(lower(LONG), 6, 1.01));
    joinTables(shifted);
    expect(shapes(shifted)).toHaveLength(2);
    const misread = pages('text', upper(), lower(MISREAD));
    joinTables(misread);
    expect(misread[0]!.tables[0]!.rows).toBe(4);
  });

  it.each([
    ['lies too far aside', laid(lower(LONG), 60, 1)],
    ['is of another size', laid(lower(LONG), 0, 1.1)],
    ['has columns of other widths', { ...lower(LONG), cells: lower(LONG).cells.map((cell) => ({ ...cell, box: other(cell.box) })) }],
  ])('are two tables where the lower one %s', (_, part) => {
    const scanned = pages('scan', upper(), part);
    joinTables(scanned);
    expect(shapes(scanned)).toHaveLength(2);
  });

  it('keep a row that is like the header but no misreading of it, and rows of figures that are alike', () => {
    const rows = pages('scan', upper(), lower(['商品服务', '技术支持情况', '标准分值', '实际得分']));
    joinTables(rows);
    expect(rows[0]!.tables[0]!.rows).toBe(4);
    const figures = pages('scan', tableFrom(1, 700, [['甲', '10', '9.5']]), tableFrom(2, 60, [['甲', '10', '9.5'], ['乙', '8', '8']])); // prettier-ignore
    joinTables(figures);
    expect(figures[0]!.tables[0]!.rows).toBe(3);
  });

  /** The second column begins 30 points further right. */
  function other([x0, y0, x1, y1]: Box): Box {
    const moved = (x: number): number => (x === 150 ? 180 : x);
    return [moved(x0), y0, moved(x1), y1];
  }
});
