import { describe, expect, it } from 'vitest';
import type { AuditReport } from '../../model/index.js';
import { RULES } from '../../validators/index.js';
import { plainReadings } from '../../validators/rule-tester.js';
import { runRules } from '../../validators/runner.js';
import { GBT27922_2011 } from '../../validators/schemes/gbt27922-2011.js';
import { cleanReport } from './clean-report.js';

/** One fault in the clean report and what every rule together says of it: one finding at its root. */
export interface Planted {
  name: string;
  change: (report: AuditReport) => void;
  /** Places that are on the form, with what is printed there ('' for blank). */
  printed?: Record<string, string>;
  /** "rule at path" of every finding of severity error or warning. */
  says: string[];
}

/** Ticks only these boxes of a question; none when no value is given. */
export function tick(report: AuditReport, field: string, ...values: string[]): void {
  for (const choice of report.observed.choices.filter((one) => one.field === field))
    for (const option of choice.options) option.state = values.includes(option.value) ? 'ticked' : 'empty';
}

/** Section 5 as it is when it was not found. */
export function dropConclusion(report: AuditReport): void {
  report.observed.sections.pop();
  report.observed.choices = report.observed.choices.filter(({ field }) => !field.startsWith('conclusion'));
  const { conclusion } = report;
  Object.assign(conclusion, { outcome: null, ticked: null, recommendation: null, tickedRecommendations: null, compiler: null });
  Object.assign(conclusion, { compiledDate: null, scope: { text: null, star: null } });
}

/** Runs all rules over each fault and compares the findings, none of which may be open. */
export function oneFaultOneFinding(title: string, planted: Planted[]): void {
  describe(`one fault, one finding: ${title}`, () => {
    it.each(planted)('$name', ({ change, printed = {}, says }) => {
      const report = cleanReport();
      change(report);
      const provenance = plainReadings(report);
      for (const [path, text] of Object.entries(printed))
        provenance[path] = { page: 1, box: [0, 0, 1, 1], text, confidence: null, readers: ['text'] };
      const { findings } = runRules(RULES, report, provenance, GBT27922_2011);
      expect(findings.filter(({ severity }) => severity !== 'info').map(({ rule, at }) => `${rule} at ${at.path}`)).toEqual(says);
      expect(findings.filter(({ outcome }) => outcome === 'open')).toEqual([]);
    });
  });
}
