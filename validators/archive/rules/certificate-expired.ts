import { addMonths } from '../calendar.js';
import type { ArchiveEntry } from '../document.js';
import { defineArchiveRule, fail, open } from '../rule.js';
import { ISSUE_MONTHS, scopesApart, type Timeline } from '../timeline.js';

export const certificateExpired = defineArchiveRule({
  id: 'archive/certificate-expired',
  severity: 'warning',
  title: { zh: '再认证时证书已过期', en: 'Certificate expired before recertification' },
  description: {
    zh: '证书有效期三年（认证方案的数据），再认证审查应在到期之前进行；已过期的应按初次认证受理。到期日自库中上一次初次认证或再认证报告的编制日期起算；出证日期不在报告上，过期 3 个月以内的请核对证书。同一组织有日期或类型未读出的报告时，结果为待核。',
    en: 'A certificate is valid for three years (data of the scheme); recertification is audited before it expires, and afterwards starts over as initial certification. It is counted from the day on which the last initial or recertification report in the archive was compiled. Reports do not print the day of issue: within three months of the end, look at the certificate. Where reports of the organization have no readable date or type, the finding is open.',
  },
  reads: ['basic.organization?', 'basic.purpose?', 'basic.audit.start?', 'conclusion.compiledDate?', 'conclusion.outcome?'],
  messages: {
    expired: {
      zh: '再认证审查于 {{start}} 开始，上一次{{kind}}的报告编制于 {{decided}}，证书最迟应于 {{computed}} 前后到期：再认证时已过期。',
      en: 'The recertification audit began on {{start}}; the report of the {{kind}} before it was compiled on {{decided}}, so the certificate ended about {{computed}}: it had expired.',
    },
    perhaps: {
      zh: '再认证审查于 {{start}} 开始，上一次{{kind}}的报告编制于 {{decided}}，已满三年：请核对证书的到期日。',
      en: 'The recertification audit began on {{start}}, three years after the report of the {{kind}} before it was compiled ({{decided}}): look at the day the certificate ended.',
    },
  },
  *check({ subject, timeline }) {
    const expiry = timeline && expiryOf(subject, timeline);
    if (!timeline || !expiry) return;
    const { anchor, end, late } = expiry;
    const [start, decided] = [subject.facts.audit!.start, anchor.facts.decided ?? anchor.facts.audit!.end];
    const unsure = timeline.gaps || scopesApart(subject, anchor);
    const isRenewal = anchor.facts.auditType?.value === 'recertification';
    const fields = ['basic.organization', 'basic.purpose'];
    yield (late && !unsure ? fail : open)(late ? 'expired' : 'perhaps', {
      other: anchor,
      at: start.path,
      related: [{ path: decided.path, note: { zh: '有效期自此起算', en: 'validity is counted from here' } }],
      identity: [start.value, decided.value],
      data: { reported: start.value, computed: end },
      words: {
        start: start.value,
        decided: decided.value,
        kind: isRenewal ? { zh: '再认证', en: 'recertification' } : { zh: '初次认证', en: 'initial certification' },
      },
      rests: { here: [start.path, ...fields], there: [decided.path, ...fields] },
    });
  },
});

/**
 * Whether a recertification began after its certificate's three years: the report they are counted from, the day they end with
 * nothing added for issue, and whether even with that the audit was late. Null when it was not, or cannot be told.
 */
export function expiryOf(subject: ArchiveEntry, { scheme, before }: Timeline): { anchor: ArchiveEntry; end: string; late: boolean } | null {
  if (subject.facts.auditType?.value !== 'recertification') return null;
  const anchor = before.filter(({ facts }) => facts.auditType?.value !== 'surveillance' && facts.passed !== false).at(-1);
  const decided = anchor?.facts.decided ?? anchor?.facts.audit?.end;
  if (anchor === undefined || decided === undefined) return null;
  const months = scheme.certificate.validYears * 12;
  const start = subject.facts.audit!.start.value;
  const end = addMonths(decided.value, months);
  return start <= end ? null : { anchor, end, late: start > addMonths(decided.value, months + ISSUE_MONTHS) };
}
