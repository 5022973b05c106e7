import type { Rule } from '../../rule.js';
import { auditTypeConclusion } from './audit-type-conclusion.js';
import { auditTypePurpose } from './audit-type-purpose.js';
import { conclusionContradiction } from './conclusion-contradiction.js';
import { exclusiveChoice } from './exclusive-choice.js';
import { foreignOrganization } from './foreign-organization.js';
import { incidentStatement } from './incident-statement.js';
import { mysteryVisit } from './mystery-visit.js';
import { organizationName } from './organization-name.js';
import { projectNumber } from './project-number.js';
import { remoteAudit } from './remote-audit.js';
import { scopeMismatch } from './scope.js';
import { siteType } from './site-type.js';
import { standardCode } from './standard-code.js';
import { starLevel } from './star-level.js';

/** consistency/*: the same thing said in two places. */
export const CONSISTENCY_RULES: readonly Rule[] = [
  projectNumber,
  organizationName,
  foreignOrganization,
  standardCode,
  starLevel,
  scopeMismatch,
  auditTypePurpose,
  auditTypeConclusion,
  conclusionContradiction,
  siteType,
  mysteryVisit,
  remoteAudit,
  incidentStatement,
  exclusiveChoice,
];
