import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { readDrawing } from '../../../extractors/pdf/drawing.js';
import type { PageContent } from '../../../extractors/pdf/content.js';

/** Runs operators on a 200 x 100 page whose origin is bottom-left, as in a PDF. */
function draw(...operators: [fn: number, ...args: unknown[]][]): PageContent {
  return readDrawing(
    { fnArray: operators.map(([fn]) => fn), argsArray: operators.map(([, ...args]) => args) },
    {
      matrix: [1, 0, 0, -1, 0, 100],
      width: 200,
      height: 100,
      fontOf: (id) => ({ name: id, scale: 0.001, vertical: id === 'vertical' }),
      skipAnnotation: (id) => id === 'tick',
    },
  );
}
const glyph = (unicode: string, width = 1000) => ({ unicode, originalCharCode: 7, width, isSpace: unicode === ' ' });
const show = (...glyphs: (string | number)[]): [number, unknown] => [
  OPS.showText,
  glyphs.map((one) => (typeof one === 'number' ? one : glyph(one))),
];
const FONT: [number, string, number] = [OPS.setFont, 'SimSun', 10];
const at = (x: number, y: number): [number, number[]] => [OPS.setTextMatrix, [1, 0, 0, 1, x, y]];
const path = (op: number, ...data: number[]): [number, number, number[][], number[]] => {
  const xs = data.filter((_, index) => index % 3 === 1);
  const ys = data.filter((_, index) => index % 3 === 2);
  return [OPS.constructPath, op, [data], [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]];
};
const rectangle = (x0: number, y0: number, x1: number, y1: number): number[] => [0, x0, y0, 1, x1, y0, 1, x1, y1, 1, x0, y1, 4];
const places = ({ glyphs }: PageContent): (string | number)[][] => glyphs.map(({ text, x0, x1, y }) => [text, x0, x1, y]);

describe('glyphs', () => {
  it('stand where the text state puts them', () => {
    expect(places(draw(FONT, at(20, 80), show('中', '文')))).toEqual([
      ['中', 20, 30, 20],
      ['文', 30, 40, 20],
    ]);
    expect(
      places(draw(FONT, [OPS.setCharSpacing, 2], [OPS.setWordSpacing, 3], at(20, 80), show('中', ' ', '文'))).map(([, x]) => x),
    ).toEqual([20, 32, 47]);
    expect(places(draw(FONT, [OPS.setHScale, 50], at(20, 80), show('中', -1000, '文'), show('字')))).toEqual([
      ['中', 20, 25, 20],
      ['文', 30, 35, 20],
      ['字', 35, 40, 20],
    ]);
    expect(places(draw(FONT, [OPS.setTextRise, 4], at(20, 80), show('注')))).toEqual([['注', 20, 30, 16]]);
  });

  it('move with Td, TD and T*', () => {
    const content = draw(
      FONT,
      at(20, 80),
      show('一'),
      [OPS.moveText, 5, -10],
      show('二'),
      [OPS.setLeadingMoveText, 0, -12],
      show('三'),
      [OPS.nextLine],
      show('四'),
    );
    expect(places(content).map(([text, x, , y]) => [text, x, y])).toEqual([
      ['一', 20, 20],
      ['二', 25, 30],
      ['三', 25, 42],
      ['四', 25, 54],
    ]);
  });

  it('follow transformations, form objects, save and restore', () => {
    const content = draw(
      [OPS.save],
      [OPS.transform, 2, 0, 0, 2, 10, 0],
      FONT,
      at(5, 40),
      show('大'),
      [OPS.restore],
      [OPS.paintFormXObjectBegin, [1, 0, 0, 1, 100, 0], null],
      FONT,
      at(5, 40),
      show('表'),
      [OPS.paintFormXObjectEnd],
    );
    expect(content.glyphs.map(({ text, x0, y, size }) => [text, x0, y, size])).toEqual([
      ['大', 20, 20, 20],
      ['表', 105, 60, 10],
    ]);
  });

  it('set at an angle are kept apart', () => {
    const content = draw(FONT, [OPS.setTextMatrix, [0.7, 0.7, -0.7, 0.7, 50, 50]], show('水', '印'));
    expect(content.glyphs).toEqual([]);
    expect(content.rotated.map(({ text, angle }) => [text, angle])).toEqual([
      ['水', -45],
      ['印', -45],
    ]);
  });

  it('of vertical fonts stand one below the other', () => {
    const content = draw([OPS.setFont, 'vertical', 10], at(50, 80), [
      OPS.showText,
      ['竖', '排'].map((text) => ({ ...glyph(text), vmetric: [-1000, 500, 880] })),
    ]);
    expect(places(content).map(([text, x, , y]) => [text, x, Math.round(Number(y))])).toEqual([
      ['竖', 45, 29],
      ['排', 45, 39],
    ]);
  });

  it('nobody can see are counted, not read', () => {
    const hidden = draw(
      FONT,
      [OPS.setTextRenderingMode, 3],
      at(20, 80),
      show('隐'),
      [OPS.setTextRenderingMode, 0],
      [OPS.setGState, [['ca', 0]]],
      show('透'),
      [OPS.setGState, [['ca', 1]]],
      [OPS.setFillRGBColor, '#ffffff'],
      show('白'),
    );
    expect(hidden).toMatchObject({ glyphs: [], invisible: 3 });
  });

  it('white on a dark ground are read', () => {
    const content = draw(
      [OPS.setFillRGBColor, '#204080'],
      path(OPS.fill, ...rectangle(10, 70, 100, 95)),
      [OPS.setFillRGBColor, '#ffffff'],
      FONT,
      at(20, 80),
      show('白'),
    );
    expect(content.glyphs).toHaveLength(1);
  });

  it('off the page, or clipped away, are not there', () => {
    const content = draw(
      FONT,
      at(-40, 80),
      show('左'),
      [OPS.clip],
      path(OPS.endPath, ...rectangle(0, 0, 60, 100)),
      at(20, 80),
      show('内'),
      at(120, 80),
      show('外'),
    );
    expect(places(content).map(([text]) => text)).toEqual(['内']);
  });

  it('of form ticks are left to their widgets, other annotations are read', () => {
    const annotation = (id: string, text: string): [number, ...unknown[]][] => [
      [OPS.beginAnnotation, id, [0, 0, 50, 50], [1, 0, 0, 1, 10, 10], [1, 0, 0, 1, 0, 0], false],
      FONT,
      at(5, 5),
      show(text),
      [OPS.endAnnotation],
    ];
    const content = draw(...annotation('tick', '✔'), ...annotation('field', '值'));
    expect(places(content)).toEqual([['值', 15, 25, 85]]);
  });
});

