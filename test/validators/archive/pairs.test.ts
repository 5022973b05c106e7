import { describe, expect, it } from 'vitest';
import { makeArchive } from '../../../fixtures/archive/archive.js';
import type { AuditReport } from '../../../model/index.js';
import { ARCHIVE_RULES, entryWithoutPlaces, MemoryArchive, runArchive, type ArchiveDocument } from '../../../validators/archive/index.js';
import { cleanReport } from '../clean-report.js';

type Change = (report: AuditReport) => void;

function document(number: number, change: Change = () => undefined): ArchiveDocument {
  const record = cleanReport();
  change(record);
  return {
    documentId: `document-${number}`,
    sha256: String(number).repeat(64).slice(0, 64),
    createdAt: `2026-01-0${number}T00:00:00.000Z`,
    record,
    provenance: {},
  };
}

/** Another organization, elsewhere, with auditors, number and narrative of its own. */
const stranger: Change = (report) => {
  Object.assign(report.basic, {
    organization: '白鹭家政服务有限公司',
    projectNumber: '30999-2024-SA',
    registeredAddress: '厦门市湖滨路7号',
    auditAddress: '厦门市湖滨路7号',
    audit: { start: '2024-09-02', end: '2024-09-03' },
  });
  report.basic.auditors = report.basic.auditors!.map((auditor, n) => ({
    ...auditor,
    name: ['闻人舟', '司徒朗', '东方澄'][n]!,
    certificateNumber: `2020-N1SC-90000${n}`,
  }));
  Object.assign(report.cover, { organization: '白鹭家政服务有限公司', projectNumber: '30999-2024-SA' });
  report.narrative = { text: null, paragraphs: null };
};

/** The same organization three hundred and sixty days later, under surveillance, with auditors and number of its own. */
const nextYear: Change = (report) => {
  Object.assign(report.basic, { projectNumber: '40111-2025-SA', purpose: 'surveillance', audit: later(report.basic.audit, 1) });
  Object.assign(report.cover, { projectNumber: '40111-2025-SA', auditType: 'surveillance' });
  report.conclusion.compiledDate = report.basic.audit.end;
};

function later(days: AuditReport['basic']['audit'], years: number): AuditReport['basic']['audit'] {
  const move = (day: string | null): string | null => (day === null ? null : `${Number(day.slice(0, 4)) + years}${day.slice(4)}`);
  return { start: move(days.start), end: move(days.end) };
}

/** Rules that have something to say of the second document, in the order of their ids; the first one must stay without. */
function rulesOf(first: ArchiveDocument, second: ArchiveDocument): string[] {
  const archive = new MemoryArchive();
  archive.add(first);
  archive.add(second);
  expect(archive.run(first.documentId).findings).toEqual([]);
  const { findings } = archive.run(second.documentId);
  for (const finding of findings) expect([finding.documentId, finding.otherDocumentId]).toEqual([second.documentId, first.documentId]);
  return findings.map(({ finding }) => `${finding.rule.slice('archive/'.length)} ${finding.outcome}`).sort();
}

describe('two reports', () => {
  it.each<[string, Change, string[]]>([
    ['of strangers', stranger, []],
    ['of one organization, a year apart', nextYear, []],
  ])('%s do not contradict', (_, change, expected) => {
    expect(rulesOf(document(1), document(2, change))).toEqual(expected);
  });

  it.each<[string, string, Change]>([
    [
      'one number for two organizations',
      'duplicate-project-number fail',
      (report) => {
        stranger(report);
        report.basic.projectNumber = report.cover.projectNumber = '20417-2024-SA';
      },
    ],
    [
      'an auditor in two cities on one day',
      'auditor-double-booked fail',
      (report) => {
        const { audit, auditors } = cleanReport().basic;
        stranger(report);
        report.basic.audit = audit;
        report.basic.auditors = [auditors![0]!, ...report.basic.auditors!.slice(1)];
      },
    ],
    [
      'one registration number under two names',
      'auditor-certificate-conflict fail',
      (report) => {
        const number = cleanReport().basic.auditors![0]!.certificateNumber;
        stranger(report);
        report.basic.auditors![0]!.certificateNumber = number;
      },
    ],
    [
      'certified for the first time twice',
      'initial-twice fail',
      (report) => {
        nextYear(report);
        report.basic.purpose = report.cover.auditType = 'initial';
      },
    ],
    [
      'two stars more at the next audit',
      'star-jump fail',
      (report) => {
        nextYear(report);
        report.result.star = report.conclusion.scope.star = report.basic.scope.star = 'three-star';
      },
    ],
    [
      'a surveillance after two years',
      'surveillance-overdue fail',
      (report) => {
        nextYear(report);
        report.basic.audit = later(report.basic.audit, 1);
        report.conclusion.compiledDate = report.basic.audit.end;
      },
    ],
  ])('%s', (_, expected, change) => {
    expect(rulesOf(document(1), document(2, change))).toContain(expected);
  });

  it('of the same file are said to be so', () => {
    const first = document(1);
    expect(rulesOf(first, { ...document(2), sha256: first.sha256 })).toContain('duplicate-file fail');
  });
});

describe('an archive of 300 reports', () => {
  const { documents, copies } = makeArchive({ reports: 300, copies: 8, seed: 5 });
  const archive = new MemoryArchive();
  for (const one of documents) archive.add(one);
  const found = documents.flatMap(({ documentId }) => archive.run(documentId).findings);

  it('has the copied narratives found, and nothing else', () => {
    expect(copies).toHaveLength(8);
    const copied = new Set(found.map(({ documentId }) => documentId));
    expect(copies.filter(({ documentId }) => !copied.has(documentId))).toEqual([]);
    expect(found.filter(({ finding }) => finding.rule !== 'archive/copied-narrative')).toEqual([]);
  });

  it('gives the same whatever is known of places', () => {
    const copy = copies[0]!;
    const [subject, other] = [copy.documentId, copy.originalId].map((id) => documents.find(({ documentId }) => documentId === id)!);
    const rulesOf = (candidate: Parameters<typeof runArchive>[1][number]): unknown[] =>
      runArchive(subject!, [candidate], {}).findings.map(({ finding, otherDocumentId }) => [
        finding.rule,
        finding.fingerprint,
        otherDocumentId,
      ]);
    expect(rulesOf(entryWithoutPlaces(other!, false))).toEqual(rulesOf(other!));
  });

  it('forgets a document that is removed', () => {
    const [first] = documents;
    archive.remove(first!.documentId);
    expect(() => archive.run(first!.documentId)).toThrow(first!.documentId);
    archive.add(first!);
    expect(archive.run(first!.documentId, ARCHIVE_RULES).candidates).toBeGreaterThan(0);
  });
});
