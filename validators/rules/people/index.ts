import type { Rule } from '../../rule.js';
import { auditorInOrganization } from './auditor-in-organization.js';
import { certificateNumber } from './certificate-number.js';
import { duplicateAuditor } from './duplicate-auditor.js';
import { leadAuditorMissing } from './lead-auditor-missing.js';
import { nameVariantRule } from './name-variant.js';

/** people/*: who audits whom. */
export const PEOPLE_RULES: readonly Rule[] = [
  leadAuditorMissing,
  duplicateAuditor,
  nameVariantRule,
  certificateNumber,
  auditorInOrganization,
];
