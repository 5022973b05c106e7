import { describe, expect, it } from 'vitest';
import { activities, compareScopes } from '../../../validators/words/scope.js';

describe('activities', () => {
  it('splits at punctuation and at connectives that are words of their own', () => {
    expect(activities('S：废水和废气治理、中和剂的销售（五星级）')).toEqual(['废水', '废气治理', '中和剂的销售']);
  });
  it('keeps a star that belongs to the activity', () => {
    expect(activities('三星级酒店设备的销售')).toEqual(['三星级酒店设备的销售']);
  });
});

describe('compareScopes', () => {
  it.each([
    ['punctuation', '水泵的销售；阀门的维修。', '水泵的销售、阀门的维修'],
    ['width and spacing', '水泵（不锈钢）的销售', '水泵 (不锈钢) 的销售'],
    ['a generic tail', '水泵的销售所涉及的售后服务', '水泵的销售'],
    ['connectives', '水泵的销售及阀门的维修', '水泵的销售，阀门的维修'],
    ['order', '阀门的维修、水泵的销售', '水泵的销售、阀门的维修'],
    ['a list under one tail in another order', '水泵、风机的维修', '风机、水泵的维修'],
    ['a star behind', '水泵的销售（四星级）', '水泵的销售[五星]'],
  ])('%s does not count', (_, first, second) => {
    expect(compareScopes(first, second)).toBeNull();
  });

  it('gives a short piece the object of the one before', () => {
    expect(compareScopes('厨房设备的生产、销售', '厨房设备的生产、销售、安装')).toEqual({
      dropped: [],
      added: ['厨房设备的安装'],
      changed: [],
    });
  });
  it('calls a slip of one character changed', () => {
    expect(compareScopes('空调设备的销售', '空调没备的销售')).toEqual({
      dropped: [],
      added: [],
      changed: [{ from: '空调设备的销售', to: '空调没备的销售' }],
    });
  });
  it('tells dropped and added apart when they have nothing in common', () => {
    expect(compareScopes('电梯维保、水泵的销售', '水泵的销售、食品配送')).toEqual({
      dropped: ['电梯维保'],
      added: ['食品配送'],
      changed: [],
    });
  });
});
