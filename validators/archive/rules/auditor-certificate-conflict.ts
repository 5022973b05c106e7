import distances from 'natural/lib/natural/distance/index.js';
import type { ArchiveEntry } from '../document.js';
import type { AuditorFacts } from '../facts.js';
import { defineArchiveRule, fail, open, type ArchiveVerdict } from '../rule.js';
import { areVersions } from '../timeline.js';

export const auditorCertificateConflict = defineArchiveRule({
  id: 'archive/auditor-certificate-conflict',
  severity: 'warning',
  title: { zh: '审查员与注册证书号对不上', en: 'Auditor and registration number do not go together' },
  description: {
    zh: '一个注册证书号只属于一人；同一认证机构的一名审查员同类证书只有一个号（换证后年份与次序会变，末六位不变）。不同机构的同名者不作比较；扫描件上只差一个字符的，请看原件。',
    en: 'A registration number belongs to one person, and an auditor of one certification body has one number of a kind; a renewal changes its year and counter, not its last six digits. Namesakes of different bodies are not compared; scans that differ by a single character are for a person to look at.',
  },
  clause: '1.13',
  reads: ['basic.auditors[].name?', 'basic.auditors[].certificateNumber?', 'cover.certificationBody?'],
  messages: {
    names: {
      zh: '注册证书号“{{reported}}”在本报告中属于“{{name}}”，在“{{organization}}”的报告中属于“{{other}}”：一个证书号只能属于一人。',
      en: 'Registration number {{reported}} is that of {{name}} here and that of {{other}} in the report of {{organization}}; a number belongs to one person.',
    },
    numbers: {
      zh: '“{{name}}”的注册证书号在本报告中为“{{reported}}”，在“{{organization}}”的报告中为“{{other}}”：同类证书应只有一个号；若为同名的两人，请注明。',
      en: 'The registration number of {{name}} is {{reported}} here and {{other}} in the report of {{organization}}; one person has one number of a kind, unless two people bear this name.',
    },
  },
  *check({ subject, earlier }) {
    // The latest report that contradicts stands for all: an auditor's number is on hundreds.
    const others = earlier.filter((other) => !areVersions(subject, other)).reverse();
    for (const auditor of subject.facts.auditors) {
      const names = others.flatMap((other) => pairs(subject, other, auditor, 'names')).slice(0, 1);
      const numbers = others.flatMap((other) => pairs(subject, other, auditor, 'numbers')).slice(0, 1);
      yield* [...names, ...numbers];
    }
  },
});

function pairs(subject: ArchiveEntry, other: ArchiveEntry, auditor: AuditorFacts, message: 'names' | 'numbers'): ArchiveVerdict[] {
  const mine = auditor.certificate;
  const [body, otherBody] = [subject.facts.body, other.facts.body];
  if (mine === null || (message === 'numbers' && body !== null && otherBody !== null && body !== otherBody)) return [];
  const scanned = subject.facts.scanned || other.facts.scanned;
  return other.facts.auditors.flatMap((twin) => {
    const theirs = twin.certificate;
    if (theirs === null) return [];
    const contradicts =
      message === 'names'
        ? theirs.number === mine.number && twin.name !== auditor.name
        : twin.name === auditor.name && theirs.kind === mine.kind && theirs.person !== mine.person;
    if (!contradicts) return [];
    const [a, b] = message === 'names' ? [auditor.name, twin.name] : [mine.number, theirs.number];
    const slip = scanned && distances.LevenshteinDistance(a, b) <= 1;
    const sure = !slip && (message === 'names' || (body !== null && body === otherBody));
    const [path, otherPath] = message === 'names' ? [auditor.path, twin.path] : [auditor.certificatePath, twin.certificatePath];
    return [
      (sure ? fail : open)(message, {
        other,
        at: path,
        related: [{ path: otherPath, note: { zh: `此处为“${b}”`, en: `${b} here` } }],
        identity: [mine.number, auditor.name, b],
        data: { reported: mine.number, other: b },
        words: { name: auditor.name, organization: other.facts.organizations[0]?.value ?? '?' },
        rests: { here: [auditor.path, auditor.certificatePath], there: [twin.path, twin.certificatePath] },
      }),
    ];
  });
}
