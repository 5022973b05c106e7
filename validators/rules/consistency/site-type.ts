import { defineRule, fail } from '../../rule.js';
import { normalise, saysNothing } from '../../words/normalise.js';

export const siteType = defineRule({
  id: 'consistency/site-type',
  severity: 'warning',
  title: { zh: '场所类型与分场所不符', en: 'Site type and branches contradict each other' },
  description: {
    zh: '1.5 勾选单一场所时不应列出分场所，勾选多场所时应至少列出一个。“无”“/”以及与注册地址、审查地址相同的地址不算分场所。',
    en: 'With a single site ticked in 1.5 no branch is listed; with several sites at least one is. 无, a stroke, and the registered or audit address are no branches.',
  },
  reads: ['basic.siteType', 'basic.branches', 'basic.registeredAddress?', 'basic.auditAddress?'],
  absence: ['multiple'],
  messages: {
    single: {
      zh: '1.5 勾选的是单一场所，却列出了分场所“{{branch}}”。',
      en: 'A single site is ticked in 1.5, but a branch is listed: "{{branch}}".',
    },
    multiple: {
      zh: '1.5 勾选的是多场所，却没有列出任何分场所。',
      en: 'Several sites are ticked in 1.5, but no branch is listed.',
    },
  },
  *check({ report: { basic } }) {
    const own = [basic.registeredAddress, basic.auditAddress].map((address) => (address === null ? '' : normalise(address)));
    const branches = (basic.branches ?? []).flatMap((text, index) =>
      saysNothing(text) || own.includes(normalise(text)) ? [] : [{ text, path: `basic.branches[${index}]` }],
    );
    if (basic.siteType === 'single' && branches[0] !== undefined) {
      yield fail('single', {
        at: 'basic.siteType',
        related: branches.map(({ path }) => ({ path, note: { zh: '列出的分场所', en: 'a branch listed' } })),
        data: { reported: basic.siteType, branches: branches.map(({ text }) => text) },
        words: { branch: branches[0].text },
        basis: [],
      });
    } else if (basic.siteType === 'multiple' && branches.length === 0) {
      yield fail('multiple', { at: 'basic.siteType', data: { reported: basic.siteType, branches: [] }, basis: ['basic.branches'] });
    }
  },
});
