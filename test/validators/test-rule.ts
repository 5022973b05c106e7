import { describe, it } from 'vitest';
import type { Rule } from '../../validators/rule.js';
import { ruleTests, type RuleCases } from '../../validators/rule-tester.js';
import { GBT27922_2011 } from '../../validators/schemes/gbt27922-2011.js';
import { cleanReport } from './clean-report.js';

/** Registers a rule's cases and the tester's invariants with the test runner. */
export function testRule(rule: Rule, cases: RuleCases): void {
  describe(rule.id, () => {
    for (const test of ruleTests(rule, cases, cleanReport, GBT27922_2011)) it(test.name, test.run);
  });
}
