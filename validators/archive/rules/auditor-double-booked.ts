import type { ArchiveEntry } from '../document.js';
import { samePerson } from '../certificates.js';
import type { AuditorFacts } from '../facts.js';
import { sameCity } from '../organizations.js';
import { defineArchiveRule, fail, open, type ArchiveVerdict } from '../rule.js';
import { areVersions, organizationsOf, overlap } from '../timeline.js';

export const auditorDoubleBooked = defineArchiveRule({
  id: 'archive/auditor-double-booked',
  severity: 'warning',
  title: { zh: '审查员同日在两地', en: 'An auditor in two places on one day' },
  description: {
    zh: '同一名审查员（姓名与注册证书号都相符）不应在同一天于两个城市现场审查两个组织。同城的两处、有一方为现场结合远程、证书号缺失或城市读不出的，请人工核实；远程审查、同一组织的报告和同一报告的各版本不计。',
    en: 'One auditor, by name and registration number, does not audit two organizations in two cities on one day. Two places in one city, audits that are partly remote, missing numbers and cities that cannot be told are for a person to look at; remote audits, reports of one organization and versions of one report do not count.',
  },
  clause: '1.12；1.13',
  reads: [
    'basic.auditors[].name?',
    'basic.auditors[].certificateNumber?',
    'basic.audit.start?',
    'basic.audit.end?',
    'basic.auditAddress?',
    'basic.auditMode?',
    'basic.branches[]?',
  ],
  messages: {
    cities: {
      zh: '审查员“{{name}}”{{days}}在“{{place}}”审查，同时列在“{{other}}”的审查组中，地点为“{{otherPlace}}”：同一天在两地。',
      en: '{{name}} audited at {{place}} on {{days}} and is on the team that audited {{other}} at {{otherPlace}}: two places on one day.',
    },
    look: {
      zh: '审查员“{{name}}”{{days}}在“{{place}}”审查，同时列在“{{other}}”的审查组中，地点为“{{otherPlace}}”：{{reason}}，请核实能否同日完成。',
      en: '{{name}} audited at {{place}} on {{days}} and is on the team that audited {{other}} at {{otherPlace}}: {{reason}}; look whether one person can have done both.',
    },
  },
  *check({ subject, earlier }) {
    for (const other of earlier) {
      const relation = organizationsOf(subject, other);
      if (overlap(subject, other) !== true || areVersions(subject, other) || relation === null || relation === 'same') continue;
      if (subject.facts.mode === 'remote' || other.facts.mode === 'remote') continue;
      for (const auditor of subject.facts.auditors) {
        const verdict = booked(subject, other, auditor, relation === 'different');
        if (verdict !== null) yield verdict;
      }
    }
  },
});

function booked(subject: ArchiveEntry, other: ArchiveEntry, auditor: AuditorFacts, apart: boolean): ArchiveVerdict | null {
  const [here, there] = [subject.facts, other.facts];
  const twin = there.auditors.find(
    ({ name, certificate }) => name === auditor.name && samePerson(auditor.certificate, certificate) !== 'different',
  );
  const [site, otherSite] = [here.sites[0], there.sites[0]];
  if (twin === undefined || site === undefined || otherSite === undefined) return null;
  const person = samePerson(auditor.certificate, twin.certificate);
  // Namesakes of two certification bodies are two people until a number says otherwise.
  if (person === 'perhaps' && here.body !== there.body) return null;
  const city = sameCity(
    here.sites.map(({ value }) => value),
    there.sites.map(({ value }) => value),
  );
  const reason = [
    person === 'perhaps' && { zh: '证书号不足以确认是同一人', en: 'the numbers do not show that it is one person' },
    !apart && { zh: '两个组织可能是同一家', en: 'the two organizations may be one' },
    city === null && { zh: '读不出所在城市', en: 'the cities cannot be told' },
    city === true && { zh: '两处在同一城市', en: 'both are in one city' },
    (here.mode === 'hybrid' || there.mode === 'hybrid') && { zh: '其中一次为现场结合远程', en: 'one of them was partly remote' },
  ].find((one) => one !== false);
  const days = commonDays(here.audit!, there.audit!);
  const fields = ['basic.audit', 'basic.auditMode'];
  return (reason === undefined ? fail : open)(reason === undefined ? 'cities' : 'look', {
    other,
    at: auditor.path,
    related: [
      { path: twin.path, note: { zh: '另一份报告的审查组', en: 'the team of the other report' } },
      {
        path: 'basic.audit',
        note: {
          zh: `审查时间 ${there.audit!.start.value} 至 ${there.audit!.end.value}`,
          en: `audit of ${there.audit!.start.value} to ${there.audit!.end.value}`,
        },
      },
      { path: otherSite.path, note: { zh: '另一处地点', en: 'the other place' } },
    ],
    identity: [auditor.name, days.from, days.to],
    data: { reported: auditor.name, from: days.from, to: days.to },
    words: {
      name: auditor.name,
      days: {
        zh: days.from === days.to ? ` ${days.from} ` : ` ${days.from} 至 ${days.to} `,
        en: days.from === days.to ? days.from : `${days.from} to ${days.to}`,
      },
      place: site.value,
      otherPlace: otherSite.value,
      other: there.organizations[0]?.value ?? '?',
      ...(reason === undefined ? {} : { reason }),
    },
    rests: {
      here: [auditor.path, auditor.certificatePath, site.path, ...fields],
      there: [twin.path, twin.certificatePath, otherSite.path, ...fields],
    },
  });
}

function commonDays(
  a: NonNullable<ArchiveEntry['facts']['audit']>,
  b: NonNullable<ArchiveEntry['facts']['audit']>,
): { from: string; to: string } {
  const [from, to] = [a.start.value > b.start.value ? a.start.value : b.start.value, a.end.value < b.end.value ? a.end.value : b.end.value];
  return { from, to };
}
