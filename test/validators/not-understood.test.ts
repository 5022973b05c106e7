import { describe, expect, it } from 'vitest';
import { plainReadings } from '../../validators/rule-tester.js';
import { validate } from '../../validators/index.js';
import type { AuditReport } from '../../model/index.js';
import { cleanReport } from './clean-report.js';

/** A table whose columns were paired wrongly is a fault of the reading: nothing may be accused on its strength. */
describe('a score table that was not understood', () => {
  const scoreFindings = (change: (report: AuditReport) => void): string[] => {
    const report = cleanReport();
    change(report);
    return validate(report, plainReadings(report))
      .findings.filter(({ rule, severity }) => rule.startsWith('score/') && severity !== 'info')
      .map(({ outcome }) => outcome);
  };

  it('asks to look when the figures belong to other rows', () => {
    const outcomes = scoreFindings((report) => {
      const rows = report.score.groups!.flatMap(({ indicators }) => indicators);
      const figures = rows.map(({ max, score }) => ({ max, score }));
      rows.forEach((row, index) => Object.assign(row, figures[(index + 4) % figures.length]));
    });
    expect(outcomes.length).toBeGreaterThan(0);
    expect(new Set(outcomes)).toEqual(new Set(['open']));
  });

  it('asks to look when half of the rows are missing', () => {
    const outcomes = scoreFindings((report) => {
      report.score.groups!.forEach((group) => group.indicators.splice(0, 2));
    });
    expect(new Set(outcomes)).toEqual(new Set(['open']));
  });

  it('still accuses a table with a slip or two', () => {
    const outcomes = scoreFindings((report) => {
      report.score.groups![0]!.indicators[0]!.max = 5;
      report.score.groups![1]!.indicators.pop();
    });
    expect(outcomes).toEqual(['fail', 'fail']);
  });
});
