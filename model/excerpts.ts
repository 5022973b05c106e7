/** Texts up to this many characters are quoted whole. */
const WHOLE = 40;
/** Characters kept around a difference, and the most that is quoted of one. */
const AROUND = 8;
const MOST = 60;

/**
 * Texts as a sentence can quote them. Short ones stay whole; of long ones that differ only the stretch with the difference is left, of
 * a long one alone (or several alike) its beginning and end.
 */
export function excerpts(texts: readonly string[]): string[] {
  const whole = texts.map((text) => Array.from(text.replace(/\s+/g, ' ')));
  if (whole.every(({ length }) => length <= WHOLE)) return [...texts];
  const [first = [], ...others] = whole;
  const same = (at: (text: readonly string[]) => string | undefined): boolean => others.every((text) => at(text) === at(first));
  const shortest = Math.min(...whole.map(({ length }) => length));
  let before = 0;
  while (before < shortest && same((text) => text[before])) before++;
  let after = 0;
  while (after < shortest - before && same((text) => text[text.length - 1 - after])) after++;
  if (whole.every(({ length }) => length === before + after)) return whole.map(endsOf);
  return whole.map((text) => {
    const from = Math.max(0, before - AROUND);
    const to = Math.min(text.length, Math.max(before, text.length - after) + AROUND, from + MOST);
    return `${from > 0 ? '…' : ''}${text.slice(from, to).join('')}${to < text.length ? '…' : ''}`;
  });
}

function endsOf(text: readonly string[]): string {
  return text.length <= MOST ? text.join('') : `${text.slice(0, WHOLE).join('')}…${text.slice(-AROUND).join('')}`;
}
