/**
 * How text becomes words to search for, in both databases alike. Chinese is written without gaps, and names have two or three characters: a run of
 * Chinese characters is indexed by its pairs and its last character, any other run of letters and digits as one word.
 * 「王小明, GB27922」 -> 王小 小明 明 gb27922
 */

const WIDE = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}`;
const RUN = new RegExp(String.raw`[${WIDE}]+|(?:(?![${WIDE}])[\p{L}\p{N}\p{M}])+`, 'gu');
const IS_WIDE = new RegExp(`^[${WIDE}]`, 'u');
/** Stands between two texts, so that nothing is found across their border. It is no letter: nobody can search for it. */
const BORDER = '‖';
/** Longer ones are no words (and PostgreSQL takes none of 2 KB). */
const LONGEST_WORD = 100;

/** Text as it is searched: runs in lower case and compatibility form, with a space before and after each. */
export function searchable(texts: readonly (string | null | undefined)[]): string {
  const parts = texts.flatMap((text) => {
    const runs = runsOf(text ?? '');
    return runs.length === 0 ? [] : [runs.join(' ')];
  });
  return ` ${parts.join(` ${BORDER} `)} `;
}

/** The words of searchable text in their order, borders among them. */
export function wordsOf(text: string): string[] {
  return text.split(' ').flatMap((run) => (IS_WIDE.test(run) ? [...pairs(run), lastOf(run)] : run === '' ? [] : [run]));
}

/** What was asked for between two spaces: words that follow each other; of the last, only the beginning when `prefix`. */
export interface Phrase {
  words: string[];
  prefix: boolean;
  /** Stands in searchable text exactly where the phrase does. */
  pattern: string;
}

/** Phrases that all must be found; none for blank text; null for text without a word in it, which is found nowhere. */
export function phrasesOf(query: string): Phrase[] | null {
  if (query.trim() === '') return [];
  const phrases = query.split(/\s+/u).flatMap((term) => {
    const runs = runsOf(term);
    return runs.length === 0 ? [] : [phraseOf(runs)];
  });
  return phrases.length === 0 ? null : phrases;
}

function phraseOf(runs: string[]): Phrase {
  const last = runs.at(-1)!;
  const before = wordsOf(runs.slice(0, -1).join(' '));
  const ends = IS_WIDE.test(last) ? pairs(last) : [last];
  const prefix = ends.length === 0;
  const edge = (run: string): string => (IS_WIDE.test(run) ? '' : ' ');
  return {
    words: [...before, ...(prefix ? [last] : ends)],
    prefix,
    pattern: `${edge(runs[0]!)}${runs.join(' ')}${edge(last)}`,
  };
}

function runsOf(text: string): string[] {
  const runs = text.normalize('NFKC').toLowerCase().match(RUN) ?? [];
  return runs.map((run) => (IS_WIDE.test(run) ? run : run.slice(0, LONGEST_WORD)));
}

function pairs(run: string): string[] {
  const characters = Array.from(run);
  return characters.slice(1).map((character, i) => characters[i]! + character);
}

function lastOf(run: string): string {
  return Array.from(run).at(-1)!;
}
