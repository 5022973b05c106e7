import { defineRule, fail, open } from '../../rule.js';
import { normalise } from '../../words/normalise.js';
import { teamRole } from '../../words/roles.js';
import { listed } from '../../words/terms.js';

export const leadAuditorMissing = defineRule({
  id: 'people/lead-auditor-missing',
  severity: 'warning',
  title: { zh: '没有组长或组长不止一名', en: 'No team leader, or more than one' },
  description: {
    zh: '审查组应有且只有一名组长。副组长和实习人员不算组长；同一人重复列出由 people/duplicate-auditor 说明。',
    en: 'An audit team has exactly one leader. Deputies and trainees do not count; one person listed twice is stated by people/duplicate-auditor.',
  },
  reads: ['basic.auditors', 'basic.auditors[].role~', 'basic.auditors[].name?'],
  absence: ['none'],
  messages: {
    none: {
      zh: '1.13 审查组成员中没有组长；印出的组内身份为{{roles}}。',
      en: 'No one in the audit team (1.13) is its leader; the printed roles are {{roles}}.',
    },
    several: {
      zh: '1.13 审查组有 {{count}} 名组长：{{names}}，应只有一名。',
      en: 'The audit team (1.13) has {{count}} leaders, {{names}}; there should be one.',
    },
    unknown: {
      zh: '1.13 中没有印出“组长”，而组内身份{{roles}}中有不认识的写法：请看原件谁是组长。',
      en: 'No role in 1.13 says leader, and among {{roles}} are roles not known here: look who leads the team.',
    },
  },
  *check({ report, printed }) {
    const auditors = report.basic.auditors ?? [];
    const rows = auditors.map(({ name, role }, index) => ({ name, role, path: `basic.auditors[${index}].role` }));
    const leaders = rows.filter(({ role }) => role !== null && teamRole(role) === 'leader');
    // One person on two rows is one leader.
    const persons = leaders.filter(
      ({ name }, index) =>
        name === null || leaders.findIndex((other) => other.name !== null && normalise(other.name) === normalise(name)) === index,
    );
    if (persons.length > 1) {
      yield fail('several', {
        at: persons[1]!.path,
        related: persons
          .filter((_, index) => index !== 1)
          .map(({ path, name }) => ({ path, note: { zh: `组长 ${name ?? ''}`, en: `leader ${name ?? ''}` } })),
        data: { reported: persons.length, computed: 1 },
        words: { count: persons.length, names: listed(persons.map(({ name }) => name ?? '?')) },
        basis: leaders.map(({ path }) => path),
      });
    }
    const unread = rows.some(({ role, path }) => role === null && printed(path)?.trim() !== '');
    if (leaders.length > 0 || unread) return;
    const roles = rows.map(({ role }) => role ?? '');
    const known = roles.every((role) => role === '' || teamRole(role) !== 'unknown');
    const verdict = known ? fail : open;
    yield verdict(known ? 'none' : 'unknown', {
      at: 'basic.auditors',
      related: rows.map(({ path, role }) => ({ path, note: { zh: `组内身份“${role ?? ''}”`, en: `role "${role ?? ''}"` } })),
      data: { reported: roles },
      words: { roles: roles.length > 0 ? listed(roles) : { zh: '空', en: 'none at all' } },
    });
  },
});
