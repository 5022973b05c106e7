import { describe, expect, it } from 'vitest';
import { linesOf } from '../../../extractors/layout/lines.js';
import type { Shape } from '../../../extractors/pdf/content.js';
import type { Widget } from '../../../extractors/pdf/widgets.js';
import { gridsOf } from '../../../extractors/tables/tables.js';
import { edgesOf } from '../../../extractors/tables/edges.js';
import { findTicks } from '../../../extractors/ticks/find-ticks.js';
import { glyphsOf, gridRules, rectangle, rule } from '../layout/drawn.js';

const find = (glyphs: ReturnType<typeof glyphsOf>, shapes: Shape[] = [], widgets: Widget[] = []) => {
  const found = findTicks({ page: 1, glyphs, shapes, widgets });
  return {
    ...found,
    text: linesOf(found.glyphs, 1)
      .map((line) => line.text)
      .join('/'),
  };
};
/** A label at x = 70 behind a box at (58, 92). */
const LABEL = glyphsOf('是', 70, 100);
const BOX = rectangle(58, 92, 67, 101);

describe('ticks as glyphs', () => {
  it('stand in the line as one character each, at their place', () => {
    const { text, ticks } = find(glyphsOf('■是 □否', 50, 100));
    expect(text).toBe('☑是 ☐否');
    expect(ticks).toMatchObject([
      { state: 'ticked', kind: 'glyph', page: 1 },
      { state: 'empty', kind: 'glyph' },
    ]);
    expect(ticks[0]!.box[0]).toBe(50);
    expect(ticks[0]!.box[2]).toBe(60);
  });

  it('a box with a check printed over it is one ticked box', () => {
    const { text, ticks } = find([...glyphsOf('□是', 50, 100), ...glyphsOf('√', 51, 99)]);
    expect(text).toBe('☑是');
    expect(ticks).toHaveLength(1);
  });

  it('a box with a cross drawn over it is ticked', () => {
    const { text } = find(glyphsOf('□是', 50, 100), [rule(51, 92, 59, 100), rule(51, 100, 59, 92)]);
    expect(text).toBe('☑是');
  });

  it('a symbol font check becomes the character it shows', () => {
    expect(find([...glyphsOf('（', 50, 100), ...glyphsOf('ü', 60, 100, { font: 'Wingdings' }), ...glyphsOf('）', 66, 100)]).text).toBe(
      '（√）',
    );
  });
});

describe('ticks as drawn boxes', () => {
  it.each<[string, Shape[]]>([
    ['a stroked rectangle', [BOX]],
    ['four lines', [rule(58, 92, 67, 92), rule(58, 101, 67, 101), rule(58, 92, 58, 101), rule(67, 92, 67, 101)]],
    ['a dark rectangle with a white one in it', [rectangle(58, 92, 67, 101, { fill: 0 }), rectangle(59, 93, 66, 100, { fill: 1 })]],
    ['a white rectangle with a border', [rectangle(58, 92, 67, 101, { fill: 1, stroke: 0 })]],
  ])('%s is empty', (_, shapes) => {
    const { ticks, text } = find(LABEL, shapes);
    expect(ticks).toMatchObject([{ state: 'empty', kind: 'vector' }]);
    expect(text).toBe('☐是');
  });

  it.each<[string, Shape[]]>([
    ['filled dark', [rectangle(58, 92, 67, 101, { fill: 0, stroke: 0 })]],
    ['crossed', [BOX, rule(59, 93, 66, 100), rule(59, 100, 66, 93)]],
    ['checked with a stroke', [BOX, { ...rule(59, 96, 66, 93), points: [59, 96, 61, 100, 66, 93], box: [59, 93, 66, 100] }]],
    ['holding a smaller dark square', [BOX, rectangle(60, 94, 65, 99, { fill: 0 })]],
  ])('a box %s is ticked', (_, shapes) => {
    expect(find(LABEL, shapes).ticks).toMatchObject([{ state: 'ticked' }]);
  });

  it('a check typed into the box ticks it', () => {
    const { ticks, text } = find([...glyphsOf('√', 58, 100), ...LABEL], [BOX]);
    expect(ticks).toMatchObject([{ state: 'ticked', kind: 'vector' }]);
    expect(text).toBe('☑是');
  });

  it('a grey box is unknown', () => {
    expect(find(LABEL, [rectangle(58, 92, 67, 101, { fill: 0.65, stroke: 0 })]).ticks).toMatchObject([{ state: 'unknown' }]);
  });

  it.each<[string, Shape[], ReturnType<typeof glyphsOf>]>([
    ['a square with nothing beside it', [rectangle(300, 400, 309, 409)], LABEL],
    ['a boxed figure', [BOX], [...glyphsOf('3', 60, 100), ...LABEL]],
    ['a large box', [rectangle(40, 80, 66, 106)], LABEL],
    ['a small bullet', [rectangle(60, 95, 64, 99, { fill: 0 })], LABEL],
    ['a row of boxes for a number', [BOX, rectangle(67, 92, 76, 101), rectangle(76, 92, 85, 101)], glyphsOf('编号', 90, 100)],
  ])('%s is none', (_, shapes, glyphs) => {
    const found = find(glyphs, shapes);
    expect(found.ticks).toEqual([]);
    expect(found.shapes).toHaveLength(shapes.length);
  });

  it('neither become tables nor break the table they stand in', () => {
    const { shapes, ticks } = find(LABEL, [BOX, ...gridRules([50, 150, 250], [85, 110, 135])]);
    expect(ticks).toHaveLength(1);
    expect(gridsOf(edgesOf(shapes)).map(({ rows, columns }) => [rows, columns])).toEqual([[2, 2]]);
  });

  it('table cells of square size are no ticks', () => {
    expect(find(LABEL, gridRules([40, 54, 68, 82], [90, 104, 118])).ticks).toEqual([]);
  });
});

describe('ticks as form widgets', () => {
  const widget = (state: Widget['state']): Widget => ({ id: '1R', box: [58, 92, 67, 101], state });

  it('stand in the line with their state', () => {
    expect(find(LABEL, [], [widget('ticked')])).toMatchObject({ text: '☑是', ticks: [{ state: 'ticked', kind: 'widget' }] });
    expect(find(LABEL, [], [widget('empty')]).text).toBe('☐是');
  });

  it('over a printed box are one tick; a box printed ticked under one that is off is unknown', () => {
    const printed = (character: string) => find([...glyphsOf(character, 57.5, 101), ...LABEL], [BOX], [widget('empty')]);
    expect(printed('□')).toMatchObject({ ticks: [{ state: 'empty', kind: 'widget' }] });
    expect(printed('■')).toMatchObject({ ticks: [{ state: 'unknown' }] });
  });
});
