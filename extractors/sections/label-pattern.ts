import { ACT, PARTY } from './headings.js';

/**
 * A label as data: plain words, in which {party} and {act} stand for every name of the audited organization and of the
 * certification act, `(甲|乙)?` for alternatives that may be missing. Blanks may stand between any two characters.
 */
export function labelPattern(template: string): string {
  return spaced(template)
    .replace(/\((?!\?)/gu, '(?:')
    .replaceAll('{party}', `(?:${spaced(PARTY)})`)
    .replaceAll('{act}', ACT);
}

/** Lets blanks stand between any two Chinese characters of a pattern, over the edges of its groups too. */
function spaced(pattern: string): string {
  return pattern.replace(/(?<=[\u4e00-\u9fff)}]|\)\?)(?=[\u4e00-\u9fff{]|\((?:\?:|(?!\?)))/gu, '\\s*');
}
