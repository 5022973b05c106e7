import { describe, expect, it } from 'vitest';
import type { AuditReport, Outcome, Provenance, Reading } from '../../model/index.js';
import { fail, NOT_APPLICABLE, open, type Rule } from '../../validators/rule.js';
import { plainReadings } from '../../validators/rule-tester.js';
import { RULES } from '../../validators/index.js';
import { placeOfField } from '../../validators/reads.js';
import { inOrder, runRules, type RunResult } from '../../validators/runner.js';
import { GBT27922_2011 } from '../../validators/schemes/gbt27922-2011.js';
import { cleanReport } from './clean-report.js';
import { row } from './score-variants.js';

const TEXT = { zh: '有误', en: 'wrong' };

function rule(id: string, changes: Partial<Rule>): Rule {
  return { id, severity: 'error', title: TEXT, description: TEXT, reads: [], messages: { wrong: TEXT }, *check() {}, ...changes };
}

/** Fails at a path. */
function failing(id: string, at: string, changes: Partial<Rule> = {}): Rule {
  return rule(id, {
    *check() {
      yield fail('wrong', { at });
    },
    ...changes,
  });
}

function run(rules: Rule[], change: (report: AuditReport) => void = () => undefined, readings: Provenance = {}): RunResult {
  const report = cleanReport();
  change(report);
  return runRules(rules, report, { ...plainReadings(report), ...readings }, GBT27922_2011);
}

const reading = (text: string, confidence: number | null = null, page = 1): Provenance[string] => ({
  page,
  box: [1, 2, 3, 4],
  text,
  confidence,
  readers: ['text'],
});

function outcome(changes: Partial<Rule>, change?: (report: AuditReport) => void, readings?: Provenance): Outcome | undefined {
  return run([failing('a/a', 'score.total', changes)], change, readings).outcomes['a/a'];
}

describe('order', () => {
  it('puts a rule behind those it waits for and leaves the rest', () => {
    const rules = [rule('a/a', { after: ['a/c'] }), rule('a/b', {}), rule('a/c', {}), rule('a/d', { after: ['a/a', 'a/b'] })];
    expect(inOrder(rules).map(({ id }) => id)).toEqual(['a/c', 'a/a', 'a/b', 'a/d']);
  });

  it('refuses a circle', () => {
    const rules = [rule('a/a', { after: ['a/b'] }), rule('a/b', { after: ['a/a'] })];
    expect(() => inOrder(rules)).toThrow('a/a -> a/b -> a/a');
  });

  it('tells a rule what earlier ones found, at or below a path', () => {
    const asked: boolean[] = [];
    const later = rule('a/later', {
      after: ['a/earlier'],
      *check({ stated }) {
        asked.push(stated('a/earlier'), stated('a/earlier', 'score'), stated('a/earlier', 'score.total'), stated('a/earlier', 'result'));
      },
    });
    run([later, failing('a/earlier', 'score.total')]);
    expect(asked).toEqual([true, true, true, false]);
  });

  it('refuses a question about a rule it does not wait for', () => {
    const asking = rule('a/a', {
      *check({ stated }) {
        if (stated('a/b')) yield NOT_APPLICABLE;
      },
    });
    expect(() => run([asking])).toThrow('a/a asks about a/b');
  });
});

