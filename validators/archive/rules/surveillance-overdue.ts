import { addMonths, monthsBetween } from '../calendar.js';
import { defineArchiveRule, fail, open } from '../rule.js';
import { ISSUE_MONTHS, scopesApart } from '../timeline.js';
import { expiryOf } from './certificate-expired.js';

export const surveillanceOverdue = defineArchiveRule({
  id: 'archive/surveillance-overdue',
  severity: 'warning',
  title: { zh: '监督审查逾期', en: 'Surveillance overdue' },
  description: {
    zh: '证书有效期内每年监督一次（期限为认证方案的数据，另加出证所需的 3 个月）：监督或再认证审查与库中同一组织的上一次审查不应相隔更久。只比较两份都在库中的报告；同一组织有日期或类型未读出的报告时，所缺的可能正是它，结果为待核。再认证时证书已过期的，由 archive/certificate-expired 说明。',
    en: 'Surveillance is yearly while a certificate is valid; the interval is data of the scheme, and three months are allowed for issuing the certificate. A surveillance or recertification audit does not follow later than that on the audit before it in the archive. Only reports that are there are compared; where reports of the organization have no readable date or type, the missing one may be among them, and the finding is open. A certificate that had expired is stated by archive/certificate-expired.',
  },
  reads: ['basic.organization?', 'basic.purpose?', 'basic.audit.start?', 'basic.audit.end?', 'conclusion.outcome?'],
  messages: {
    overdue: {
      zh: '本次审查（{{start}}）距库中同一组织的上一次审查（{{previous}}）{{months}} 个月，其间没有监督审查的报告；应在 {{computed}} 之前监督。',
      en: 'This audit ({{start}}) follows {{months}} months after the audit before it in the archive ({{previous}}), with no surveillance between; it was due by {{computed}}.',
    },
  },
  *check({ subject, timeline }) {
    const previous = timeline?.before.at(-1);
    if (!timeline || !previous || subject.facts.auditType?.value === 'initial' || previous.facts.passed === false) return;
    const { start } = subject.facts.audit!;
    const { end } = previous.facts.audit!;
    const due = addMonths(end.value, timeline.scheme.certificate.surveillanceMonths + ISSUE_MONTHS);
    if (start.value <= due || expiryOf(subject, timeline)?.late === true) return;
    const fields = ['basic.audit', 'basic.organization', 'basic.purpose'];
    yield (timeline.gaps || scopesApart(subject, previous) ? open : fail)('overdue', {
      other: previous,
      at: start.path,
      related: [{ path: end.path, note: { zh: '上一次审查', en: 'the audit before' } }],
      identity: [start.value, end.value],
      data: { reported: start.value, computed: due, previous: end.value },
      words: { start: start.value, months: monthsBetween(end.value, start.value) },
      rests: { here: fields, there: fields },
    });
  },
});
