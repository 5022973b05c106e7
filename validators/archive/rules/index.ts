import type { ArchiveRule } from '../rule.js';
import { auditorCertificateConflict } from './auditor-certificate-conflict.js';
import { auditorDoubleBooked } from './auditor-double-booked.js';
import { certificateExpired } from './certificate-expired.js';
import { copiedNarrative } from './copied-narrative.js';
import { duplicateFile } from './duplicate-file.js';
import { duplicateProjectNumber } from './duplicate-project-number.js';
import { initialTwice } from './initial-twice.js';
import { scopeDrift } from './scope-drift.js';
import { starJump } from './star-jump.js';
import { surveillanceOverdue } from './surveillance-overdue.js';

/** archive/*: what contradicts between reports, in the order in which findings are listed. */
export const ARCHIVE_RULES: readonly ArchiveRule[] = [
  duplicateFile,
  duplicateProjectNumber,
  auditorDoubleBooked,
  auditorCertificateConflict,
  copiedNarrative,
  surveillanceOverdue,
  certificateExpired,
  initialTwice,
  starJump,
  scopeDrift,
];
