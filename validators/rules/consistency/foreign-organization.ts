import { defineRule, fail } from '../../rule.js';
import { namedAsAudited, sameOrganization } from '../../words/organizations.js';

export const foreignOrganization = defineRule({
  id: 'consistency/foreign-organization',
  severity: 'warning',
  title: { zh: '概述中写的是另一家组织', en: 'The narrative is about another organization' },
  description: {
    zh: '概述若把另一家公司当作受评价方来写（例如沿用了别的报告的段落），应指出。认证机构、分支机构以及作为客户、供应商、合作方提到的公司不算；拿不准时不报。',
    en: 'A narrative that speaks of another company as if it were the audited one was probably taken from another report. The certification body, branches, and companies named as customers, suppliers or partners do not count; in doubt nothing is said.',
  },
  reads: [
    'narrative.paragraphs',
    'cover.organization~',
    'basic.organization~',
    'cover.certificationBody?',
    'basic.branches~',
    'basic.siteType?',
  ],
  exact: ['foreign'],
  messages: {
    foreign: {
      zh: '概述把“{{reported}}”当作受评价方来写，而受审查方是“{{computed}}”；请核实是否误用了其他报告的内容。',
      en: 'The narrative speaks of "{{reported}}" as the audited organization, which is "{{computed}}"; text of another report may have been used.',
    },
  },
  *check({ report: { narrative, cover, basic } }) {
    const audited = [basic.organization, cover.organization].filter((name) => name !== null);
    // With several sites whose names were not read, another name may be one of them.
    if (audited[0] === undefined || (basic.siteType === 'multiple' && basic.branches === null)) return;
    const others = cover.certificationBody === null ? [] : [cover.certificationBody];
    const branches = (basic.branches ?? []).join('\n');
    const found = new Map<string, number[]>();
    for (const [index, paragraph] of (narrative.paragraphs ?? []).entries()) {
      for (const { name } of namedAsAudited(paragraph)) {
        // Certification bodies speak in these reports of their own work.
        if (/认证|评价/.test(name) || branches.includes(name)) continue;
        if ([...audited, ...others].some((known) => sameOrganization(name, known))) continue;
        found.set(name, [...(found.get(name) ?? []), index]);
      }
    }
    for (const [name, indices] of found) {
      const [at, ...more] = indices.map((index) => `narrative.paragraphs[${index}]`);
      yield fail('foreign', {
        at: at!,
        related: [
          {
            path: basic.organization === null ? 'cover.organization' : 'basic.organization',
            note: { zh: '受审查方名称', en: 'the audited organization' },
          },
          ...[...new Set(more)]
            .filter((path) => path !== at)
            .map((path) => ({ path, note: { zh: '同样的写法', en: 'named here as well' } })),
        ],
        data: { reported: name, computed: audited[0] },
        basis: [],
      });
    }
  },
});
