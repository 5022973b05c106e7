import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type Dialect,
  type SqliteDatabase,
  type SqliteStatement,
} from 'kysely';
import Database from 'libsql';

/** How long a statement may hold up this process for another's writing. */
const BUSY_MS = 5_000;
/** How long a transaction waits for its turn, without holding up anything else. */
const TURN_MS = 30_000;
const CACHE_KIB = 65_536;
/** 16 MiB. A page that is written often is copied into the database less often; a checkpoint waits for the disk. */
const CHECKPOINT_PAGES = 4096;
const TRANSACTION = /^(begin|commit|rollback|savepoint|release|pragma (busy_timeout|synchronous))/i;

/** Statements kept prepared; lists of ids make many different ones. */
const PREPARED = 500;
const REPEATED = /^\s*(select|insert|update|delete|with)\b/i;

/** SQLite in one file, created with its folder when absent. A commit is on the disk when it is acknowledged. */
export function sqliteDialect(file: string): Dialect {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const dialect = new SqliteDialect({ database: () => Promise.resolve(open(file)) });
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => new ImmediateDriver({ database: () => Promise.resolve(open(file)) }),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  };
}

function open(file: string): SqliteDatabase {
  const database = new Database(file);
  database.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = FULL');
  database.exec('PRAGMA foreign_keys = ON');
  database.exec('PRAGMA temp_store = MEMORY');
  database.exec(`PRAGMA cache_size = -${CACHE_KIB}`);
  database.exec('PRAGMA journal_size_limit = 67108864');
  database.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  const prepared = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare: (statement) => {
      if (TRANSACTION.test(statement)) return executed(database, statement);
      const fresh = (): SqliteStatement => checked(database.prepare(statement));
      if (!REPEATED.test(statement)) return fresh();
      const kept = prepared.get(statement) ?? { ...fresh(), iterate: (parameters) => fresh().iterate(parameters) };
      if (prepared.size >= PREPARED) prepared.clear();
      prepared.set(statement, kept);
      return kept;
    },
  };
}

/** Prepared, one that had to wait in vain would stay in progress in this library, and no transaction could ever be committed again. */
function executed(database: Database.Database, statement: string): SqliteStatement {
  const run = (): { changes: number; lastInsertRowid: number } => {
    database.exec(statement);
    return { changes: 0, lastInsertRowid: 0 };
  };
  return { reader: false, all: () => [], run, iterate: () => [][Symbol.iterator]() };
}

/** The library ends the whole process over a value it does not know, such as true. */
function checked(statement: SqliteStatement): SqliteStatement {
  const sure = (parameters: readonly unknown[]): readonly unknown[] => {
    const wrong = parameters.find((value) => value !== null && !['string', 'number', 'bigint'].includes(typeof value));
    if (wrong !== undefined || parameters.includes(undefined)) throw new TypeError(`Cannot be stored: ${typeof wrong}`);
    return parameters;
  };
  return {
    reader: statement.reader,
    all: (parameters) => statement.all(sure(parameters)),
    run: (parameters) => statement.run(sure(parameters)),
    iterate: (parameters) => statement.iterate(sure(parameters)),
  };
}

/** A migration is a transaction here too, and its writing lock keeps others that start at once waiting. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/**
 * Transactions take the writing lock when they begin: one that read first and wanted to write later would fail when another had written meanwhile.
 * Waiting for another process's transaction does not block this process.
 */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const deadline = Date.now() + TURN_MS;
    for (;;) {
      try {
        await connection.executeQuery(CompiledQuery.raw('PRAGMA busy_timeout = 5'));
        await connection.executeQuery(CompiledQuery.raw('BEGIN IMMEDIATE'));
        return;
      } catch (error) {
        if (!isBusy(error) || Date.now() > deadline) throw error;
        await sleep(1 + Math.random() * 9);
      } finally {
        await connection.executeQuery(CompiledQuery.raw(`PRAGMA busy_timeout = ${BUSY_MS}`));
      }
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('SQLITE_BUSY');
}
