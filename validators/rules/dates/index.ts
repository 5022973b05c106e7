import type { Rule } from '../../rule.js';
import { auditOutsideCoverage } from './audit-outside-coverage.js';
import { certificateYear } from './certificate-year.js';
import { compiledBeforeAudit } from './compiled-before-audit.js';
import { internalEvaluationOutsidePeriod } from './internal-evaluation-outside-period.js';
import { invalidDate } from './invalid.js';
import { dateOrder } from './order.js';
import { projectYearMismatch } from './project-year.js';

/** dates/*: days that cannot be. */
export const DATES_RULES: readonly Rule[] = [
  invalidDate,
  dateOrder,
  auditOutsideCoverage,
  compiledBeforeAudit,
  internalEvaluationOutsidePeriod,
  projectYearMismatch,
  certificateYear,
];
