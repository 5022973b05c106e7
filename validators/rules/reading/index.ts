import type { Rule } from '../../rule.js';
import { doubtfulField } from './doubtful-field.js';
import { enginesDisagree } from './engines-disagree.js';
import { missingGlyphs } from './missing-glyphs.js';
import { tableStructure } from './table-structure.js';
import { unreadablePage } from './unreadable-page.js';

/** In the order in which findings are listed. */
export const READING_RULES: readonly Rule[] = [doubtfulField, enginesDisagree, unreadablePage, tableStructure, missingGlyphs];
