import type { Rule } from '../../rule.js';
import { contact } from './contact.js';
import { limitWording } from './limit-wording.js';
import { projectNumber } from './project-number.js';
import { standardCode } from './standard-code.js';

/** In the order in which findings are listed. */
export const FORMAT_RULES: readonly Rule[] = [standardCode, projectNumber, contact, limitWording];
