import type { AuditReport, Provenance } from '../../model/index.js';
import { monthsOf } from './calendar.js';
import { entryOf, type ArchiveDocument, type ArchiveEntry } from './document.js';
import { archiveFacts, numberKey, type ArchiveFacts } from './facts.js';
import { partyKey } from './organizations.js';

/**
 * A sentence that more other documents hold than this is boilerplate. An organization's own reports and a handful of copies are fewer,
 * the reports of one office that uses a template are more.
 */
export const COMMON = 12;
/** Documents looked at for one key, at most: an auditor's number alone would bring hundreds. */
export const PER_KEY = 40;
/** Sentences of a narrative that become keys, at most: those of the smallest hashes, so that copies keep the same ones. */
const MOST_SENTENCES = 64;
/** Own sentences a narrative needs for anything to be said of where they come from. */
export const FEWEST_OWN = 4;
/** Common sentences looked up when a narrative has fewer of its own, the least common ones. */
const COMMON_LOOKUPS = 4;
/** A longer audit is a misread date. */
const LONGEST_AUDIT_MONTHS = 3;

/**
 * Short keys of a report: documents that share one are compared. Organizations, project numbers, auditors with the month of their
 * audit, registration numbers, and one key per sentence of the narrative (see {@link narrativeKeys}). They depend on the report alone.
 */
export function archiveKeys(report: AuditReport, provenance: Provenance): string[] {
  return keysOf(archiveFacts(report, provenance));
}

/** {@link archiveKeys} of a document whose facts may be known already. */
export function documentKeys(document: ArchiveDocument | ArchiveEntry): string[] {
  return keysOf(entryOf(document).facts);
}

function keysOf(facts: ArchiveFacts): string[] {
  const { audit, auditors, organizations, projectNumbers } = facts;
  const months = audit === null ? [] : monthsOf(audit.start.value, audit.end.value, LONGEST_AUDIT_MONTHS);
  return [
    ...new Set([
      ...organizations.map(({ value }) => `organization:${partyKey(value)}`),
      ...projectNumbers.map(({ value }) => `project:${numberKey(value)}`),
      ...auditors.flatMap(({ name }) => months.map((month) => `auditor:${name}:${month}`)),
      ...auditors.flatMap(({ name, certificate }) =>
        certificate === null ? [] : [`certificate:${certificate.number}`, `registered:${name}:${certificate.kind}`],
      ),
      ...narrativeKeys(facts),
    ]),
  ];
}

/** One key per sentence: the smallest hash of its shingles (MinHash). */
export function narrativeKeys({ sentences }: ArchiveFacts): string[] {
  const anchors = [...new Set(sentences.map(({ anchor }) => anchor))].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  return anchors.slice(0, MOST_SENTENCES).map(narrativeKey);
}

/** The key of a sentence. */
export function narrativeKey(anchor: string): string {
  return `narrative:${anchor}`;
}

/**
 * Which of a report's keys are looked up, given how many other documents hold each: all but those of boilerplate sentences. Where a
 * narrative has hardly a sentence of its own, its least common sentences too: it may be one of many copies.
 */
export function lookupKeys(keys: readonly string[], frequencies: Readonly<Record<string, number>>): string[] {
  const held = keys.filter((key) => (frequencies[key] ?? 0) > 0);
  const [plain, narrative] = [held.filter((key) => !isNarrative(key)), held.filter(isNarrative)];
  const rare = narrative.filter((key) => frequencies[key]! <= COMMON);
  const own = keys.filter((key) => isNarrative(key) && (frequencies[key] ?? 0) <= COMMON).length;
  if (own >= FEWEST_OWN) return [...plain, ...rare];
  const common = narrative.filter((key) => frequencies[key]! > COMMON).sort((a, b) => frequencies[a]! - frequencies[b]!);
  return [...plain, ...rare, ...common.slice(0, COMMON_LOOKUPS)];
}

function isNarrative(key: string): boolean {
  return key.startsWith('narrative:');
}
