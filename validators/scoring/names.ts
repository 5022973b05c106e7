import distances from 'natural/lib/natural/distance/index.js';

/** What is known of an indicator or a group by name. */
export interface Named {
  name: string;
  aliases: readonly string[];
}

/** A printed name without numbering ("4.1.5 监督"), points ("监督（7分）"), spaces and punctuation. */
export function plainName(printed: string): string {
  return printed
    .normalize('NFKC')
    .replace(/\([^)]*\d[^)]*\)/g, '')
    .replace(/^[\s\d.、()一二三四五六七八九十]*[\d.、)](?=\D)/, '')
    .replace(/[\s\p{P}\p{S}]/gu, '');
}

/**
 * How far a printed name is from a known one: 0 the same, up to 1 for an alias, one that contains it or a slip of a single
 * character, null when it is another name. Lower is nearer.
 */
export function nameDistance(printed: string, known: Named): number | null {
  const plain = plainName(printed);
  if (plain === '') return null;
  const name = plainName(known.name);
  if (plain === name) return 0;
  if (known.aliases.some((alias) => plain === plainName(alias))) return 0.2;
  if (name.length >= 2 && plain.length > name.length && plain.includes(name)) return 0.4;
  return [name, ...known.aliases.map(plainName)].some((one) => isSlip(plain, one)) ? 0.6 : null;
}

/** One character wrong, missing or added in three or more; in a name of two characters one of the two must stand in its place. */
function isSlip(printed: string, known: string): boolean {
  if (known.length < 3)
    return printed.length === known.length && Array.from(printed).some((character, index) => character === known[index]);
  return distances.LevenshteinDistance(printed, known) <= Math.max(1, Math.floor(known.length / 4));
}
