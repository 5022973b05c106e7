import { defineRule, fail } from '../../rule.js';

export const internalEvaluationOutsidePeriod = defineRule({
  id: 'dates/internal-evaluation-outside-period',
  severity: 'warning',
  title: { zh: '内部评价不在覆盖时期内', en: 'Internal evaluation outside the period' },
  description: {
    zh: '组织的内部评价应在审查覆盖的时期内、审查结束之前完成。审查时间或覆盖时期本身有矛盾时，由指出该矛盾的规则说明。',
    en: "The organization's internal evaluation belongs into the covered period, before the audit ends. When audit or period are at odds themselves, the rule that says so speaks.",
  },
  reads: ['internalEvaluation.date', 'basic.coverage.start~', 'basic.audit.end~'],
  after: ['dates/order', 'dates/audit-outside-coverage'],
  exact: ['before', 'after'],
  messages: {
    before: {
      zh: '内部评价日期为 {{reported}}，早于审查覆盖时期的开始日期 {{limit}}，不在本次审查覆盖的时期内。',
      en: 'The internal evaluation took place on {{reported}}, before the covered period starts ({{limit}}).',
    },
    after: {
      zh: '内部评价日期为 {{reported}}，晚于本次审查的结束日期 {{limit}}；内部评价应在审查结束前完成。',
      en: 'The internal evaluation took place on {{reported}}, after the audit ended on {{limit}}; it should be finished before.',
    },
  },
  *check({ report: { basic, internalEvaluation }, stated }) {
    if (stated('dates/order', 'basic.audit') || stated('dates/order', 'basic.coverage') || stated('dates/audit-outside-coverage')) return;
    const { date } = internalEvaluation;
    if (date === null) return;
    const [start, end] = [basic.coverage.start, basic.audit.end];
    if (start !== null && date < start) {
      yield fail('before', {
        at: 'internalEvaluation.date',
        related: [{ path: 'basic.coverage.start', note: { zh: '覆盖时期的开始日期', en: 'start of the covered period' } }],
        data: { reported: date, limit: start },
        basis: [],
      });
    } else if (end !== null && date > end) {
      yield fail('after', {
        at: 'internalEvaluation.date',
        related: [{ path: 'basic.audit.end', note: { zh: '审查结束日期', en: 'end of the audit' } }],
        data: { reported: date, limit: end },
        basis: [],
      });
    }
  },
});
