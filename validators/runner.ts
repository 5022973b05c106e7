import {
  isDoubtful,
  type AuditReport,
  type CertificationScheme,
  type Evidence,
  type Finding,
  type Outcome,
  type OutcomeCounts,
  type Provenance,
  type Reading,
} from '../model/index.js';
import { fingerprint } from './fingerprint.js';
import { fillMessage } from './messages.js';
import { expectedPaths, fieldState, isBelow, parseRead, placeOfField, doubtsAt, fromScan, isInexact } from './reads.js';
import { NOT_APPLICABLE, type Rule, type RuleContext, type Verdict } from './rule.js';

/** Findings in rule order, the outcome of every rule by id, and how many rules ended in each outcome. */
export interface RunResult {
  findings: Finding[];
  outcomes: Record<string, Outcome>;
  counts: OutcomeCounts;
}

/**
 * Runs rules over one record. Pure: neither report nor provenance is changed. `scheme` is null when the report's standard
 * was not recognised; rules that need one are then open. Order follows `after`, else the order given.
 */
export function runRules(
  rules: readonly Rule[],
  report: AuditReport,
  provenance: Provenance,
  scheme: CertificationScheme | null,
): RunResult {
  const result: RunResult = { findings: [], outcomes: {}, counts: { pass: 0, fail: 0, open: 0, notApplicable: 0 } };
  const seen = new Map<string, number>();
  for (const rule of inOrder(rules)) {
    const { verdicts, outcome } = runRule(rule, report, provenance, scheme, result.findings);
    result.outcomes[rule.id] = outcome;
    result.counts[outcome] += 1;
    for (const verdict of verdicts) {
      const base = fingerprint(rule.id, scheme?.id ?? null, verdict, report);
      const repeats = seen.get(base) ?? 0;
      seen.set(base, repeats + 1);
      result.findings.push(
        toFinding(rule, verdict, provenance, repeats === 0 ? base : fingerprint(`${base}#${repeats}`, null, verdict, report)),
      );
    }
  }
  return result;
}

/** Rules sorted so that each comes after those it names in `after`; otherwise their order stays. Throws on a circle or an unknown id. */
export function inOrder(rules: readonly Rule[]): Rule[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const done = new Set<string>();
  const sorted: Rule[] = [];
  const visit = (rule: Rule, trail: readonly string[]): void => {
    if (done.has(rule.id)) return;
    if (trail.includes(rule.id)) throw new Error(`rules wait for each other: ${[...trail, rule.id].join(' -> ')}`);
    for (const id of rule.after ?? []) {
      const earlier = byId.get(id);
      if (earlier) visit(earlier, [...trail, rule.id]);
    }
    done.add(rule.id);
    sorted.push(rule);
  };
  for (const rule of rules) visit(rule, []);
  return sorted;
}

function runRule(
  rule: Rule,
  report: AuditReport,
  provenance: Provenance,
  scheme: CertificationScheme | null,
  findings: readonly Finding[],
): { verdicts: WeighedVerdict[]; outcome: Outcome } {
  if (rule.usesScheme && scheme === null) return { verdicts: [], outcome: 'open' };
  const reads = rule.reads.map(parseRead);
  const missing = { required: new Set<string>(), each: new Set<string>() };
  for (const { pattern, need } of reads) {
    if (need === 'optional') continue;
    for (const path of expectedPaths(report, pattern)) {
      const state = fieldState(report, provenance, path);
      if (state !== 'read') missing[need].add(state);
    }
    // An array that is null stands in for every item of it.
    if (pattern.includes('[]') && expectedPaths(report, pattern).length === 0) {
      const list = pattern.slice(0, pattern.indexOf('[]'));
      if (fieldState(report, provenance, list) === 'unread') missing[need].add('unread');
    }
  }
  if (missing.required.has('unread')) return { verdicts: [], outcome: 'open' };
  if (missing.required.has('blank')) return { verdicts: [], outcome: 'notApplicable' };

  const verdicts: WeighedVerdict[] = [];
  let applicable = true;
  for (const yielded of rule.check(contextOf(rule, report, provenance, scheme, findings))) {
    if (yielded === NOT_APPLICABLE) applicable = false;
    else
      verdicts.push(
        withDoubt(
          rule,
          yielded,
          reads.flatMap(({ pattern }) => expectedPaths(report, pattern)),
          provenance,
        ),
      );
  }
  if (verdicts.some((verdict) => verdict.outcome === 'fail')) return { verdicts, outcome: 'fail' };
  if (verdicts.length > 0) return { verdicts, outcome: 'open' };
  if (!applicable) return { verdicts, outcome: 'notApplicable' };
  // Nothing was found, but what was read may not be what is printed.
  const inDoubt = reads.some(
    ({ pattern, need }) =>
      need !== 'optional' &&
      expectedPaths(report, pattern).some((path) => {
        const reading = provenance[path];
        return reading !== undefined && isDoubtful(reading);
      }),
  );
  return { verdicts, outcome: missing.each.has('unread') || inDoubt ? 'open' : 'pass' };
}

