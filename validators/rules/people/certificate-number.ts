import { defineRule, fail } from '../../rule.js';
import { normalise } from '../../words/normalise.js';
import { teamRole } from '../../words/roles.js';

/** The form registration numbers of service auditors usually have: year, field, number. */
const USUAL = /^9999-[9A]{4}-9{7}$/;

export const certificateNumber = defineRule({
  id: 'people/certificate-number',
  severity: 'info',
  title: { zh: '注册证书号缺失或格式与其他人不同', en: 'Certificate number missing or unlike the others' },
  description: {
    zh: '每名审查员都应填写注册证书号，其位数和字母、数字的排列应与组内其他人一致。技术专家等非注册人员不在此列。',
    en: 'Every auditor has a certificate number, and digits and letters stand as in the others. Technical experts and observers need none.',
  },
  reads: ['basic.auditors[].certificateNumber~', 'basic.auditors[].role?', 'basic.auditors[].name?'],
  exact: ['form'],
  messages: {
    missing: {
      zh: '1.13 中{{name}}的注册证书号为空。',
      en: 'The certificate number of {{name}} in 1.13 is blank.',
    },
    form: {
      zh: '1.13 中{{name}}的注册证书号“{{reported}}”与其他人的格式不同（如“{{example}}”）。',
      en: 'The certificate number "{{reported}}" of {{name}} in 1.13 does not have the form of the others ("{{example}}").',
    },
  },
  *check({ report, printed }) {
    const rows = (report.basic.auditors ?? []).map(({ name, role, certificateNumber: number }, index) => ({
      name: name ?? { zh: `第 ${index + 1} 行的审查员`, en: `the auditor in row ${index + 1}` },
      number,
      shape: number === null ? null : shape(number),
      path: `basic.auditors[${index}].certificateNumber`,
      registered: role === null || teamRole(role) !== 'expert',
    }));
    const numbered = rows.filter(({ shape }) => shape !== null && /9/.test(shape));
    const model = usualShape(numbered.map(({ shape }) => shape ?? ''));
    const example = numbered.find(({ shape }) => shape === model);
    for (const { name, number, shape, path, registered } of rows) {
      const blank = number === null ? printed(path)?.trim() === '' : shape !== null && !/[9A]/.test(shape);
      if (blank && registered) yield fail('missing', { at: path, words: { name }, data: { reported: number ?? '' }, basis: [] });
      if (number === null || blank || example === undefined || shape === model) continue;
      yield fail('form', {
        at: path,
        related: [{ path: example.path, note: { zh: '其他人的格式', en: 'the form of the others' } }],
        data: { reported: number, example: example.number ?? '' },
        words: { name },
        basis: [],
      });
    }
  },
});

/** A number with every digit as 9 and every letter as A. */
function shape(number: string): string {
  return normalise(number).toUpperCase().replace(/\d/g, '9').replace(/\p{L}/gu, 'A');
}

/** The shape most of them have; of two that differ the usual one; null when it cannot be told which is the odd one. */
function usualShape(shapes: string[]): string | null {
  const counts = new Map<string, number>();
  for (const one of shapes) counts.set(one, (counts.get(one) ?? 0) + 1);
  const [first, second] = [...counts].sort(([, a], [, b]) => b - a);
  if (first === undefined || second === undefined) return null;
  if (first[1] > second[1]) return first[0];
  const usual = [...counts.keys()].filter((one) => USUAL.test(one));
  return usual.length === 1 ? usual[0]! : null;
}