describe('outcomes', () => {
  it('fails, passes and counts', () => {
    const result = run(
      [failing('a/a', 'score.total'), rule('a/b', {}), failing('a/c', 'result.score', { reads: ['cover.title'] })],
      (report) => {
        report.cover.title = null;
      },
    );
    expect(result.outcomes).toEqual({ 'a/a': 'fail', 'a/b': 'pass', 'a/c': 'open' });
    expect(result.counts).toEqual({ pass: 1, fail: 1, open: 1, notApplicable: 0 });
    expect(result.findings.map(({ rule: id }) => id)).toEqual(['a/a']);
  });

  it('is open where a required field was not read, not applicable where it is blank', () => {
    const untotalled = (report: AuditReport): void => void (report.score.total = null);
    expect(outcome({ reads: ['score.total'] }, untotalled)).toBe('open');
    expect(outcome({ reads: ['score.total'] }, untotalled, { 'score.total': reading('  ') })).toBe('notApplicable');
    expect(outcome({ reads: ['score.total?'] }, untotalled)).toBe('fail');
  });

  it('turns a pass into open where one of many was not read, and stays a pass where it is blank', () => {
    const changes: Partial<Rule> = { reads: ['score.groups[].indicators[].score~'], *check() {} };
    const unread = (report: AuditReport): void => void (row(report, '监督').score = null);
    expect(outcome(changes)).toBe('pass');
    expect(outcome(changes, unread)).toBe('open');
    expect(outcome(changes, unread, { 'score.groups[0].indicators[4].score': reading('') })).toBe('pass');
    expect(outcome({ reads: ['score.groups[].indicators[].score~'] }, unread)).toBe('fail');
  });

  it('does not miss score and points of a deleted indicator', () => {
    const deleted = (report: AuditReport): void => void Object.assign(row(report, '监督'), { score: null, max: null, deleted: true });
    expect(outcome({ reads: ['score.groups[].indicators[].score', 'score.groups[].indicators[].max'] }, deleted)).toBe('fail');
  });

  it('is open where a whole list was not read', () => {
    const changes = { reads: ['basic.auditors[].name'] };
    expect(outcome(changes, (report) => (report.basic.auditors = null))).toBe('open');
    expect(outcome(changes, (report) => (report.basic.auditors = []))).toBe('fail');
  });

  it('is not applicable when the check says so', () => {
    expect(
      outcome({
        *check() {
          yield NOT_APPLICABLE;
        },
      }),
    ).toBe('notApplicable');
  });

  it('is open without a scheme for rules that need one, and keeps the scheme from others', () => {
    const report = cleanReport();
    const needing = failing('a/a', 'score.total', { usesScheme: true });
    expect(runRules([needing], report, plainReadings(report), null).outcomes['a/a']).toBe('open');
    const peeking = rule('a/b', {
      *check({ scheme }) {
        yield fail('wrong', { at: scheme.id });
      },
    });
    expect(() => run([peeking])).toThrow('without declaring usesScheme');
  });

  it('refuses a message it does not have', () => {
    expect(() => run([failing('a/a', 'score.total', { messages: {} })])).toThrow('a/a has no message "wrong"');
  });
});

describe('doubt', () => {
  const doubt = { 'score.groups[0].indicators[0].score': reading('4', 0.5) };

  it('opens a fail on any doubtful reading it may rest on', () => {
    expect(outcome({ reads: ['score.groups'] }, undefined, doubt)).toBe('open');
    expect(outcome({ reads: ['score.groups[].indicators[].score'] }, undefined, doubt)).toBe('open');
    expect(outcome({ reads: ['score.total'] }, undefined, doubt)).toBe('fail');
  });

  it('is named with the finding it opened, and with no other', () => {
    const doubts = (changes: Partial<Rule>, readings: Provenance): unknown =>
      run([failing('a/a', 'score.total', changes)], undefined, readings).findings[0]!.doubts;
    const cell = 'score.groups[0].indicators[0].score';
    expect(doubts({ reads: ['score.groups'] }, doubt)).toEqual([cell]);
    expect(doubts({ reads: ['score.groups[].indicators[].score'] }, { ...doubt, 'score.total': reading('1', 0.2) })).toEqual([
      cell,
      'score.total',
    ]);
    expect(doubts({ reads: ['score.total'] }, doubt)).toBeUndefined();
    const undecided: Partial<Rule> = {
      reads: ['score.groups'],
      *check() {
        yield open('wrong', { at: 'score.total' });
      },
    };
    expect(doubts(undecided, doubt)).toBeUndefined();
  });

  it('counts only the basis, the place and the related places when a basis is named', () => {
    const withBasis = (basis: string[], related: string[] = []): Partial<Rule> => ({
      reads: ['score.groups'],
      *check() {
        yield fail('wrong', { at: 'score.total', basis, related: related.map((path) => ({ path, note: TEXT })) });
      },
    });
    expect(outcome(withBasis([]), undefined, doubt)).toBe('fail');
    expect(outcome(withBasis(['score.groups[0]']), undefined, doubt)).toBe('open');
    expect(outcome(withBasis([], ['score.groups[0].indicators[0].score']), undefined, doubt)).toBe('open');
    expect(outcome(withBasis([]), undefined, { 'score.total': reading('95.5', 0.89) })).toBe('open');
  });

  it('stands at a confidence below 0.9', () => {
    expect(outcome({}, undefined, { 'score.total': reading('95.5', 0.9) })).toBe('fail');
    expect(outcome({}, undefined, { 'score.total': reading('95.5', 0.899) })).toBe('open');
  });

  it('no rule at all fails on a report whose every reading is doubtful', () => {
    const report = cleanReport();
    report.score.total = 12;
    report.result.star = 'three-star';
    report.basic.projectNumber = '1';
    report.basic.contact.email = '1';
    row(report, '监督').score = 70;
    const plain = runRules(RULES, report, plainReadings(report), GBT27922_2011);
    expect(plain.counts.fail).toBeGreaterThan(4);
    const readings = Object.fromEntries(Object.entries(plainReadings(report)).map(([path, one]) => [path, { ...one, confidence: 0.5 }]));
    expect(runRules(RULES, report, readings, GBT27922_2011).counts.fail).toBe(0);
  });
});

