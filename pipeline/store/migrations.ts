import { Migrator, sql, type Kysely, type Migration } from 'kysely';
import type { StoredTables } from './columns.js';
import type { DatabaseKind } from './connection.js';
import { firstTables } from './migrations/001-tables.js';
import { placesOfCorrections } from './migrations/002-corrections.js';
import { endings } from './migrations/003-endings.js';
import { comparisons } from './migrations/004-comparisons.js';
import { coveringIndexes } from './migrations/005-covering.js';

/**
 * Brings the database up to date; processes that start at once wait for each other.
 * @throws Error of the database when a migration fails: nothing of it stays then
 */
export async function migrate(db: Kysely<StoredTables>, kind: DatabaseKind): Promise<void> {
  const migrations: Record<string, Migration> = {
    '001-tables': run(firstTables(kind)),
    '002-corrections': run(placesOfCorrections(kind)),
    '003-endings': run(endings()),
    '004-comparisons': run(comparisons()),
    '005-covering': run(coveringIndexes(kind)),
  };
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error('Migration failed', { cause: error });
}

function run(statements: readonly string[]): Migration {
  return {
    up: async (db: Kysely<unknown>) => {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}
