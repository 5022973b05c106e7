import { describe, expect, it } from 'vitest';
import { errorsOn } from '../../../bench/ocr/page-text.js';

const truth = (pieces: string[], ticks = 0): Parameters<typeof errorsOn>[0] => ({ pieces, ticks });

describe('errorsOn', () => {
  it('does not charge for another reading order, other line breaks, spaces or widths', () => {
    expect(errorsOn(truth(['组织架构', '4', '3.5', '评审(一)']), ['评审（一）', '3.5', '组织 架构4'])).toEqual({
      errors: 0,
      characters: 13,
    });
  });

  it('charges for what is changed, lost and invented', () => {
    expect(errorsOn(truth(['组织架构']), ['组枳架构']).errors).toBe(1);
    expect(errorsOn(truth(['组织架构', '人员配置']), ['组织架构']).errors).toBe(4);
    expect(errorsOn(truth(['组织架构']), ['组织架构', '三三三']).errors).toBe(3);
    expect(errorsOn(truth(['组织架构', '4']), []).errors).toBe(5);
  });

  it('excuses two characters in the place of a tick box, and no more', () => {
    expect(errorsOn(truth(['是', '否'], 2), ['口是口否']).errors).toBe(0);
    expect(errorsOn(truth(['是', '否'], 1), ['口是口否口口']).errors).toBe(2);
  });

  it('uses each stretch of the reading once', () => {
    expect(errorsOn(truth(['4', '4']), ['4']).errors).toBe(1);
  });
});
