import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest';
import type { AuditReport, FileResult, Finding } from '../../../model/index.js';
import { openStore } from '../../../pipeline/store/open.js';
import type { Claim, DocumentRow, Store } from '../../../pipeline/store/store.js';
import type { Batches } from '../../../pipeline/store/tables.js';
import { createDatabase, startPostgres, type TestServer } from '../../servers.js';
import { cleanReport } from '../../validators/clean-report.js';
import { checkedResult } from '../sample-results.js';

export const ALL = { offset: 0, limit: 1000 };

/** Empty at the beginning of each test. */
export interface TestDatabase {
  kind: 'sqlite' | 'postgres';
  store: Store;
  /** Where it is, for other processes. */
  address: { url: string | null; file?: string };
  /** Opened once more, as another process would. */
  openAgain: () => Promise<Store>;
}

/** The same tests on SQLite and on a PostgreSQL of their own. */
export function onEachDatabase(name: string, tests: (database: TestDatabase) => void): void {
  for (const kind of ['sqlite', 'postgres'] as const) {
    describe(`${name} on ${kind}`, () => {
      const database = { kind } as TestDatabase;
      const opened: Store[] = [];
      let server: TestServer | null = null;
      let created: Awaited<ReturnType<typeof createDatabase>> | null = null;
      beforeAll(async () => {
        if (kind === 'sqlite') return;
        server = await startPostgres();
        created = await createDatabase(server);
      }, 300_000);
      afterAll(async () => {
        await created?.drop();
        await server?.stop();
      });
      beforeEach(async () => {
        const folder = mkdtempSync(join(tmpdir(), 'gouji-store-'));
        database.address = created === null ? { url: null, file: join(folder, 'inner', 'gouji.db') } : { url: created.url };
        database.openAgain = async () => {
          const store = await openStore(database.address.url, database.address);
          opened.push(store);
          return store;
        };
        database.store = await database.openAgain();
        return () => rmSync(folder, { recursive: true });
      });
      afterEach(async () => {
        for (const store of opened.splice(0)) await store.close();
        if (created !== null) await empty(created.url);
      });
      tests(database);
    });
  }
}

/** Tables, those first that refer to others. */
const TABLES =
  'search auditors archive_keys corrections dispositions findings readings reports runs receipts documents batches sessions users audit_log settings';

/** Far quicker than a new database for each test. */
async function empty(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    TABLES.split(' ')
      .map((table) => `DELETE FROM ${table}`)
      .join(';'),
  );
  await client.end();
}

/** A hash like a file's, by number. */
export function hash(n: number): string {
  return n.toString(16).padStart(64, '0');
}

export function inSeconds(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toISOString();
}

export function claimFor(seconds: number, claim = 'worker'): Claim {
  return { claim, until: inSeconds(seconds) };
}

export function newBatch(store: Store, priority = 10): Promise<Batches> {
  return store.batches.create({ name: '2024年第一批', priority, created_by: null });
}

/** Documents of new files, by their hashes' numbers: their ids. */
export async function receive(store: Store, batch: Batches, numbers: readonly number[]): Promise<string[]> {
  const ids: string[] = [];
  for (const n of numbers) {
    const receipt = await store.batches.addReceipt({ batch_id: batch.id, name: `报告/${n}.pdf`, size: 1000 + n, sha256: hash(n) });
    ids.push(receipt.document_id!);
  }
  return ids;
}

/** A clean report, changed. */
export function reportWith(change: (report: AuditReport) => void): AuditReport {
  const report = cleanReport();
  change(report);
  return report;
}

/** Claims that document, and ends its reading with the result. */
export async function read(store: Store, id: string, changes: Partial<FileResult> = {}): Promise<void> {
  if ((await store.documents.claim(claimFor(60, 'reader'), id)) === null) throw new Error(`Document ${id} is not to be had`);
  const reading = { engineVersion: '1.0.0', startedAt: inSeconds(-1), result: checkedResult(changes) };
  if (!(await store.documents.finish(id, 'reader', reading))) throw new Error(`The claim on ${id} was lost`);
}

/** A document of that hash's number, received and read. */
export async function stored(
  store: Store,
  batch: Batches,
  n: number,
  change: (report: AuditReport) => void = () => undefined,
  findings: Finding[] = [],
): Promise<string> {
  const [id] = await receive(store, batch, [n]);
  await read(store, id!, { report: reportWith(change), findings });
  return id!;
}

/** The document as lists show it. */
export async function row(store: Store, id: string): Promise<DocumentRow> {
  const { rows } = await store.documents.list({}, ALL);
  return rows.find((each) => each.id === id)!;
}
