import type { Rule } from '../rule.js';
import { FORMAT_RULES } from './format/index.js';
import { READING_RULES } from './reading/index.js';
import { SCORE_RULES } from './score/index.js';
import { auditTypeConclusion } from './consistency/audit-type-conclusion.js';
import { auditTypePurpose } from './consistency/audit-type-purpose.js';
import { conclusionContradiction } from './consistency/conclusion-contradiction.js';
import { exclusiveChoice } from './consistency/exclusive-choice.js';
import { foreignOrganization } from './consistency/foreign-organization.js';
import { incidentStatement } from './consistency/incident-statement.js';
import { mysteryVisit } from './consistency/mystery-visit.js';
import { organizationName } from './consistency/organization-name.js';
import { projectNumber } from './consistency/project-number.js';
import { remoteAudit } from './consistency/remote-audit.js';
import { scopeMismatch } from './consistency/scope.js';
import { siteType } from './consistency/site-type.js';
import { standardCode } from './consistency/standard-code.js';
import { starLevel } from './consistency/star-level.js';
import { auditOutsideCoverage } from './dates/audit-outside-coverage.js';
import { certificateYear } from './dates/certificate-year.js';
import { compiledBeforeAudit } from './dates/compiled-before-audit.js';
import { internalEvaluationOutsidePeriod } from './dates/internal-evaluation-outside-period.js';
import { invalidDate } from './dates/invalid.js';
import { dateOrder } from './dates/order.js';
import { projectYearMismatch } from './dates/project-year.js';
import { auditorInOrganization } from './people/auditor-in-organization.js';
import { certificateNumber } from './people/certificate-number.js';
import { duplicateAuditor } from './people/duplicate-auditor.js';
import { leadAuditorMissing } from './people/lead-auditor-missing.js';
import { nameVariantRule } from './people/name-variant.js';
import { compilerMissing } from './completeness/compiler-missing.js';
import { missingField } from './completeness/missing-field.js';
import { missingSection } from './completeness/missing-section.js';
import { pageMissing } from './completeness/page-missing.js';
import { undeterminedChoice } from './completeness/undetermined-choice.js';

/** Every rule, in the order in which findings are listed. */
export const RULES: readonly Rule[] = [...SCORE_RULES, ...FORMAT_RULES, ...READING_RULES  // consistency
  auditTypeConclusion,
  auditTypePurpose,
  conclusionContradiction,
  exclusiveChoice,
  foreignOrganization,
  incidentStatement,
  mysteryVisit,
  organizationName,
  projectNumber,
  remoteAudit,
  scopeMismatch,
  siteType,
  standardCode,
  starLevel,
  // dates
  auditOutsideCoverage,
  certificateYear,
  compiledBeforeAudit,
  internalEvaluationOutsidePeriod,
  invalidDate,
  dateOrder,
  projectYearMismatch,
  // people
  auditorInOrganization,
  certificateNumber,
  duplicateAuditor,
  leadAuditorMissing,
  nameVariantRule,
  // completeness
  compilerMissing,
  missingField,
  missingSection,
  pageMissing,
  undeterminedChoice,
];