describe('places', () => {
  it('are those of the reading, else of the nearest one above, else the page named', () => {
    const paths = ['score.total', 'score.groups[0].subtotal', 'nowhere.at.all'];
    const rules = paths.map((path, index) => failing(`a/${index}`, path));
    const unread = rule('a/page', {
      *check() {
        yield open('wrong', { at: 'observed.unreadPages[0]', page: 7 });
      },
    });
    const result = run([...rules, unread], undefined, {
      'score.total': reading('95.5', null, 3),
      'score.groups[0]': reading('group', null, 2),
    });
    expect(result.findings.map(({ at }) => [at.page, at.box])).toEqual([
      [3, [1, 2, 3, 4]],
      [2, [1, 2, 3, 4]],
      [null, null],
      [7, null],
    ]);
  });
});

describe('fingerprints', () => {
  const score = (index: number): string => `score.groups[0].indicators[${index}].score`;
  const prints = (result: RunResult): string[] => result.findings.map(({ fingerprint }) => fingerprint);

  it('survive a reworded message, another title and other placeholders', () => {
    const reworded = failing('a/a', 'score.total', { messages: { wrong: { zh: '错', en: 'false' } }, title: { zh: '另', en: 'other' } });
    expect(prints(run([reworded]))).toEqual(prints(run([failing('a/a', 'score.total')])));
  });

  it('survive a row inserted above', () => {
    const before = run([failing('a/a', score(3))]);
    const after = run([failing('a/a', score(4))], (report) => {
      report.score.groups![0]!.indicators.unshift({ name: '新增', max: 1, score: 1, deleted: false, remark: null });
    });
    expect(prints(after)).toEqual(prints(before));
  });

  it('survive other places and readings', () => {
    expect(prints(run([failing('a/a', 'score.total')], undefined, { 'score.total': reading('95.50', null, 9) }))).toEqual(
      prints(run([failing('a/a', 'score.total')])),
    );
  });

  it('change with the rule, the field and its value', () => {
    const one = prints(run([failing('a/a', 'score.total')]))[0];
    expect(prints(run([failing('a/b', 'score.total')]))[0]).not.toBe(one);
    expect(prints(run([failing('a/a', 'score.totalMax')]))[0]).not.toBe(one);
    expect(prints(run([failing('a/a', 'score.total')], (report) => (report.score.total = 12)))[0]).not.toBe(one);
    expect(prints(run([failing('a/a', score(1))]))[0]).not.toBe(prints(run([failing('a/a', score(2))]))[0]);
  });

  it('are unique even for the same thing said twice', () => {
    const twice = rule('a/a', {
      *check() {
        yield fail('wrong', { at: 'score.total' });
        yield fail('wrong', { at: 'score.total' });
        yield fail('wrong', { at: 'score.total' });
      },
    });
    expect(new Set(prints(run([twice]))).size).toBe(3);
    expect(prints(run([twice]))).toEqual(prints(run([twice])));
  });
});

describe('the place of a finding', () => {
  const reading = (page: number, box: [number, number, number, number]): Reading => ({
    page,
    box,
    text: 'x',
    confidence: null,
    readers: ['text'],
  });

  it('is the field itself, else all that was read below it on its first page, else the nearest field above', () => {
    const provenance = {
      'basic.auditors[0].name': reading(2, [10, 10, 20, 20]),
      'basic.auditors[0].role': reading(2, [30, 12, 40, 22]),
      'basic.auditors[1].name': reading(3, [0, 0, 1, 1]),
      'score.groups[0].name': reading(4, [5, 5, 6, 6]),
    };
    expect(placeOfField(provenance, 'basic.auditors[0].name')).toMatchObject({ page: 2, box: [10, 10, 20, 20] });
    expect(placeOfField(provenance, 'basic.auditors')).toEqual({ page: 2, box: [10, 10, 40, 22] });
    expect(placeOfField(provenance, 'score.groups[0].name.first')).toMatchObject({ page: 4 });
    expect(placeOfField(provenance, 'narrative')).toBeNull();
  });
});