/** A verdict, and the paths of the doubtful readings that turned it from fail to open. */
type WeighedVerdict = Verdict & { doubts?: string[] };

/** A misread digit must never become an accusation: a fail that rests on a doubtful reading becomes open. */
function withDoubt(rule: Rule, verdict: Verdict, reads: string[], provenance: Provenance): WeighedVerdict {
  if (verdict.outcome === 'open') return verdict;
  if (rule.absence?.includes(verdict.message) === true && fromScan(provenance)) return { ...verdict, outcome: 'open' };
  const basis = [...(verdict.basis ?? reads), verdict.at, ...verdict.related.map(({ path }) => path)];
  const isExact = rule.exact?.includes(verdict.message) === true;
  const isDoubt = (reading: Reading): boolean => isDoubtful(reading) || (isExact && isInexact(reading));
  const doubts = [...new Set(basis.flatMap((path) => doubtsAt(provenance, path, isDoubt)))];
  return doubts.length > 0 ? { ...verdict, outcome: 'open', doubts } : verdict;
}

function contextOf(
  rule: Rule,
  report: AuditReport,
  provenance: Provenance,
  scheme: CertificationScheme | null,
  findings: readonly Finding[],
): RuleContext {
  return {
    report,
    get scheme(): CertificationScheme {
      if (scheme === null || !rule.usesScheme) throw new Error(`${rule.id} reads the scheme without declaring usesScheme`);
      return scheme;
    },
    printed: (path) => provenance[path]?.text ?? null,
    stated: (ruleId, path) => {
      if (!rule.after?.includes(ruleId)) throw new Error(`${rule.id} asks about ${ruleId} without declaring it in after`);
      return findings.some((finding) => finding.rule === ruleId && (path === undefined || isBelow(finding.at.path, path)));
    },
    scanned: () => fromScan(provenance),
    readings: () => Object.entries(provenance),
  };
}

function toFinding(rule: Rule, verdict: WeighedVerdict, provenance: Provenance, id: string): Finding {
  const template = rule.messages[verdict.message];
  if (!template) throw new Error(`${rule.id} has no message "${verdict.message}"`);
  return {
    rule: rule.id,
    outcome: verdict.outcome,
    severity: rule.severity,
    message: fillMessage(template, verdict),
    data: verdict.data,
    at: placeOf(provenance, verdict.at, verdict.page),
    related: verdict.related.map(({ path, note }) => ({ ...placeOf(provenance, path), note })),
    ...(rule.clause === undefined ? {} : { clause: rule.clause }),
    ...(verdict.doubts === undefined ? {} : { doubts: verdict.doubts }),
    fingerprint: id,
  };
}

function placeOf(provenance: Provenance, path: string, page: number | null = null): Evidence {
  // A rule that names the page itself speaks of a place where no field was read.
  const place = page === null ? placeOfField(provenance, path) : null;
  return { path, page: page ?? place?.page ?? null, box: place?.box ?? null };
}
