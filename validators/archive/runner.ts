import { createHash } from 'node:crypto';
import { isDoubtful, type Evidence, type Finding, type Provenance, type Reading } from '../../model/index.js';
import { fillMessage } from '../messages.js';
import { doubtsAt, isInexact, placeOfField } from '../reads.js';
import { entryOf, isEarlier, type ArchiveDocument, type ArchiveEntry } from './document.js';
import type { ArchiveRule, ArchiveVerdict } from './rule.js';
import { ARCHIVE_RULES } from './rules/index.js';
import { organizationsOf, timelineOf } from './timeline.js';

/** A finding and the two documents it is about: its place is in the first, its related places are all in the other. */
export interface ArchiveFinding {
  finding: Finding;
  documentId: string;
  otherDocumentId: string;
}

export interface ArchiveRun {
  /** Findings of the subject, which replace those it had. */
  findings: ArchiveFinding[];
  /**
   * Candidates whose own findings the subject may change: uploaded later, or of the same organization. They are to be run again
   * whenever the subject is new or was read again; what they name in turn is not.
   */
  affected: string[];
}

/**
 * Runs the archive's rules over one report and its candidates: the documents that share a key with it, found by lookupKeys.
 * `frequencies` is how many other documents hold each of its keys. Pure; the order of the candidates does not matter.
 */
export function runArchive(
  subject: ArchiveDocument | ArchiveEntry,
  candidates: readonly (ArchiveDocument | ArchiveEntry)[],
  frequencies: Readonly<Record<string, number>>,
  rules: readonly ArchiveRule[] = ARCHIVE_RULES,
): ArchiveRun {
  const here = entryOf(subject);
  const others = candidates.map(entryOf).sort((a, b) => (isEarlier(a, b) ? -1 : 1));
  const context = {
    subject: here,
    earlier: others.filter((other) => isEarlier(other, here)),
    timeline: timelineOf(here, others),
    frequency: (key: string) => frequencies[key] ?? 0,
  };
  const seen = new Set<string>();
  const findings: ArchiveFinding[] = [];
  for (const rule of rules) {
    for (const verdict of rule.check(context)) {
      const finding = toFinding(rule, verdict, here);
      if (seen.has(finding.fingerprint)) continue;
      seen.add(finding.fingerprint);
      findings.push({ finding, documentId: here.documentId, otherDocumentId: verdict.other.documentId });
    }
  }
  const affected = others.filter((other) => isEarlier(here, other) || organizationsOf(here, other) === 'same');
  return { findings, affected: affected.map(({ documentId }) => documentId) };
}

function toFinding(rule: ArchiveRule, verdict: ArchiveVerdict, subject: ArchiveEntry): Finding {
  const template = rule.messages[verdict.message];
  if (!template) throw new Error(`${rule.id} has no message "${verdict.message}"`);
  const { other, rests } = verdict;
  // A contradiction that rests on single characters: one reader's slip looks just like it.
  const here = verdict.outcome === 'open' ? [] : unsure(subject.provenance, rests.here);
  const there = verdict.outcome === 'open' ? [] : unsure(other.provenance, rests.there);
  const isSure = here.length + there.length === 0;
  return {
    rule: rule.id,
    outcome: isSure ? verdict.outcome : 'open',
    severity: rule.severity,
    message: fillMessage(template, verdict),
    data: { ...verdict.data, otherDocument: other.documentId, ...(there.length > 0 ? { doubtsInOther: there } : {}) },
    at: placeOf(subject.provenance, verdict.at),
    related: verdict.related.map(({ path, note }) => ({ ...placeOf(other.provenance, path), note })),
    ...(rule.clause === undefined ? {} : { clause: rule.clause }),
    ...(here.length > 0 ? { doubts: here } : {}),
    fingerprint: fingerprintOf(rule, verdict, subject),
  };
}

function unsure(provenance: Provenance, paths: readonly string[]): string[] {
  const isDoubt = (reading: Reading): boolean => isDoubtful(reading) || isInexact(reading);
  return [...new Set(paths.flatMap((path) => doubtsAt(provenance, path, isDoubt)))];
}

/** Identity of an archive finding: rule, scheme, both files, field paths without list indices, and the values it is about. 16 hex digits. */
function fingerprintOf(rule: ArchiveRule, { at, related, identity, other }: ArchiveVerdict, subject: ArchiveEntry): string {
  const paths = [at, ...related.map(({ path }) => path)].map((path) => path.replace(/\[\d+\]/g, '[]'));
  return createHash('sha256')
    .update(JSON.stringify([rule.id, subject.facts.scheme, subject.sha256, other.sha256, paths, identity]))
    .digest('hex')
    .slice(0, 16);
}

function placeOf(provenance: Provenance, path: string): Evidence {
  const place = placeOfField(provenance, path);
  return { path, page: place?.page ?? null, box: place?.box ?? null };
}
