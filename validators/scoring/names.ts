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

/** A known name and its aliases as they are compared; worked out once for each, since schemes do not change. */
const KNOWN = new WeakMap<Named, { name: string; aliases: string[] }>();

function plainNames(known: Named): { name: string; aliases: string[] } {
  const found = KNOWN.get(known) ?? { name: plainName(known.name), aliases: known.aliases.map(plainName) };
  KNOWN.set(known, found);
  return found;
}

/** Whether a printed name (see {@link plainName}) is exactly the known one. */
export function isName(plain: string, known: Named): boolean {
  return plain !== '' && plain === plainNames(known).name;
}

/**
 * How far a printed name (see {@link plainName}) is from a known one: 0 the same, 0.2 an alias, 0.4 one that contains it, 0.6 a slip
 * of a single character, null when it is another name.
 */
export function nameDistance(plain: string, known: Named): number | null {
  if (plain === '') return null;
  const { name, aliases } = plainNames(known);
  if (plain === name) return 0;
  if (aliases.includes(plain)) return 0.2;
  if (name.length >= 2 && plain.length > name.length && plain.includes(name)) return 0.4;
  return isSlip(plain, name) || aliases.some((alias) => isSlip(plain, alias)) ? 0.6 : null;
}

/** One character wrong, missing, added or swapped with its neighbour in three or more; in a name of two characters one of the two must stand in its place. */
function isSlip(printed: string, known: string): boolean {
  if (known.length < 3)
    return printed.length === known.length && Array.from(printed).some((character, index) => character === known[index]);
  if (Math.abs(printed.length - known.length) > 2) return false;
  return distances.DamerauLevenshteinDistance(printed, known, { restricted: true }) <= Math.max(1, Math.floor(known.length / 4));
}
