import { defineRule, fail } from '../../rule.js';
import { fieldName } from '../../words/fields.js';
import { normalise } from '../../words/normalise.js';

export const auditorInOrganization = defineRule({
  id: 'people/auditor-in-organization',
  severity: 'warning',
  title: { zh: '审查员与受审查方人员同名', en: "Auditor bears the name of the client's people" },
  description: {
    zh: '审查组成员不应与受审查方的联系人或内部评价人员同名：可能是填错，也可能影响公正性。',
    en: "No auditor should bear the name of the client's contact or internal evaluators: it is a slip, or a question of impartiality.",
  },
  reads: ['basic.auditors[].name~', 'basic.contact.name~', 'internalEvaluation.people[]~'],
  messages: {
    same: {
      zh: '审查组成员“{{reported}}”与受审查方的{{roles}}同名，请核实是填写错误还是同一人。',
      en: "{{reported}} of the audit team bears the name of the client's {{roles}}: a slip, or the same person?",
    },
  },
  *check({ report: { basic, internalEvaluation } }) {
    const people = [
      { name: basic.contact.name, path: 'basic.contact.name' },
      ...(internalEvaluation.people ?? []).map((name, index) => ({ name, path: `internalEvaluation.people[${index}]` })),
    ].flatMap(({ name, path }) => (name === null ? [] : [{ name: normalise(name), path }]));
    for (const [index, { name }] of (basic.auditors ?? []).entries()) {
      const same = name === null ? [] : people.filter((person) => person.name === normalise(name));
      if (name === null || same.length === 0) continue;
      const roles = same.map(({ path }) => role(path));
      yield fail('same', {
        at: `basic.auditors[${index}].name`,
        related: same.map(({ path }) => ({ path, note: fieldName(path) })),
        data: { reported: name },
        words: { roles: { zh: roles.map(({ zh }) => zh).join('、'), en: roles.map(({ en }) => en).join(' and ') } },
        basis: [],
      });
    }
  },
});

function role(path: string): { zh: string; en: string } {
  return path === 'basic.contact.name' ? { zh: '联系人', en: 'contact' } : { zh: '内部评价人员', en: 'internal evaluator' };
}
