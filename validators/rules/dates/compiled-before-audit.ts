import { defineRule, fail } from '../../rule.js';

export const compiledBeforeAudit = defineRule({
  id: 'dates/compiled-before-audit',
  severity: 'warning',
  title: { zh: '编制日期早于审查结束', en: 'Compiled before the audit ended' },
  description: {
    zh: '报告写的是审查的结果，编制日期不应早于审查结束日期。审查日期本身有矛盾时，由指出该矛盾的规则说明。',
    en: "A report tells an audit's result, so it is compiled on the audit's last day or later. When the audit's own dates are at odds, the rule that says so speaks.",
  },
  reads: ['conclusion.compiledDate', 'basic.audit.end', 'basic.audit.start?'],
  after: ['dates/order', 'dates/audit-outside-coverage'],
  exact: ['early'],
  messages: {
    early: {
      zh: '报告编制日期为 {{reported}}，早于本次审查的结束日期 {{limit}}；报告应在审查结束后编制。',
      en: 'The report was compiled on {{reported}}, before the audit ended on {{limit}}; a report is compiled when the audit is over.',
    },
  },
  *check({ report: { basic, conclusion }, stated }) {
    if (stated('dates/order', 'basic.audit') || stated('dates/audit-outside-coverage')) return;
    const [compiled, end] = [conclusion.compiledDate, basic.audit.end];
    if (compiled === null || end === null || compiled >= end) return;
    yield fail('early', {
      at: 'conclusion.compiledDate',
      related: [{ path: 'basic.audit.end', note: { zh: '审查结束日期', en: 'end of the audit' } }],
      data: { reported: compiled, limit: end },
    });
  },
});
