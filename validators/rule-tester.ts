import assert from 'node:assert/strict';
import {
  expandPath,
  leaves,
  splitPath,
  valueAt,
  type AuditReport,
  type CertificationScheme,
  type FindingDatum,
  type Provenance,
  type Reading,
} from '../model/index.js';
import { isBelow, parseRead } from './reads.js';
import type { Rule } from './rule.js';
import { runRules, type RunResult } from './runner.js';

/** One case of a rule's test: the clean report with `change` applied. */
export interface RuleCase {
  name: string;
  change?: (report: AuditReport) => void;
  /** Paths whose place is on the form but blank (value null, reading ''). */
  blank?: string[];
  /** Readings that differ from the plain ones: printed text, confidence. */
  readings?: Record<string, Partial<Reading>>;
  /** Rules named in `after` that have already found something here, as id -> path. */
  stated?: Record<string, string>;
}

export interface ExpectedFinding {
  message: string;
  at: string;
  data?: Record<string, FindingDatum>;
  related?: string[];
  /** Page of the place. */
  page?: number;
}

export interface RuleCases {
  valid: RuleCase[];
  invalid: (RuleCase & { findings: ExpectedFinding[] })[];
  /** Cases that end open, with the findings if any are listed. */
  open: (RuleCase & { findings?: ExpectedFinding[] })[];
  notApplicable?: RuleCase[];
}

export interface RuleTest {
  name: string;
  run: () => void;
}

/**
 * The tests of one rule as data. Besides the cases themselves: the report is deep-frozen, placeholders are filled,
 * every message is used by some case, taking away a required read gives `open`, no case stands twice.
 */
export function ruleTests(rule: Rule, cases: RuleCases, clean: () => AuditReport, scheme: CertificationScheme): RuleTest[] {
  const used = new Set<string>();
  const run = (ruleCase: RuleCase): RunResult => runCase(rule, ruleCase, clean, scheme, used);
  const named = (kind: string, list: RuleCase[], check: (ruleCase: never) => void): RuleTest[] =>
    list.map((ruleCase) => ({ name: `${kind}: ${ruleCase.name}`, run: () => check(ruleCase as never) }));
  return [
    ...named('valid', cases.valid, (ruleCase: RuleCase) => {
      const result = run(ruleCase);
      assert.deepEqual(result.findings, []);
      assert.equal(result.outcomes[rule.id], 'pass');
    }),
    ...named('invalid', cases.invalid, (ruleCase: RuleCases['invalid'][number]) => {
      const result = run(ruleCase);
      compare(rule, result, ruleCase.findings);
      assert.ok(
        result.findings.every(({ outcome }) => outcome === 'fail'),
        'every finding fails',
      );
      assert.equal(result.outcomes[rule.id], 'fail');
    }),
    ...named('open', cases.open, (ruleCase: RuleCases['open'][number]) => {
      const result = run(ruleCase);
      if (ruleCase.findings) compare(rule, result, ruleCase.findings);
      assert.ok(
        result.findings.every(({ outcome }) => outcome === 'open'),
        'every finding is open',
      );
      assert.equal(result.outcomes[rule.id], 'open');
    }),
    ...named('not applicable', cases.notApplicable ?? [], (ruleCase: RuleCase) => {
      const result = run(ruleCase);
      assert.deepEqual(result.findings, []);
      assert.equal(result.outcomes[rule.id], 'notApplicable');
    }),
    ...requiredReads(rule).map((pattern) => ({
      name: `open without ${pattern}`,
      run: () => {
        const path = expandPath(clean(), pattern)[0] ?? pattern;
        assert.equal(run({ name: '', change: (report) => setNull(report, path) }).outcomes[rule.id], 'open');
      },
    })),
    { name: 'every message is used', run: () => assert.deepEqual([...used].sort(), Object.keys(rule.messages).sort()) },
    {
      name: 'no case stands twice',
      run: () => {
        const all = [...cases.valid, ...cases.invalid, ...cases.open, ...(cases.notApplicable ?? [])];
        const bodies = all.map((one) => JSON.stringify([changed(one, clean), one.blank, one.readings, one.stated]));
        assert.equal(new Set(bodies).size, bodies.length);
        assert.ok(cases.valid.length > 0 && cases.invalid.length + cases.open.length > 0, 'valid cases and others');
      },
    },
  ];
}

