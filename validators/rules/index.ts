import type { Rule } from '../rule.js';
import { COMPLETENESS_RULES } from './completeness/index.js';
import { CONSISTENCY_RULES } from './consistency/index.js';
import { DATES_RULES } from './dates/index.js';
import { FORMAT_RULES } from './format/index.js';
import { PEOPLE_RULES } from './people/index.js';
import { READING_RULES } from './reading/index.js';
import { SCORE_RULES } from './score/index.js';

/** Every rule, in the order in which findings are listed. */
export const RULES: readonly Rule[] = [
  ...SCORE_RULES,
  ...CONSISTENCY_RULES,
  ...DATES_RULES,
  ...PEOPLE_RULES,
  ...COMPLETENESS_RULES,
  ...FORMAT_RULES,
  ...READING_RULES,
];
