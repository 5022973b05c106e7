import { z } from 'zod';
import { DOUBT_THRESHOLD, Severity, type FileResult, type Finding, type Provenance } from '../../model/index.js';
import { RULES, validate } from '../../validators/index.js';
import { ARCHIVE_RULES } from '../../validators/archive/index.js';

const DEFAULTS = new Map([...RULES, ...ARCHIVE_RULES].map(({ id, severity }) => [id, severity]));

/** How an office wants the rules applied. */
export const RuleSettings = z.object({
  /** Readings of scans below this confidence are doubtful, and nothing is accused on their strength. May be stricter than the calibrated one, never laxer. */
  doubtThreshold: z.number().min(DOUBT_THRESHOLD).max(0.999),
  /** Severities by rule that differ from the rule's own. */
  severities: z.record(
    z.string().refine((id) => DEFAULTS.has(id)),
    Severity,
  ),
});
export type RuleSettings = z.infer<typeof RuleSettings>;

export const DEFAULT_RULE_SETTINGS: RuleSettings = { doubtThreshold: DOUBT_THRESHOLD, severities: {} };

/** Every rule's severity under the settings, by id. */
export function severitiesUnder({ severities }: RuleSettings): Map<string, Severity> {
  return new Map([...DEFAULTS].map(([id, own]) => [id, severities[id] ?? own]));
}

/** A finding with the severity it has under the settings. */
export function graded(finding: Finding, { severities }: RuleSettings): Finding {
  const severity = Object.hasOwn(severities, finding.rule) ? severities[finding.rule]! : finding.severity;
  return severity === finding.severity ? finding : { ...finding, severity };
}

/** Readings as rules see them under the settings: what is less sure than they ask for is doubtful. Nothing given is changed. */
export function doubted(provenance: Provenance, { doubtThreshold }: RuleSettings): Provenance {
  if (doubtThreshold <= DOUBT_THRESHOLD) return provenance;
  const entries = Object.entries(provenance).map(([path, reading]) => {
    const { confidence } = reading;
    const isDoubted = confidence !== null && confidence >= DOUBT_THRESHOLD && confidence < doubtThreshold;
    return [path, isDoubted ? { ...reading, confidence: DOUBT_THRESHOLD - 0.001 } : reading] as const;
  });
  return Object.fromEntries(entries);
}

/** The result as the settings have it; the same object when they change nothing. What was read, and how surely, stays as it is. */
export function judged(result: FileResult, settings: RuleSettings): FileResult {
  const seen = doubted(result.provenance, settings);
  const again = result.report === null || seen === result.provenance ? null : validate(result.report, seen);
  const findings = (again?.findings ?? result.findings).map((finding) => graded(finding, settings));
  const isSame = again === null && findings.every((finding, index) => finding === result.findings[index]);
  return isSame ? result : { ...result, findings, outcomes: again?.counts ?? result.outcomes };
}
