import { Kysely, sql } from 'kysely';
import { GoujiError } from '../../model/index.js';
import { archiveStore } from './archive.js';
import { batchStore } from './batches.js';
import type { StoredTables } from './columns.js';
import { connectionTo, type Connection } from './connection.js';
import { documentStore } from './documents.js';
import { asUnavailable, withFailures } from './failures.js';
import { findingStore } from './findings.js';
import { migrate } from './migrations.js';
import { auditStore, settingStore } from './records.js';
import type { Store } from './store.js';
import { ruleSettingStore } from './grading.js';
import { summaryStore } from './summary.js';
import { userStore } from './users.js';

export interface StoreOptions {
  /** SQLite's file when there is no url; created with its folder when absent. */
  file?: string;
}

/**
 * Opens the database and brings its tables up to date: PostgreSQL at a postgres:// url, else SQLite in a file. Several processes may have the same
 * one open, and start at once.
 * @throws GoujiError store/unavailable when it cannot be reached, or the url is of another kind
 */
export async function openStore(url: string | null, options: StoreOptions): Promise<Store> {
  return storeOn(await openConnection(url, options));
}

/** The database beneath a store, brought up to date: for what is written in bulk. Throws as openStore. */
export async function openConnection(url: string | null, options: StoreOptions): Promise<Connection> {
  const connection = await connect(url, options.file);
  try {
    await migrate(connection.db, connection.kind);
  } catch (error) {
    await connection.db.destroy();
    throw asUnavailable(error);
  }
  return connection;
}

/** A dialect's library is loaded only where it is used. */
async function connect(url: string | null, file: string | undefined): Promise<Connection> {
  try {
    if (url !== null) {
      if (!/^postgres(ql)?:\/\//.test(url)) throw new GoujiError('store/unavailable', { reason: 'postgres://...' });
      const { postgresDialect } = await import('./postgres.js');
      return connectionTo(new Kysely<StoredTables>({ dialect: postgresDialect(url) }), 'postgres');
    }
    if (file === undefined) throw new GoujiError('store/unavailable', { reason: 'no file' });
    const { sqliteDialect } = await import('./sqlite.js');
    return connectionTo(new Kysely<StoredTables>({ dialect: sqliteDialect(file) }), 'sqlite');
  } catch (error) {
    throw asUnavailable(error);
  }
}

function storeOn(connection: Connection): Store {
  const { db } = connection;
  return {
    batches: withFailures(batchStore(connection)),
    documents: withFailures(documentStore(connection)),
    findings: withFailures(findingStore(connection)),
    users: withFailures(userStore(connection)),
    archive: withFailures(archiveStore(connection)),
    statistics: withFailures(summaryStore(connection)),
    rules: withFailures(ruleSettingStore(connection)),
    audit: withFailures(auditStore(connection)),
    settings: withFailures(settingStore(connection)),
    ...withFailures({
      ping: async () => {
        await sql`SELECT 1`.execute(db);
      },
    }),
    close: () => db.destroy(),
  };
}
