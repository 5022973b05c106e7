import { defineRule, fail } from '../../rule.js';
import { normalise } from '../../words/normalise.js';

export const duplicateAuditor = defineRule({
  id: 'people/duplicate-auditor',
  severity: 'warning',
  title: { zh: '审查员重复或证书号重复', en: 'An auditor or a certificate number twice' },
  description: {
    zh: '审查组名单中同一人只应出现一次，一个注册证书号只属于一人。',
    en: 'Each auditor stands once in the team list, and one certificate number belongs to one person.',
  },
  reads: ['basic.auditors[].name~', 'basic.auditors[].certificateNumber~'],
  messages: {
    name: {
      zh: '1.13 中“{{name}}”出现了两次（第 {{first}} 行和第 {{second}} 行）。',
      en: '{{name}} is listed twice in 1.13 (rows {{first}} and {{second}}).',
    },
    certificate: {
      zh: '1.13 中“{{name}}”与“{{other}}”的注册证书号同为“{{reported}}”，一个证书号只能属于一人。',
      en: '{{name}} and {{other}} bear the same certificate number "{{reported}}" in 1.13; a number belongs to one person.',
    },
  },
  *check({ report }) {
    const rows = (report.basic.auditors ?? []).map(({ name, certificateNumber }, index) => ({
      index,
      name: name === null ? '' : normalise(name),
      // A dash or 无 is no number.
      number: certificateNumber === null || !/\d/.test(certificateNumber) ? '' : normalise(certificateNumber).toUpperCase(),
    }));
    for (const row of rows) {
      const earlier = rows.slice(0, row.index);
      const path = `basic.auditors[${row.index}]`;
      const sameName = earlier.find(({ name }) => name !== '' && name === row.name);
      const sameNumber = earlier.find(({ number, name }) => number !== '' && number === row.number && name !== '' && row.name !== '');
      const other = sameName ?? sameNumber;
      if (other === undefined) continue;
      const field = sameName ? 'name' : 'certificateNumber';
      yield fail(sameName ? 'name' : 'certificate', {
        at: `${path}.${field}`,
        related: [
          {
            path: `basic.auditors[${other.index}].${field}`,
            note: { zh: `第 ${other.index + 1} 行`, en: `row ${other.index + 1}` },
          },
        ],
        data: { reported: sameName ? row.name : row.number },
        words: { name: row.name, other: other.name, first: other.index + 1, second: row.index + 1 },
        basis: [`${path}.name`, `basic.auditors[${other.index}].name`],
      });
    }
  },
});