/** Plain readings for every leaf of a record: its value as text, on page 1. */
export function plainReadings(report: AuditReport): Provenance {
  const readings: Provenance = {};
  for (const { path, value } of leaves(report)) {
    if (value !== null)
      readings[path] = {
        page: 1,
        box: [0, 0, 1, 1],
        text: typeof value === 'string' ? value : JSON.stringify(value),
        confidence: null,
        readers: ['text'],
      };
  }
  return readings;
}

function changed(ruleCase: RuleCase, clean: () => AuditReport): AuditReport {
  const report = clean();
  ruleCase.change?.(report);
  return report;
}

function runCase(rule: Rule, ruleCase: RuleCase, clean: () => AuditReport, scheme: CertificationScheme, used: Set<string>): RunResult {
  const report = changed(ruleCase, clean);
  const provenance = plainReadings(report);
  for (const path of ruleCase.blank ?? []) {
    assert.equal(valueAt(report, path), null, `${path} is blank, so its value must be null`);
    provenance[path] = { page: 1, box: [0, 0, 1, 1], text: '', confidence: null, readers: ['text'] };
  }
  for (const [path, reading] of Object.entries(ruleCase.readings ?? {})) {
    provenance[path] = { page: 1, box: [0, 0, 1, 1], text: '', confidence: null, readers: ['text'], ...provenance[path], ...reading };
  }
  freeze(report);
  freeze(provenance);
  const earlier = Object.entries(ruleCase.stated ?? {}).map(([id, at]) => standIn(id, at));
  const spied: Rule = {
    ...rule,
    *check(context) {
      for (const verdict of rule.check(context)) {
        if (typeof verdict !== 'symbol') used.add(verdict.message);
        yield verdict;
      }
    },
  };
  const result = runRules([...earlier, spied], report, provenance, scheme);
  return { ...result, findings: result.findings.filter((finding) => finding.rule === rule.id) };
}

/** A rule that has already found something at a path. */
function standIn(id: string, at: string): Rule {
  const text = { zh: '先前', en: 'earlier' };
  return {
    id,
    severity: 'error',
    title: text,
    description: text,
    reads: [],
    messages: { stated: text },
    *check() {
      yield { outcome: 'fail', message: 'stated', at, related: [], data: {}, words: {}, page: null, basis: [] };
    },
  };
}

function compare(rule: Rule, result: RunResult, expected: ExpectedFinding[]): void {
  assert.deepEqual(
    result.findings.map(({ at }) => at.path),
    expected.map(({ at }) => at),
  );
  for (const [index, finding] of result.findings.entries()) {
    const want = expected[index]!;
    const template = rule.messages[want.message];
    assert.ok(template, `${rule.id} has a message ${want.message}`);
    const pattern = template.en.split(/\{\{\w+\}\}/).map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    assert.match(finding.message.en, new RegExp(`^${pattern.join('[^]*')}$`));
    assert.ok(!/\{\{|undefined|NaN/.test(finding.message.zh + finding.message.en), 'placeholders are filled');
    for (const [key, value] of Object.entries(want.data ?? {})) assert.deepEqual(finding.data[key], value, key);
    if (want.page !== undefined) assert.equal(finding.at.page, want.page);
    if (want.related)
      assert.deepEqual(
        finding.related.map(({ path }) => path),
        want.related,
      );
  }
}

function requiredReads(rule: Rule): string[] {
  return rule.reads
    .map(parseRead)
    .filter(({ need }) => need === 'required')
    .map(({ pattern }) => pattern);
}

function setNull(report: AuditReport, path: string): void {
  const steps = splitPath(path);
  const last = steps.pop()!;
  const parent = valueAt(report, steps.join('.')) as Record<string, unknown> | null;
  assert.ok(parent && last in parent, `${path} is in the clean report`);
  parent[last] = null;
  assert.ok(!Object.keys(plainReadings(report)).some((key) => isBelow(key, path)));
}

function freeze(value: unknown): void {
  if (value === null || typeof value !== 'object' || Object.isFrozen(value)) return;
  Object.freeze(value);
  Object.values(value).forEach(freeze);
}
