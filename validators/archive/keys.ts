import type { AuditReport, Provenance } from '../../model/index.js';
import { fromScan } from '../reads.js';
import { monthsOf } from './calendar.js';
import type { Certificate } from './certificates.js';
import { entryOf, type ArchiveDocument, type ArchiveEntry } from './document.js';
import { archiveFacts, numberKey, type ArchiveFacts } from './facts.js';
import { partyKey } from './organizations.js';

/**
 * A piece of text that more other documents hold than this is boilerplate. An organization's own reports and a handful of copies are fewer,
 * the reports of one office that uses a template are more.
 */
export const COMMON = 20;
/** Documents that hold a key of a narrative are counted up to so many. */
export const COUNTED = 4 * COMMON;
/** Documents looked at for one key, at most: an auditor's number alone would bring hundreds. */
export const PER_KEY = 24;
/** Anchors of a narrative that become keys, at most: those of the smallest hashes, so that copies keep the same ones. */
const MOST_ANCHORS = 96;
/** Anchors of its own a narrative needs for anything to be said of where they come from. */
const FEWEST_OWN = 6;
/** Anchors looked up at most. A copy shares most of them; these few miss it less than once in a thousand times. */
const MOST_LOOKUPS = 12;
/** Common anchors looked up when a narrative has fewer of its own, the least common ones. */
const COMMON_LOOKUPS = 2;
/** A longer audit is a misread date. */
const LONGEST_AUDIT_MONTHS = 3;

/**
 * Short keys of a report: documents that share one are compared. Organizations, project numbers, auditors with the month of their
 * audit, registration numbers, and a sample of the narrative's shingles (see {@link narrativeKeys}). They depend on the report alone.
 */
export function archiveKeys(report: AuditReport, provenance: Provenance): string[] {
  return keysOf(archiveFacts(report, fromScan(provenance)));
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
        certificate === null ? [] : certificateKeys(name, certificate).flatMap(({ key, alike }) => [key, alike]),
      ),
      ...narrativeKeys(facts),
    ]),
  ];
}

/**
 * What an auditor's number and name are looked up by, each with a narrower key. Hundreds of reports hold both; as long as as many hold
 * the one as the other, all of them agree and there is nothing to look up.
 */
function certificateKeys(name: string, { number, kind, person }: Certificate): { key: string; alike: string }[] {
  const [byNumber, byName] = [`certificate:${number}`, `registered:${name}:${kind}`];
  return [
    { key: byNumber, alike: `${byNumber}=${name}` },
    { key: byName, alike: `${byName}=${person}` },
  ];
}

/** The keys of a narrative's anchors (see {@link Sentence.anchors}), of the smallest hashes where there are too many. */
export function narrativeKeys({ sentences }: ArchiveFacts): string[] {
  const anchors = new Map(sentences.flatMap(({ anchors }) => anchors.map(({ key, shingle }) => [key, shingle] as const)));
  return [...anchors]
    .sort(([, a], [, b]) => a - b)
    .slice(0, MOST_ANCHORS)
    .map(([key]) => key);
}

/**
 * Which of a report's keys are looked up, given how many other documents hold each: all but those of boilerplate sentences and of auditors all reports agree on. Where a
 * narrative has hardly a sentence of its own, its least common sentences too: it may be one of many copies.
 */
export function lookupKeys(keys: readonly string[], frequencies: Readonly<Record<string, number>>): string[] {
  const count = (key: string): number => frequencies[key] ?? 0;
  const agreed = new Set(keys.filter((key) => key.includes('=')).flatMap((key) => [key, ...sameCount(key, count)]));
  const held = keys.filter((key) => count(key) > 0 && !agreed.has(key));
  const [plain, narrative] = [held.filter((key) => !isNarrative(key)), held.filter(isNarrative)];
  const byCount = (a: string, b: string): number => count(a) - count(b);
  // The rarest bring the fewest documents; the sort keeps the order of the hashes otherwise.
  const rare = narrative.filter((key) => count(key) <= COMMON).sort(byCount);
  const own = keys.filter((key) => isNarrative(key) && count(key) <= COMMON).length;
  if (own >= FEWEST_OWN) return [...plain, ...rare.slice(0, MOST_LOOKUPS)];
  const common = narrative.filter((key) => count(key) > COMMON).sort(byCount);
  return [...plain, ...rare, ...common.slice(0, COMMON_LOOKUPS)];
}

/** The wider key of a narrower one (see {@link certificateKeys}) when no more documents hold it. */
function sameCount(alike: string, count: (key: string) => number): string[] {
  const key = alike.slice(0, alike.indexOf('='));
  return count(key) <= count(alike) ? [key] : [];
}

/** Whether the key is a piece of a narrative. */
export function isNarrative(key: string): boolean {
  return key.startsWith('narrative:');
}
