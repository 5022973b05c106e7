import { describe, expect, it } from 'vitest';
import { edgesOf, mergeEdges } from '../../../extractors/tables/edges.js';
import { rectangle, rule } from '../layout/drawn.js';

describe('ruling lines from painted shapes', () => {
  it('reads strokes, the sides of stroked boxes and thin fills alike', () => {
    expect(edgesOf([rule(50, 100, 250, 100.3)])).toEqual([{ direction: 'horizontal', at: 100.15, from: 50, to: 250 }]);
    expect(edgesOf([rectangle(50, 100, 250, 160)]).map((edge) => edge.direction)).toEqual([
      'horizontal',
      'vertical',
      'horizontal',
      'vertical',
    ]);
    expect(edgesOf([rectangle(50, 100, 50.7, 300, { fill: 0 })])).toEqual([{ direction: 'vertical', at: 50.35, from: 100, to: 300 }]);
  });

  it('passes over slanting strokes, filled areas, white lines, curves and bars', () => {
    const shapes = [
      rule(50, 100, 250, 140),
      rectangle(50, 100, 250, 160, { fill: 0.8 }),
      rectangle(50, 100, 250, 101, { fill: 1 }),
      rectangle(50, 100, 250, 160, { stroke: 0, curved: true }),
      rule(50, 100, 250, 100, 12),
    ];
    expect(edgesOf(shapes)).toEqual([]);
  });

  it('joins dashes, dots and cell-by-cell borders to one line, but not two lines with a gap between', () => {
    const dashes = Array.from({ length: 20 }, (_, index) => rule(50 + index * 5, 100, 53 + index * 5, 100));
    expect(mergeEdges(edgesOf(dashes))).toEqual([{ direction: 'horizontal', at: 100, from: 50, to: 148 }]);
    const dots = Array.from({ length: 40 }, (_, index) => rectangle(50, 100 + index * 2, 50.5, 100.5 + index * 2, { fill: 0 }));
    expect(mergeEdges(edgesOf(dots))).toEqual([{ direction: 'vertical', at: 50.25, from: 100, to: 178.5 }]);
    expect(mergeEdges(edgesOf([rule(50, 100, 100, 100), rule(120, 100, 200, 100)]))).toHaveLength(2);
  });

  it('takes a double rule for one line and keeps rows apart', () => {
    expect(mergeEdges(edgesOf([rule(50, 100, 250, 100), rule(50, 102, 250, 102)]))).toEqual([
      { direction: 'horizontal', at: 101, from: 50, to: 250 },
    ]);
    expect(mergeEdges(edgesOf([rule(50, 100, 250, 100), rule(50, 112, 250, 112)]))).toHaveLength(2);
  });

  it('drops scraps', () => {
    expect(mergeEdges(edgesOf([rectangle(50, 100, 52, 102, { fill: 0 })]))).toEqual([]);
  });
});
