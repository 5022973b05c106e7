import type { Rule } from '../../rule.js';
import { compilerMissing } from './compiler-missing.js';
import { missingField } from './missing-field.js';
import { missingSection } from './missing-section.js';
import { pageMissing } from './page-missing.js';
import { undeterminedChoice } from './undetermined-choice.js';

/** completeness/*: what the form asks for. */
export const COMPLETENESS_RULES: readonly Rule[] = [missingSection, missingField, compilerMissing, pageMissing, undeterminedChoice];
