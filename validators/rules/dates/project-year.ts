import { defineRule, fail } from '../../rule.js';
import { projectYear, yearOf } from '../../words/dates.js';
import { normalise } from '../../words/normalise.js';

export const projectYearMismatch = defineRule({
  id: 'dates/project-year',
  severity: 'warning',
  title: { zh: '项目编号的年份与审查年份不符', en: 'Year in the project number does not fit the audit' },
  description: {
    zh: '项目编号中的年份应为审查的年份或其前一年。编号在报告中前后不一、格式不对，或审查日期本身有矛盾时，由相应的规则说明。',
    en: "The year in the project number is the audit's or the one before. A number that differs within the report, one out of form, and audit dates at odds are stated by their own rules.",
  },
  reads: ['basic.projectNumber~', 'cover.projectNumber~', 'basic.audit.start', 'basic.audit.end?'],
  after: ['format/project-number', 'consistency/project-number', 'dates/order', 'dates/audit-outside-coverage'],
  exact: ['year'],
  messages: {
    year: {
      zh: '项目编号“{{reported}}”中的年份为 {{year}}，而审查始于 {{start}}：年份应为 {{auditYear}} 或 {{yearBefore}}。',
      en: 'The project number "{{reported}}" bears the year {{year}}, but the audit started on {{start}}; {{auditYear}} or {{yearBefore}} is expected.',
    },
  },
  *check({ report: { basic, cover }, stated }) {
    if (stated('consistency/project-number') || stated('dates/order', 'basic.audit') || stated('dates/audit-outside-coverage')) return;
    const at = basic.projectNumber === null ? 'cover.projectNumber' : 'basic.projectNumber';
    const number = basic.projectNumber ?? cover.projectNumber;
    const { start, end } = basic.audit;
    if (number === null || start === null || stated('format/project-number', at)) return;
    const year = projectYear(normalise(number));
    const auditYear = yearOf(start);
    if (year === null || year === auditYear || year === auditYear - 1 || (end !== null && year === yearOf(end))) return;
    yield fail('year', {
      at,
      related: [{ path: 'basic.audit.start', note: { zh: `审查始于 ${start}`, en: `the audit started on ${start}` } }],
      data: { reported: number, year, start, auditYear },
      words: { yearBefore: auditYear - 1 },
    });
  },
});
