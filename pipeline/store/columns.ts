import type { Generated, Transaction } from 'kysely';
import type { ArchiveKeys, Dispositions, Documents, Findings, Reports, Runs, Tables } from './tables.js';

/**
 * tables.ts with the columns only the store itself knows: running numbers (`seq`, by which rows stand in order of arrival), and copies of values
 * from other tables, so that lists are filtered, sorted and counted from one index however many reports there are.
 */
export interface StoredTables extends Omit<Tables, keyof Changed>, Changed {
  auditors: Auditors;
  search: Search;
}

interface Changed {
  documents: Documents & DocumentColumns;
  runs: Runs & { findings: string };
  reports: Reports & { corrected: string | null };
  findings: Findings & FindingColumns;
  dispositions: StoredDisposition;
  archive_keys: ArchiveKeys & { seq: number };
}

/** What lists show of the counting run; null until there is one. */
export interface ListedColumns {
  organization: string | null;
  audit_type: string | null;
  audit_start: string | null;
  audit_end: string | null;
  star: string | null;
  total: number | null;
  doubtful: number | null;
}

interface DocumentColumns extends ListedColumns {
  seq: Generated<number>;
  page_count: Generated<number>;
  failed: Generated<number>;
  open: Generated<number>;
  /** How many comparisons with the archive have begun. */
  comparison: Generated<number>;
}

interface FindingColumns {
  seq: Generated<number>;
  /** 0 error, 1 warning, 2 info. */
  gravity: number;
  /** Copy of the disposition's. */
  decision: Dispositions['decision'] | null;
  /** Its messages as words.ts writes text for searching. */
  text: string;
}

/** `decision` null: taken back. The row stays, so that its version counts on. */
export type StoredDisposition = Omit<Dispositions, 'decision'> & { decision: Dispositions['decision'] | null };

/** Who audited which document (by its running number). */
interface Auditors {
  name: string;
  seq: number;
}

/** Words of documents. SQLite: an FTS5 table without contents, its rowid the document's running number. PostgreSQL: `words` is a tsvector. */
interface Search {
  seq: number;
  words: string;
  body: string;
  findings: string;
}

export type Trx = Transaction<StoredTables>;
