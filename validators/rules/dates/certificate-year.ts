import { defineRule, fail } from '../../rule.js';
import { yearOf } from '../../words/dates.js';
import { normalise } from '../../words/normalise.js';

export const certificateYear = defineRule({
  id: 'dates/certificate-year',
  severity: 'info',
  title: { zh: '注册证书号的年份晚于审查', en: 'Certificate number from after the audit' },
  description: {
    zh: '审查员的注册证书号以注册年份开头，不应晚于审查年份。',
    en: "An auditor's certificate number starts with the year of registration, which cannot be after the audit.",
  },
  reads: [
    'basic.auditors[].certificateNumber~',
    'basic.audit.end',
    'basic.auditors[].name?',
    'basic.audit.start?',
    'basic.coverage.end?',
    'conclusion.compiledDate?',
  ],
  after: ['dates/order', 'dates/audit-outside-coverage'],
  exact: ['late'],
  messages: {
    late: {
      zh: '{{name}}的注册证书号“{{reported}}”为 {{year}} 年，晚于审查结束日期 {{end}}；审查员应在审查之前注册。',
      en: 'The certificate number "{{reported}}" of {{name}} bears the year {{year}}, but the audit ended on {{end}}; auditors are registered before they audit.',
    },
  },
  *check({ report: { basic, conclusion }, stated }) {
    // Audit dates that are at odds themselves are no measure: the number must then lie after everything else that is dated.
    const atOdds = stated('dates/order', 'basic.audit') || stated('dates/audit-outside-coverage');
    const others = atOdds ? [basic.audit.start, basic.coverage.end, conclusion.compiledDate] : [];
    const latest = Math.max(...others.map((date) => (date === null ? 0 : yearOf(date))), 0);
    const { end } = basic.audit;
    if (end === null) return;
    for (const [index, { name, certificateNumber }] of (basic.auditors ?? []).entries()) {
      const year = certificateNumber === null ? undefined : /^(?:19|20)\d{2}(?=\D)/.exec(normalise(certificateNumber))?.[0];
      if (certificateNumber === null || year === undefined || Number(year) <= Math.max(yearOf(end), latest)) continue;
      const at = `basic.auditors[${index}].certificateNumber`;
      yield fail('late', {
        at,
        related: [{ path: 'basic.audit.end', note: { zh: '审查结束日期', en: 'end of the audit' } }],
        data: { reported: certificateNumber, year: Number(year), end },
        words: { name: name ?? { zh: '审查员', en: 'an auditor' } },
        basis: [],
      });
    }
  },
});
