import { describe, expect, it } from 'vitest';
import { edgesOf, mergeEdges } from '../../../extractors/tables/edges.js';
import { completeSides, intersectionsOf, latticesOf } from '../../../extractors/tables/intersections.js';
import { gridsOf, structuralDoubts, tablesOf } from '../../../extractors/tables/tables.js';
import type { Shape } from '../../../extractors/pdf/content.js';
import { glyphsOf, gridRules, rectangle, rule, shapeOf } from '../layout/drawn.js';

const XS = [50, 150, 250, 350];
const YS = [100, 120, 140, 160];
const grids = (shapes: Shape[]) => gridsOf(edgesOf(shapes));
const cellsOf = (shapes: Shape[]) =>
  grids(shapes)[0]!.cells.map(
    ({ row, column, rowSpan, columnSpan }) => `${row},${column}${rowSpan * columnSpan > 1 ? ` ${rowSpan}x${columnSpan}` : ''}`,
  );
/** The grid's rules without some pieces: each piece is cut out of the rule it lies on. */
const without = (...pieces: [x0: number, y0: number, x1: number, y1: number][]): Shape[] => {
  const segments: Shape[] = [];
  for (const y of YS) for (let i = 0; i + 1 < XS.length; i++) segments.push(rule(XS[i]!, y, XS[i + 1]!, y));
  for (const x of XS) for (let i = 0; i + 1 < YS.length; i++) segments.push(rule(x, YS[i]!, x, YS[i + 1]!));
  return segments.filter(({ box }) => !pieces.some(([x0, y0, x1, y1]) => box[0] >= x0 && box[1] >= y0 && box[2] <= x1 && box[3] <= y1));
};

describe('intersections and lattices', () => {
  it('finds where lines meet, corners that do not quite touch included', () => {
    const edges = mergeEdges(edgesOf([rule(50, 100, 150, 100), rule(52, 102, 52, 200), rule(149, 50, 149, 97), rule(300, 50, 300, 200)]));
    const meetings = intersectionsOf(
      edges.filter((edge) => edge.direction === 'horizontal'),
      edges.filter((edge) => edge.direction === 'vertical'),
    );
    expect(meetings.map(({ x, y }) => [x, y])).toEqual([[52, 100]]);
  });

  it('keeps tables apart, and underlines out of all', () => {
    const shapes = [...gridRules(XS, YS), ...gridRules([50, 200, 350], [300, 320, 340]), rule(60, 400, 160, 400), rule(60, 135, 120, 135)];
    expect(latticesOf(mergeEdges(edgesOf(shapes)))).toHaveLength(2);
    expect(grids(shapes).map(({ rows, columns }) => [rows, columns])).toEqual([
      [3, 3],
      [2, 2],
    ]);
  });

  it('adds sides that were left out where lines stick out, and only there', () => {
    const lattice = {
      horizontals: mergeEdges(edgesOf(YS.map((y) => rule(50, y, 350, y)))),
      verticals: mergeEdges(edgesOf([150, 250].map((x) => rule(x, 100, x, 160)))),
    };
    expect(completeSides(lattice).verticals.map((edge) => edge.at)).toEqual([150, 250, 50, 350]);
    const closed = latticesOf(mergeEdges(edgesOf(gridRules(XS, YS))))[0]!;
    expect(completeSides(closed)).toEqual(closed);
  });
});

