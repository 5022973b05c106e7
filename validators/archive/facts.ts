import type { AuditReport, AuditType, Star } from '../../model/index.js';
import { normalise } from '../words/normalise.js';
import { certificateOf, type Certificate } from './certificates.js';
import { narrativeSentences, type Sentence } from './narrative.js';
import { NarrativeText } from './overlap.js';
import { partyKey } from './organizations.js';

/** A value and the field it stands in. */
export interface Stated<Value = string> {
  value: Value;
  path: string;
}

/** One auditor: name as compared, and the registration number when there is one. */
export interface AuditorFacts {
  name: string;
  path: string;
  certificate: Certificate | null;
  certificatePath: string;
}

/** What the archive's rules compare of a report. What was not read is null or left out, never guessed. */
export interface ArchiveFacts {
  scheme: string | null;
  scanned: boolean;
  /** Distinct names of the organization, 1.1 first, then the cover. */
  organizations: Stated[];
  /** Distinct project numbers, 1.2 first; two when the report contradicts itself. */
  projectNumbers: Stated[];
  body: string | null;
  auditType: Stated<AuditType> | null;
  /** Days of the audit; a date that is missing is taken from the other one. */
  audit: { start: Stated; end: Stated } | null;
  mode: AuditReport['basic']['auditMode'];
  /** Where the audit took place: the audited address and the branches. */
  sites: Stated[];
  auditors: AuditorFacts[];
  star: Stated<Star> | null;
  score: Stated<number> | null;
  /** The scope certified: the recommended one, else the audited one. */
  scope: Stated | null;
  /** The scope audited. */
  audited: Stated | null;
  /** Whether a change of the scope is recommended; null where the ticks were not read. */
  scopeChange: boolean | null;
  /** False where the report itself says that the organization did not pass. */
  passed: boolean | null;
  /** Day of compiling, else the audit's last. */
  decided: Stated | null;
  sentences: readonly Sentence[];
  /** The narrative with its shingles, worked out when first asked for. */
  narrative: () => NarrativeText;
}

/** What the archive's rules compare of a report; `scanned` says whether any of it was read from an image. */
export function archiveFacts(report: AuditReport, scanned: boolean): ArchiveFacts {
  const { cover, basic, conclusion, result } = report;
  const [start, end] = [stated(basic.audit.start, 'basic.audit.start'), stated(basic.audit.end, 'basic.audit.end')];
  const audit = start || end ? { start: (start ?? end)!, end: (end ?? start)! } : null;
  const star = agreed(stated(result.star, 'result.star'), stated(conclusion.scope.star, 'conclusion.scope.star'));
  const sentences = narrativeSentences(report);
  let narrative: NarrativeText | null = null;
  return {
    scheme: report.scheme,
    scanned,
    organizations: distinct([stated(basic.organization, 'basic.organization'), stated(cover.organization, 'cover.organization')], partyKey),
    projectNumbers: distinct(
      [stated(basic.projectNumber, 'basic.projectNumber'), stated(cover.projectNumber, 'cover.projectNumber')],
      numberKey,
    ),
    body: cover.certificationBody === null ? null : partyKey(cover.certificationBody),
    auditType: agreed(stated(basic.purpose, 'basic.purpose'), stated(cover.auditType, 'cover.auditType')),
    audit: audit !== null && audit.start.value <= audit.end.value ? audit : null,
    mode: basic.auditMode,
    sites: [
      stated(basic.auditAddress, 'basic.auditAddress') ?? stated(basic.registeredAddress, 'basic.registeredAddress'),
      ...(basic.branches ?? []).map((value, index) => ({ value, path: `basic.branches[${index}]` })),
    ].filter((site) => site !== null),
    auditors: (basic.auditors ?? []).flatMap(({ name, certificateNumber }, index) => {
      const path = `basic.auditors[${index}]`;
      if (name === null || normalise(name) === '') return [];
      const certificate = certificateNumber === null ? null : certificateOf(certificateNumber);
      return [{ name: normalise(name), path: `${path}.name`, certificate, certificatePath: `${path}.certificateNumber` }];
    }),
    star,
    score: stated(result.score, 'result.score') ?? stated(report.score.total, 'score.total'),
    scope: stated(conclusion.scope.text, 'conclusion.scope.text') ?? stated(basic.scope.text, 'basic.scope.text'),
    audited: stated(basic.scope.text, 'basic.scope.text'),
    scopeChange:
      conclusion.recommendation === 'scope-change' ||
      conclusion.tickedRecommendations?.some(({ value }) => value === 'scope-change') === true
        ? true
        : conclusion.tickedRecommendations === null
          ? null
          : false,
    passed: conclusion.outcome === 'fails' || star?.value === 'fail' ? false : conclusion.outcome === 'meets' ? true : null,
    decided: stated(conclusion.compiledDate, 'conclusion.compiledDate') ?? end,
    sentences,
    narrative: () => (narrative ??= new NarrativeText(sentences)),
  };
}

/** A project number as it is compared: case, width and kinds of dashes do not count. */
export function numberKey(projectNumber: string): string {
  return normalise(projectNumber).toUpperCase();
}

function stated<Value>(value: Value | null, path: string): Stated<Value> | null {
  return value === null || value === '' ? null : { value, path };
}

/** The first of two places that should say the same; null when they contradict each other. */
function agreed<Value>(first: Stated<Value> | null, second: Stated<Value> | null): Stated<Value> | null {
  if (first !== null && second !== null && first.value !== second.value) return null;
  return first ?? second;
}

function distinct(found: readonly (Stated | null)[], keyOf: (value: string) => string): Stated[] {
  const named = found.filter((one) => one !== null).filter(({ value }) => keyOf(value) !== '');
  return named.filter(({ value }, index) => named.findIndex((other) => keyOf(other.value) === keyOf(value)) === index);
}
