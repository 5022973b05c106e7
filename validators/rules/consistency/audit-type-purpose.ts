import { defineRule, fail } from '../../rule.js';
import { fieldName } from '../../words/fields.js';
import { AUDIT_TYPE_NAMES } from '../../words/terms.js';

export const auditTypePurpose = defineRule({
  id: 'consistency/audit-type-purpose',
  severity: 'warning',
  title: { zh: '审查类型与审查目的不一致', en: 'Audit type and purpose differ' },
  description: {
    zh: '封面勾选的审查类型应与 1.7 审查目的所勾选的一致。',
    en: 'The audit type on the cover is the one ticked as the purpose in 1.7.',
  },
  reads: ['cover.auditType', 'basic.purpose', 'conclusion.recommendation?'],
  messages: {
    differs: {
      zh: '封面的审查类型为“{{cover}}”，1.7 审查目的为“{{purpose}}”，两处应相同。',
      en: 'The audit type on the cover is {{cover}}, but the purpose in 1.7 is {{purpose}}; both should be the same.',
    },
  },
  *check({ report: { cover, basic, conclusion } }) {
    if (cover.auditType === null || basic.purpose === null || cover.auditType === basic.purpose) return;
    // The recommendation is the witness which of the two is odd.
    const purposeIsOdd = conclusion.recommendation === cover.auditType;
    const [at, other] = purposeIsOdd ? ['basic.purpose', 'cover.auditType'] : ['cover.auditType', 'basic.purpose'];
    yield fail('differs', {
      at,
      related: [{ path: other, note: fieldName(other) }],
      data: purposeIsOdd ? { reported: basic.purpose, computed: cover.auditType } : { reported: cover.auditType, computed: basic.purpose },
      words: { cover: AUDIT_TYPE_NAMES[cover.auditType], purpose: AUDIT_TYPE_NAMES[basic.purpose] },
      basis: [],
    });
  },
});
