import { defineRule, fail } from '../../rule.js';

export const auditOutsideCoverage = defineRule({
  id: 'dates/audit-outside-coverage',
  severity: 'warning',
  title: { zh: '审查时间不在覆盖时期内', en: 'Audit outside the covered period' },
  description: {
    zh: '审查覆盖的时期截止到审查结束日，因此本次审查时间应完全落在覆盖的时期之内。日期先后颠倒时由 dates/order 说明。',
    en: 'The covered period runs until the last day of the audit, so the audit lies within it. Reversed dates are stated by dates/order.',
  },
  reads: ['basic.audit.start', 'basic.audit.end', 'basic.coverage.start', 'basic.coverage.end'],
  after: ['dates/order'],
  exact: ['before', 'after'],
  messages: {
    before: {
      zh: '本次审查从 {{reported}} 开始，早于审查覆盖时期的开始日期 {{limit}}；审查应在覆盖的时期之内。',
      en: 'The audit starts on {{reported}}, before the covered period starts ({{limit}}); it should lie within.',
    },
    after: {
      zh: '本次审查到 {{reported}} 结束，晚于审查覆盖时期的截止日期 {{limit}}；覆盖的时期应到审查结束日为止。',
      en: 'The audit ends on {{reported}}, after the covered period ends ({{limit}}); the period should run until the end of the audit.',
    },
  },
  *check({ report: { basic }, stated }) {
    if (stated('dates/order', 'basic.audit') || stated('dates/order', 'basic.coverage')) return;
    const { audit, coverage } = basic;
    if (audit.start === null || audit.end === null || coverage.start === null || coverage.end === null) return;
    if (audit.start < coverage.start) {
      yield fail('before', {
        at: 'basic.audit.start',
        related: [{ path: 'basic.coverage.start', note: { zh: '覆盖时期的开始日期', en: 'start of the covered period' } }],
        data: { reported: audit.start, limit: coverage.start },
      });
    } else if (audit.end > coverage.end) {
      yield fail('after', {
        at: 'basic.audit.end',
        related: [{ path: 'basic.coverage.end', note: { zh: '覆盖时期的截止日期', en: 'end of the covered period' } }],
        data: { reported: audit.end, limit: coverage.end },
      });
    }
  },
});
