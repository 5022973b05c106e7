import { sql } from 'kysely';
import type { Connection } from './connection.js';
import type { Condition, Sql } from './selection.js';
import { phrasesOf, type Phrase } from './words.js';

/** Nothing is found. */
export const NEVER: Condition = { seek: sql`1 = 0`, test: sql`1 = 0`, rows: sql`SELECT 1 WHERE 1 = 0` };

/** Documents `d` in which, or in whose findings, every phrase of the text stands; undefined for blank text. */
export function documentsWith({ kind }: Connection, text: string): Condition | undefined {
  const phrases = phrasesOf(text);
  if (phrases === null) return NEVER;
  if (phrases.length === 0) return undefined;
  if (kind === 'sqlite') {
    const match = matching(phrases);
    const rows = sql`SELECT rowid FROM search WHERE search MATCH ${match}`;
    return {
      rows,
      seek: sql`d.seq IN (${rows})`,
      // The index is asked once for all rows: asking it about each takes far longer.
      test: sql`+d.seq IN (${rows})`,
      source: { from: sql`search CROSS JOIN documents d`, where: sql`search MATCH ${match} AND d.seq = search.rowid`, seq: 'search.rowid' },
    };
  }
  const found = sql.join(phrases.flatMap(inPostgres), sql` AND `);
  const rows = sql`SELECT s.seq FROM search s WHERE ${found}`;
  return {
    rows,
    seek: sql`d.seq IN (${rows})`,
    // As a value, so that it is asked of each row.
    test: sql`(SELECT ${found} FROM search s WHERE s.seq = d.seq)`,
  };
}

/** Of the findings `f` of such documents `d`, those of which each phrase stands in their own words or in the document's text. */
export function findingsWith({ kind }: Connection, text: string): Sql[] {
  return (phrasesOf(text) ?? []).map((phrase) =>
    kind === 'sqlite'
      ? sql`(instr(f.text, ${phrase.pattern}) > 0
          OR d.seq IN (SELECT rowid FROM search WHERE search MATCH ${`body : (${matching([phrase])})`}))`
      : sql`(strpos(f.text, ${phrase.pattern}) > 0 OR (SELECT strpos(s.body, ${phrase.pattern}) > 0 FROM search s WHERE s.seq = d.seq))`,
  );
}

/** In FTS5's language. Words hold nothing but letters and digits (words.ts). */
function matching(phrases: readonly Phrase[]): string {
  return phrases.map(({ words, prefix }) => `"${words.join(' ')}"${prefix ? ' *' : ''}`).join(' AND ');
}

/** The index knows which words stand in a document, the text whether they stand side by side. */
function inPostgres({ words, prefix, pattern }: Phrase): Sql[] {
  const query = words.map((word, i) => `'${word}'${prefix && i === words.length - 1 ? ':*' : ''}`).join(' & ');
  const all = sql`s.words @@ ${query}::tsquery`;
  if (words.length === 1) return [all];
  return [all, sql`(strpos(s.body, ${pattern}) > 0 OR strpos(s.findings, ${pattern}) > 0)`];
}
