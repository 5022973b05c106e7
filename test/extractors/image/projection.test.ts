import { describe, expect, it } from 'vitest';
import type { Projection } from '../../../extractors/image/image.js';
import {
  compose,
  fromMatrix,
  invert,
  mapBox,
  mapPoint,
  quarterTurn,
  rotation,
  scaleAt,
  scaling,
  translation,
} from '../../../extractors/image/projection.js';

const aslant: Projection = [1.02, 0.03, 5, -0.04, 0.97, -3, 1e-4, -2e-4, 1];

describe('projections', () => {
  it('compose in order: the inner one first', () => {
    expect(mapPoint(compose(scaling(2), translation(1, 2)), 10, 10)).toEqual([22, 24]);
    expect(mapPoint(compose(translation(1, 2), scaling(2)), 10, 10)).toEqual([21, 22]);
  });

  it('lead back by their inverse', () => {
    const [x, y] = mapPoint(invert(aslant), ...mapPoint(aslant, 123, 456));
    expect(x).toBeCloseTo(123, 6);
    expect(y).toBeCloseTo(456, 6);
  });

  it('flattening ones have no inverse', () => {
    expect(() => invert([1, 1, 0, 1, 1, 0, 0, 0, 1])).toThrow(RangeError);
  });

  it('map a box to the upright box around its corners', () => {
    const box = mapBox(compose(translation(50, 50), compose(rotation(45), translation(-50, -50))), [40, 40, 60, 60]);
    const half = 10 * Math.SQRT2;
    box.forEach((edge, index) => expect(edge).toBeCloseTo(50 + (index < 2 ? -half : half), 9));
  });

  it('turn clockwise by quarters into the first corner again', () => {
    expect(mapPoint(quarterTurn(90, 200, 100), 0, 0)).toEqual([100, 0]);
    expect(mapPoint(quarterTurn(180, 200, 100), 0, 0)).toEqual([200, 100]);
    expect(mapPoint(quarterTurn(270, 200, 100), 0, 0)).toEqual([0, 200]);
    expect(mapPoint(quarterTurn(0, 200, 100), 3, 4)).toEqual([3, 4]);
  });

  it('clockwise is downwards on the right', () => {
    expect(mapPoint(rotation(90), 1, 0)[1]).toBeCloseTo(1, 12);
  });

  it('read the matrices that PDF writes', () => {
    expect(mapPoint(fromMatrix([1, 2, 3, 4, 5, 6]), 10, 100)).toEqual([10 + 300 + 5, 20 + 400 + 6]);
  });

  it('tell how much they enlarge', () => {
    expect(scaleAt(scaling(2, 8), 5, 5)).toBeCloseTo(4, 12);
  });
});
