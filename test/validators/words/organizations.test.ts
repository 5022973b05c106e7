import { describe, expect, it } from 'vitest';
import { namedAsAudited, organizationMentions, sameOrganization } from '../../../validators/words/organizations.js';

const names = (text: string): string[] => organizationMentions(text).map(({ name }) => name);

describe('organizationMentions', () => {
  it.each([
    ['本次评价对海川智能装备有限公司的售后服务进行了审查', ['海川智能装备有限公司']],
    ['受评价方泰州启沐暖通科技（江苏）有限公司建立了体系', ['泰州启沐暖通科技(江苏)有限公司']],
    ['由海川机电设备股份有限公司生产，委托顺捷物流有限责任公司配送', ['海川机电设备股份有限公司', '顺捷物流有限责任公司']],
    ['宏远智能装备集团有限公司与宏远智能装备集团', ['宏远智能装备集团有限公司', '宏远智能装备集团']],
  ])('finds where the name starts in %s', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });
  it.each(['以客户为中心', '设有客户服务中心和呼叫中心', '集团公司统一管理，集团化运作', '大型企业集团', '某有限公司', '有限公司的章程'])(
    'sees no name in %s',
    (text) => {
      expect(names(text)).toEqual([]);
    },
  );
});

describe('namedAsAudited', () => {
  it('names the place of the mention in the normalised text', () => {
    expect(namedAsAudited('总体来看， 海川智能装备有限公司建立了服务体系')).toEqual([{ name: '海川智能装备有限公司', start: 5, end: 15 }]);
  });
  it('leaves customers, suppliers and partners out', () => {
    const text = '为海川食品有限公司提供安装服务。主要客户有海川食品有限公司、宏远商贸有限公司。海川食品有限公司是受评价方的主要用户。';
    expect(namedAsAudited(text)).toEqual([]);
  });
});

describe('sameOrganization', () => {
  it.each([
    ['青岚环境科技有限公司', '青岚环境科技有限责任公司'],
    ['青岚环境科技有限公司', '杭州青岚环境科技有限公司'],
    ['青岚科技', '浙江省杭州市青岚环境科技有限公司'],
    ['青岚集团', '青岚环境科技有限公司'],
    ['青岚环境科技（杭州）有限公司', '青岚环境科技有限公司'],
  ])('%s is %s', (first, second) => {
    expect(sameOrganization(first, second)).toBe(true);
    expect(sameOrganization(second, first)).toBe(true);
  });
  it.each([
    ['海川环境科技有限公司', '青岚环境科技有限公司'],
    ['杭州海川环境科技有限公司', '杭州青岚环境科技有限公司'],
  ])('%s is not %s', (first, second) => {
    expect(sameOrganization(first, second)).toBe(false);
  });
});
