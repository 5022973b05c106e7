import { defineRule, fail } from '../../rule.js';
import { normalise, organizationKey } from '../../words/normalise.js';

/** The legal form a company's name ends with. */
const LEGAL_FORM = /(?:股份有限公司|有限责任公司|有限公司)$/;

export const organizationName = defineRule({
  id: 'consistency/organization-name',
  severity: 'warning',
  title: { zh: '组织名称前后不一', en: "The organization's names differ" },
  description: {
    zh: '封面的组织名称与 1.1 的受审查方名称应逐字相同；空格、全半角和“（盖章）”之类的附注不计，“有限公司”与“有限责任公司”算不同。',
    en: 'The organization on the cover and in 1.1 is the same, character by character. Spaces, full-width forms and notes such as （盖章） do not count; 有限公司 and 有限责任公司 differ.',
  },
  reads: ['cover.organization', 'basic.organization', 'narrative.text?'],
  exact: ['differs', 'legalForm'],
  messages: {
    differs: {
      zh: '封面的组织名称印为“{{cover}}”，1.1 印为“{{basic}}”，两处应相同。',
      en: 'The organization is "{{cover}}" on the cover but "{{basic}}" in 1.1; both should be the same.',
    },
    legalForm: {
      zh: '封面的组织名称为“{{cover}}”，1.1 为“{{basic}}”：公司形式不同，属于不同的名称。',
      en: 'The organization is "{{cover}}" on the cover but "{{basic}}" in 1.1: the legal forms differ, so these are different names.',
    },
  },
  *check({ report: { cover, basic, narrative } }) {
    if (cover.organization === null || basic.organization === null) return;
    const [onCover, inBasic] = [organizationKey(cover.organization), organizationKey(basic.organization)];
    if (onCover === inBasic) return;
    const stem = (name: string): string => name.replace(LEGAL_FORM, '');
    // The narrative is the witness: the name it uses is the right one. Without a witness the cover is compared with 1.1.
    const text = normalise(narrative.text ?? '').toUpperCase();
    const coverIsRight = text.includes(onCover) && !text.includes(inBasic);
    const [at, other] = coverIsRight ? ['basic.organization', 'cover.organization'] : ['cover.organization', 'basic.organization'];
    yield fail(stem(onCover) === stem(inBasic) ? 'legalForm' : 'differs', {
      at,
      related: [{ path: other, note: { zh: '另一处的名称', en: 'the name in the other place' } }],
      data: coverIsRight
        ? { reported: basic.organization, computed: cover.organization }
        : { reported: cover.organization, computed: basic.organization },
      words: { cover: cover.organization, basic: basic.organization },
      basis: [],
    });
  },
});
