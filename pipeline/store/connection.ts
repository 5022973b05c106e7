import { Kysely, sql, type RawBuilder, type SelectQueryBuilder } from 'kysely';
import type { StoredTables, Trx } from './columns.js';
import { mayTryAgain } from './failures.js';

export type DatabaseKind = 'sqlite' | 'postgres';

const TRIES = 5;

/** One database as the store's parts use it. */
export interface Connection {
  kind: DatabaseKind;
  db: Kysely<StoredTables>;
  /** One transaction; begun again when another was in its way, so `work` must do nothing but ask the database. */
  write: <T>(work: (trx: Trx) => Promise<T>) => Promise<T>;
  /**
   * The same for what is done again when it is lost: SQLite does not hold up the process until it is on the disk. A killed process loses nothing of
   * it; a power cut may undo the last of it, but nothing that came before a `write`.
   */
  writeRepeatable: <T>(work: (trx: Trx) => Promise<T>) => Promise<T>;
  /** Rows of a query written by hand. */
  rows: <T>(query: RawBuilder<unknown>, on?: Kysely<StoredTables>) => Promise<T[]>;
}

export function connectionTo(db: Kysely<StoredTables>, kind: DatabaseKind): Connection {
  return {
    kind,
    db,
    write: (work) => persistently(() => db.transaction().execute(work)),
    writeRepeatable: (work) => persistently(() => (kind === 'sqlite' ? unsynchronized(db, work) : db.transaction().execute(work))),
    rows: async <T>(query: RawBuilder<unknown>, on: Kysely<StoredTables> = db) => (await query.execute(on)).rows as T[],
  };
}

/** Begins again what another transaction was in the way of. */
async function persistently<T>(begin: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await begin();
    } catch (error) {
      if (!mayTryAgain(error) || attempt === TRIES) throw error;
    }
  }
}

/** Nobody else has the connection meanwhile; the setting cannot be changed within a transaction. */
function unsynchronized<T>(db: Kysely<StoredTables>, work: (trx: Trx) => Promise<T>): Promise<T> {
  return db.connection().execute(async (connection) => {
    await sql`PRAGMA synchronous = NORMAL`.execute(connection);
    try {
      return await connection.transaction().execute(work);
    } finally {
      await sql`PRAGMA synchronous = FULL`.execute(connection);
    }
  });
}

/** The rows are nobody else's to change until the transaction ends. In SQLite they are anyway. */
export function locking<Table extends keyof StoredTables, Row>(
  kind: DatabaseKind,
  query: SelectQueryBuilder<StoredTables, Table, Row>,
): SelectQueryBuilder<StoredTables, Table, Row> {
  return kind === 'postgres' ? query.forNoKeyUpdate() : query;
}

/** One at a time through what comes next in the transaction, for everybody with the same words. In SQLite that is so anyway. */
export async function takeTurns(kind: DatabaseKind, trx: Trx, words: string): Promise<void> {
  if (kind === 'postgres') await sql`SELECT pg_advisory_xact_lock(hashtextextended(${words}, 0))`.execute(trx);
}

/** Lists of a size databases take as parameters. */
export function chunks<T>(list: readonly T[], size = 500): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
}

export function now(): string {
  return new Date().toISOString();
}
