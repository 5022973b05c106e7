import { addMonths } from '../calendar.js';
import { defineArchiveRule, fail, open } from '../rule.js';
import { scopesApart } from '../timeline.js';

export const initialTwice = defineArchiveRule({
  id: 'archive/initial-twice',
  severity: 'warning',
  title: { zh: '重复的初次认证', en: 'Initial certification twice' },
  description: {
    zh: '同一组织在同一机构、同一标准下通过初次认证后，证书有效的三年内不应再作初次认证（应为监督或再认证）。上一次未通过的不计；上一次结论未读出、两次范围毫无共同之处的（可能是两张证书），请人工核实。',
    en: 'An organization that passed its initial certification is not certified initially again by the same body under the same standard while its certificate is valid (three years): that is surveillance or recertification. An audit that was not passed does not count; where its conclusion was not read, or the scopes have nothing in common and may be two certificates, a person has to look.',
  },
  clause: '1.7',
  reads: ['basic.organization?', 'basic.purpose?', 'cover.auditType?', 'basic.audit.start?', 'basic.audit.end?', 'conclusion.outcome?'],
  messages: {
    twice: {
      zh: '本次审查（{{start}}）为初次认证，而库中同一组织已于 {{reported}} 通过初次认证，证书在 {{computed}} 之前有效：应为监督或再认证。',
      en: 'This audit ({{start}}) is an initial certification, but the organization had passed one on {{reported}}, valid until {{computed}}: this should be surveillance or recertification.',
    },
    unclear: {
      zh: '本次审查（{{start}}）为初次认证，而库中同一组织于 {{reported}} 已有一次初次认证：{{reason}}，请核实。',
      en: 'This audit ({{start}}) is an initial certification, and the organization has another one of {{reported}}: {{reason}}; please look.',
    },
  },
  *check({ subject, timeline }) {
    if (!timeline || subject.facts.auditType?.value !== 'initial') return;
    const first = timeline.before.filter(({ facts }) => facts.auditType?.value === 'initial' && facts.passed !== false).at(-1);
    if (first === undefined) return;
    const [{ start }, { end }] = [subject.facts.audit!, first.facts.audit!];
    const until = addMonths(end.value, timeline.scheme.certificate.validYears * 12);
    if (start.value > until) return;
    const reason =
      first.facts.passed === null
        ? { zh: '那次的结论未读出', en: 'its conclusion was not read' }
        : scopesApart(subject, first)
          ? { zh: '两次的认证范围不同，可能是两张证书', en: 'the scopes differ, these may be two certificates' }
          : null;
    const type = subject.facts.auditType.path;
    const fields = ['basic.organization', 'basic.audit'];
    yield (reason === null ? fail : open)(reason === null ? 'twice' : 'unclear', {
      other: first,
      at: type,
      related: [
        { path: first.facts.auditType!.path, note: { zh: `${end.value} 的初次认证`, en: `initial certification of ${end.value}` } },
      ],
      identity: [start.value, end.value],
      data: { reported: end.value, computed: until },
      words: { start: start.value, ...(reason === null ? {} : { reason }) },
      rests: { here: [type, ...fields], there: [first.facts.auditType!.path, 'conclusion.outcome', ...fields] },
    });
  },
});
