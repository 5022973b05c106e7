import type { AuditReport, Provenance } from '../model/index.js';
import { RULES } from './rules/index.js';
import { runRules, type RunResult } from './runner.js';
import { schemeById } from './schemes/index.js';

export { RULES } from './rules/index.js';
export { SCHEMES, schemeById } from './schemes/index.js';
export type { Rule } from './rule.js';
export type { RunResult } from './runner.js';

/** All rules over one record; the scheme is the one the record names. */
export function validate(report: AuditReport, provenance: Provenance): RunResult {
  return runRules(RULES, report, provenance, schemeById(report.scheme));
}
