import { defineRule, fail } from '../../rule.js';
import { fieldName } from '../../words/fields.js';
import { normalise } from '../../words/normalise.js';

/** Five digits, year, two or three letters; a running number or R1 may follow for later audits of one project. */
const FORM = /^\d{5}-(?:19|20)\d{2}-[A-Z]{2,3}(?:-?(?:R?\d{1,2}))?$/;

/** Project numbers are nnnnn-yyyy-XX. Spaces, kinds of dashes, full width and case do not count. */
export const projectNumber = defineRule({
  id: 'format/project-number',
  severity: 'warning',
  title: { zh: '项目编号格式不符', en: 'A malformed project number' },
  description: {
    zh: '项目编号应为“五位数字-四位年份-字母代号”，如 20417-2024-SA；其后可再带序号（-1、R1）。空格、全角半角、连接号的种类和大小写不计。封面与 1.2 写法相同时只报一条。',
    en: 'A project number is five digits, a year of four digits and a code of letters, like 20417-2024-SA; a running number (-1, R1) may follow. Spaces, width, kind of dash and case do not count. When cover and 1.2 print the same number there is one finding.',
  },
  clause: '审查报告封面；1.2',
  reads: ['cover.projectNumber~', 'basic.projectNumber~'],
  exact: ['malformed'],
  messages: {
    malformed: {
      zh: '{{field}}印为“{{reported}}”，不是“五位数字-年份-字母代号”的格式（如 20417-2024-SA）。',
      en: 'The {{field}} is printed as "{{reported}}", which is not five digits, year and letters (like 20417-2024-SA).',
    },
  },
  *check({ report }) {
    const printed = [
      { path: 'cover.projectNumber', value: report.cover.projectNumber },
      { path: 'basic.projectNumber', value: report.basic.projectNumber },
    ].filter((one): one is { path: string; value: string } => one.value !== null && one.value.trim() !== '');
    const wrong = printed.filter(({ value }) => !FORM.test(normalise(value).toUpperCase()));
    for (const [index, { path, value }] of wrong.entries()) {
      const same = wrong.filter((other) => normalise(other.value) === normalise(value));
      if (same[0] !== wrong[index]) continue;
      yield fail('malformed', {
        at: path,
        related: same.slice(1).map((other) => ({ path: other.path, note: { zh: '写法相同', en: 'printed alike' } })),
        data: { reported: value },
        words: { field: fieldName(path) },
        basis: [],
      });
    }
  },
});