describe('cells', () => {
  it('reads a plain grid', () => {
    expect(cellsOf(gridRules(XS, YS))).toEqual(['0,0', '0,1', '0,2', '1,0', '1,1', '1,2', '2,0', '2,1', '2,2']);
  });

  it('reads merged cells', () => {
    expect(cellsOf(without([150, 100, 150, 120], [50, 120, 150, 120]).concat(rule(50, 120, 150, 120)))).toContain('0,0 1x2');
    expect(cellsOf(without([50, 140, 150, 140]))).toContain('1,0 2x1');
  });

  it.each([
    [
      'top rule',
      YS.slice(1)
        .map((y) => rule(50, y, 350, y))
        .concat(XS.map((x) => rule(x, 100, x, 160))),
    ],
    [
      'bottom rule',
      YS.slice(0, -1)
        .map((y) => rule(50, y, 350, y))
        .concat(XS.map((x) => rule(x, 100, x, 160))),
    ],
    ['left and right sides', YS.map((y) => rule(50, y, 350, y)).concat([150, 250].map((x) => rule(x, 100, x, 160)))],
    ['any outer rule', [120, 140].map((y) => rule(50, y, 350, y)).concat([150, 250].map((x) => rule(x, 100, x, 160)))],
  ])('completes a table without its %s', (_, shapes) => {
    expect(cellsOf(shapes)).toHaveLength(9);
  });

  it('takes boxes of one column for frames', () => {
    expect(grids([rectangle(50, 50, 550, 800)])).toEqual([]);
    expect(grids([rectangle(50, 50, 550, 800), rule(50, 100, 550, 100)])).toEqual([]);
  });

  it('tells a double rule within a table from two tables touching', () => {
    const double = gridRules(XS, YS).concat(gridRules(XS, [163, 180]));
    expect(grids(double).map(({ rows, columns }) => [rows, columns])).toEqual([[4, 3]]);
    const two = gridRules(XS, YS).concat(gridRules([50, 110, 350], [163, 180, 200]));
    expect(grids(two).map(({ rows, columns }) => [rows, columns])).toEqual([
      [3, 3],
      [2, 2],
    ]);
  });

  it('names what cannot be right: a missing cell, a field that is no rectangle, two cells on one square', () => {
    const ragged = grids(without([250, 160, 350, 160], [350, 140, 350, 160]))[0]!;
    expect(ragged.cells.filter((cell) => cell.open !== true)).toHaveLength(8);
    expect(structuralDoubts(ragged)).toEqual(['ragged-rows']);
    const bent = grids(without([50, 140, 150, 140], [150, 140, 150, 160]))[0]!;
    expect(structuralDoubts(bent)).toEqual(['ragged-rows']);
    const cell = { row: 0, column: 0, rowSpan: 1, columnSpan: 2 };
    expect(structuralDoubts({ rows: 1, columns: 2, cells: [cell, { ...cell, column: 1, columnSpan: 1 }] })).toEqual(['overlapping-cells']);
    expect(structuralDoubts(grids(gridRules(XS, YS))[0]!)).toEqual([]);
  });
});

describe('tables', () => {
  it('gives each cell its lines and leaves the rest', () => {
    const glyphs = [...glyphsOf('得分', 60, 114), ...glyphsOf('第一', 160, 112), ...glyphsOf('二', 160, 119), ...glyphsOf('表下', 60, 300)];
    const { tables, rest } = tablesOf(grids(gridRules(XS, [100, 130, 160])), glyphs, 2);
    expect(shapeOf(tables[0]!)).toEqual([
      ['0:得分', '1:第一/二', '2:'],
      ['0:', '1:', '2:'],
    ]);
    expect(tables[0]).toMatchObject({ parts: [{ page: 2, box: [50, 100, 350, 160] }], ruled: true, issues: [] });
    expect(rest.map((glyph) => glyph.text).join('')).toBe('表下');
  });

  it('gives the text of a table in a cell to the inner table', () => {
    const shapes = [...gridRules([50, 150, 550], [100, 300]), ...gridRules([170, 250, 350], [150, 170, 190])];
    const { tables } = tablesOf(grids(shapes), [...glyphsOf('外', 160, 120), ...glyphsOf('内', 180, 164)], 1);
    expect(tables.map((table) => shapeOf(table)[0])).toEqual([
      ['0:', '1:外'],
      ['0:内', '1:'],
    ]);
  });
});
