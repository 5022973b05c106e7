import { describe, expect, it } from 'vitest';
import type { Outcome, Provenance, Reading } from '../../model/index.js';
import { plainReadings } from '../../validators/rule-tester.js';
import { RULES } from '../../validators/index.js';
import { runRules } from '../../validators/runner.js';
import { GBT27922_2011 } from '../../validators/schemes/gbt27922-2011.js';
import { cleanReport } from './clean-report.js';

type Report = ReturnType<typeof cleanReport>;

/** How a rule ends when every value was read by these engines with this confidence; null for born-digital text. */
function outcome(
  rule: string,
  change: (report: Report) => void,
  confidence: number | null,
  readers: Reading['readers'] = ['paddle'],
): Outcome | undefined {
  const report = cleanReport();
  change(report);
  const readings: Provenance = Object.fromEntries(
    Object.entries(plainReadings(report)).map(([path, reading]) => [
      path,
      confidence === null ? reading : { ...reading, confidence, readers },
    ]),
  );
  return runRules(RULES, report, readings, GBT27922_2011).outcomes[rule];
}

describe('on a scan', () => {
  it.each<[string, (report: Report) => void]>([
    ['people/lead-auditor-missing', (r) => r.basic.auditors?.forEach((auditor) => (auditor.role = '组员'))],
    ['score/indicator-missing', (r) => r.score.groups![0]!.indicators.pop()],
    [
      'completeness/undetermined-choice',
      (r) => {
        r.observed.choices = [
          {
            field: 'basic.auditMode',
            marks: true,
            options: [
              { value: 'onsite', state: 'empty' },
              { value: 'remote', state: 'empty' },
            ],
          },
        ];
      },
    ],
  ])('%s: nothing is missing for sure, however surely the rest is read', (rule, change) => {
    expect(outcome(rule, change, null)).toBe('fail');
    expect(outcome(rule, change, 0.999, ['paddle', 'tesseract'])).toBe('open');
  });

  it.each<[string, (report: Report) => void]>([
    ['consistency/organization-name', (r) => (r.cover.organization = `${r.basic.organization!.slice(0, -5)}乙有限公司`)],
    ['format/contact', (r) => (r.basic.contact.phone = '1381234567')],
    ['dates/compiled-before-audit', (r) => (r.conclusion.compiledDate = '2001-01-01')],
  ])('%s: one engine alone accuses nobody', (rule, change) => {
    expect(outcome(rule, change, null)).toBe('fail');
    expect(outcome(rule, change, 0.999)).toBe('open');
    expect(outcome(rule, change, 0.92, ['paddle', 'tesseract'])).toBe('open');
    expect(outcome(rule, change, 0.99, ['paddle', 'tesseract'])).toBe('fail');
  });

  it('a page is missing only when more than one number says so', () => {
    const gap = (numbers: number[]) => (report: Report) => {
      report.observed.pageCount = 3;
      report.observed.pageNumbers = numbers.map((printed, index) => ({ page: index + 1, printed, total: null }));
    };
    expect(outcome('completeness/page-missing', gap([1, 2, 4]), null)).toBe('fail');
    expect(outcome('completeness/page-missing', gap([1, 2, 4]), 0.99)).toBe('open');
  });
});
