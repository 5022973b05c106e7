import type { CertificationScheme } from '../../model/index.js';
import { schemeById } from '../schemes/index.js';
import { compareScopes, activities } from '../words/scope.js';
import { isEarlier, type ArchiveEntry } from './document.js';
import { numberKey } from './facts.js';
import { relationOf, type Relation } from './organizations.js';

/** Months from an audit's last day to the certificate's issue that may pass; reports do not print the day of issue. Agency practice. */
export const ISSUE_MONTHS = 3;

/** How the organizations of two reports stand to each other: the nearest relation of any of their names; null when one has none. */
export function organizationsOf(one: ArchiveEntry, other: ArchiveEntry): Relation | null {
  const known = RELATIONS.get(one) ?? new WeakMap<ArchiveEntry, Relation | null>();
  RELATIONS.set(one, known);
  const before = known.get(other);
  if (before !== undefined) return before;
  const relation = nearestRelation(one, other);
  known.set(other, relation);
  return relation;
}

/** Each rule asks about each pair. */
const RELATIONS = new WeakMap<ArchiveEntry, WeakMap<ArchiveEntry, Relation | null>>();

function nearestRelation(one: ArchiveEntry, other: ArchiveEntry): Relation | null {
  const scanned = one.facts.scanned || other.facts.scanned;
  const found = one.facts.organizations.flatMap((a) => other.facts.organizations.map((b) => relationOf(a.value, b.value, scanned)));
  if (found.length === 0) return null;
  return found.includes('same') ? 'same' : found.includes('perhaps') ? 'perhaps' : 'different';
}

/** Whether two reports bear one project number. */
export function shareNumber(one: ArchiveEntry, other: ArchiveEntry): boolean {
  const numbers = new Set(one.facts.projectNumbers.map(({ value }) => numberKey(value)));
  return other.facts.projectNumbers.some(({ value }) => numbers.has(numberKey(value)));
}

/** Whether two documents are versions of one report: one number, and not plainly two organizations. */
export function areVersions(one: ArchiveEntry, other: ArchiveEntry): boolean {
  return shareNumber(one, other) && organizationsOf(one, other) !== 'different';
}

/** Whether the days of two audits overlap; null when one of them has none. */
export function overlap({ facts: a }: ArchiveEntry, { facts: b }: ArchiveEntry): boolean | null {
  if (a.audit === null || b.audit === null) return null;
  return a.audit.start.value <= b.audit.end.value && b.audit.start.value <= a.audit.end.value;
}

/** The audits of an organization before one of its reports. */
export interface Timeline {
  scheme: CertificationScheme;
  /** Earlier audits under the same scheme and by the same body, by date; of versions of one report the last uploaded. */
  before: readonly ArchiveEntry[];
  /** Whether reports of the organization could not be placed (no date, type, scheme or body read): what seems to be missing may be among them. */
  gaps: boolean;
}

/** The timeline of a report; null when its own place in time, scheme or organization is not known, or a later version of it counts. */
export function timelineOf(subject: ArchiveEntry, candidates: readonly ArchiveEntry[]): Timeline | null {
  const scheme = schemeById(subject.facts.scheme);
  const { audit, auditType, body } = subject.facts;
  if (scheme === null || audit === null || auditType === null) return null;
  const own = candidates.filter((other) => organizationsOf(subject, other) === 'same');
  if (own.some((other) => areVersions(subject, other) && isEarlier(subject, other))) return null;
  const related = own.filter(
    ({ facts }) => (facts.scheme ?? scheme.id) === scheme.id && (facts.body === null || body === null || facts.body === body),
  );
  const placed = related.filter(({ facts }) => facts.audit !== null && facts.auditType !== null && facts.scheme !== null);
  const before = placed
    .filter(({ facts }) => facts.audit!.end.value < audit.start.value)
    .filter((one) => !placed.some((other) => other !== one && areVersions(one, other) && isEarlier(one, other)))
    .sort((a, b) => (a.facts.audit!.end.value < b.facts.audit!.end.value ? -1 : 1));
  return { scheme, before, gaps: placed.length < related.length };
}

/** Whether two reports certify scopes that have nothing in common: then they may be two certificates of one organization. */
export function scopesApart(one: ArchiveEntry, other: ArchiveEntry): boolean {
  const [a, b] = [one.facts.scope, other.facts.scope];
  if (a === null || b === null) return false;
  const difference = compareScopes(a.value, b.value);
  return difference !== null && difference.changed.length === 0 && difference.dropped.length >= activities(a.value).length;
}