describe('paths', () => {
  it('carry how they were painted', () => {
    const content = draw(
      [OPS.setLineWidth, 2],
      [OPS.setStrokeRGBColor, '#000000'],
      [OPS.setFillRGBColor, '#808080'],
      path(OPS.stroke, 0, 10, 10, 1, 90, 10),
      path(OPS.fill, ...rectangle(10, 20, 50, 40)),
      path(OPS.fillStroke, ...rectangle(10, 50, 50, 60)),
      path(OPS.endPath, ...rectangle(0, 0, 200, 100)),
    );
    expect(
      content.shapes.map(({ box, fill, stroke, width }) => [box, fill === null ? null : Math.round(fill * 10), stroke, width]),
    ).toEqual([
      [[10, 90, 90, 90], null, 0, 2],
      [[10, 60, 50, 80], 5, null, 0],
      [[10, 40, 50, 50], 5, 0, 2],
    ]);
  });

  it('an outline filled between two boxes is a stroked box', () => {
    const [shape] = draw(path(OPS.eoFill, ...rectangle(10, 10, 20, 20), ...rectangle(11, 11, 19, 19))).shapes;
    expect(shape).toMatchObject({ fill: null, stroke: 0, width: 1, box: [10.5, 80.5, 19.5, 89.5] });
  });

  it('thin images are lines, others images', () => {
    const image = (width: number, height: number): [number, ...unknown[]][] => [
      [OPS.save],
      [OPS.transform, width, 0, 0, height, 10, 50],
      [OPS.paintImageXObject, 'img_1', 100, 100],
      [OPS.restore],
    ];
    const content = draw(...image(100, 0.5), ...image(80, 40));
    expect(content.shapes.map(({ box }) => box)).toEqual([[10, 49.5, 110, 50]]);
    expect(content.images).toMatchObject([{ id: 'img_1', box: [10, 10, 90, 50] }]);
  });
});
