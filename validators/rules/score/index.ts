import type { Rule } from '../../rule.js';
import { deductionUnexplained } from './deduction-unexplained.js';
import { duplicateIndicator } from './duplicate-indicator.js';
import { formulaMismatch } from './formula-mismatch.js';
import { groupMaxMismatch } from './group-max-mismatch.js';
import { indicatorMaxMismatch } from './indicator-max-mismatch.js';
import { indicatorMissing } from './indicator-missing.js';
import { indicatorOutOfRange } from './indicator-out-of-range.js';
import { maxTotalMismatch } from './max-total-mismatch.js';
import { ratingDespiteFailing } from './rating-despite-failing.js';
import { resultMismatch } from './result-mismatch.js';
import { specialBonusLimit } from './special-bonus-limit.js';
import { specialDeductionInvalid } from './special-deduction-invalid.js';
import { specialDeductionLimit } from './special-deduction-limit.js';
import { starThresholdMismatch } from './star-threshold-mismatch.js';
import { step } from './step.js';
import { subtotalMismatch } from './subtotal-mismatch.js';
import { totalMismatch } from './total-mismatch.js';
import { unknownIndicator } from './unknown-indicator.js';

/** In the order in which findings are listed. */
export const SCORE_RULES: readonly Rule[] = [
  indicatorOutOfRange,
  indicatorMaxMismatch,
  groupMaxMismatch,
  indicatorMissing,
  unknownIndicator,
  duplicateIndicator,
  subtotalMismatch,
  totalMismatch,
  maxTotalMismatch,
  formulaMismatch,
  resultMismatch,
  starThresholdMismatch,
  ratingDespiteFailing,
  specialDeductionLimit,
  specialDeductionInvalid,
  specialBonusLimit,
  step,
  deductionUnexplained,
];
