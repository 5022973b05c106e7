import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { openConnection, openStore } from '../../pipeline/store/open.js';
import type { Store } from '../../pipeline/store/store.js';
import type { AuditReport, FileResult } from '../../model/index.js';
import { recordOf, resultOf, storeMany } from '../../test/pipeline/store/many.js';
import { createDatabase, startPostgres } from '../../test/servers.js';

/** What a reviewer's page asks, and how much its p95 may grow from the smallest archive to the largest. */
const GROWTH = 2;
const ROUNDS = 200;
const WARM_UP = 20;
/** An archive comes in batches of this size. */
const BATCH = 500;
const PAGE = { offset: 0, limit: 50 };

type Query = (store: Store, round: number, batches: readonly string[], size: number) => Promise<unknown>;

export const QUERIES: Record<string, Query> = {
  'documents, newest': (store) => store.documents.list({ sort: 'created', descending: true }, PAGE),
  'documents, third page by audit date': (store) => store.documents.list({ sort: 'audit', descending: true }, { offset: 100, limit: 50 }),
  'documents of a batch': (store, round, batches) =>
    store.documents.list({ batchId: batches[round % batches.length]!, sort: 'created' }, PAGE),
  'documents of an organization': (store, round, _, size) =>
    store.documents.list({ organization: recordIn(size, (round * 31) % size).basic.organization! }, PAGE),
  'documents by star and date': (store, round) =>
    store.documents.list(
      { star: ['four-star'], auditFrom: `202${round % 5}-03-01`, auditTo: `202${round % 5}-06-30`, sort: 'audit' },
      PAGE,
    ),
  'documents, full text, one hit': (store, round, _, size) => store.documents.list({ text: `第${(round * 37) % size}号记录` }, PAGE),
  'documents, full text, many hits': (store) => store.documents.list({ text: '配件库存' }, PAGE),
  'findings, gravest': (store) => store.findings.list({ sort: 'severity' }, PAGE),
  'findings, failed, newest': (store) => store.findings.list({ outcome: ['fail'], sort: 'created', descending: true }, PAGE),
  'findings of a rule, undecided': (store) => store.findings.list({ rule: ['dates/order'], decision: ['none'], sort: 'severity' }, PAGE),
  'findings of an auditor': (store, round, _, size) =>
    store.findings.list({ auditor: recordIn(size, round).basic.auditors![0]!.name!, severity: ['error'] }, PAGE),
  'findings, full text': (store, round, _, size) => store.findings.list({ text: `${(round * 41) % size}.5` }, PAGE),
  'counts per filter of a batch': (store, round, batches) => store.findings.counts({ batchId: batches[round % batches.length]! }),
};

/** A larger archive is that of more organizations and auditors, each with as many reports. */
const REPORTS = { organization: 5, auditor: 200 };

/** Record `n` of an archive of that size. */
export function recordIn(size: number, n: number): AuditReport {
  const report = recordOf(n);
  const organization = `云栖${n % Math.ceil(size / REPORTS.organization)}号有限公司`;
  const auditors = Math.ceil((size * 2) / REPORTS.auditor);
  report.basic.organization = organization;
  report.cover.organization = organization;
  report.basic.auditors = report.basic.auditors!.map((auditor, i) => ({
    ...auditor,
    name: `顾${String.fromCodePoint(0x4e00 + ((n + i) % auditors))}`,
  }));
  return report;
}

function resultIn(size: number, n: number): FileResult {
  return { ...resultOf(n), report: recordIn(size, n) };
}

/** One archive of that many generated records. */
export interface Filled {
  size: number;
  store: Store;
  batches: readonly string[];
}

/** p95 of every query at each size, on both databases; false when one grows beyond {@link GROWTH}. */
export async function queries(sizes: readonly number[]): Promise<boolean> {
  const postgres = await startPostgres();
  const folder = mkdtempSync(join(tmpdir(), 'gouji-queries-'));
  let met = true;
  try {
    for (const kind of ['SQLite', 'PostgreSQL'] as const) {
      const archives: Filled[] = [];
      for (const size of sizes) {
        const url = kind === 'SQLite' ? null : (await createDatabase(postgres)).url;
        const address = { file: join(folder, `${size}.sqlite`) };
        const batches = await fill(url, address, size);
        archives.push({ size, batches, store: await openStore(url, address) });
      }
      console.log(`\n${kind}: p95 in ms of ${ROUNDS} with ${sizes.join(' / ')} reports stored, and its growth (target below ${GROWTH})`);
      for (const name of Object.keys(QUERIES)) {
        const each = await p95(name, archives);
        const growth = each.at(-1)! / each[0]!;
        if (growth >= GROWTH) met = false;
        const verdict = growth < GROWTH ? '' : '  NOT met';
        console.log(
          `  ${name.padEnd(38)}${each.map((ms) => ms.toFixed(2).padStart(9)).join('')}${growth.toFixed(2).padStart(8)}${verdict}`,
        );
      }
      for (const { store } of archives) await store.close();
    }
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true });
  }
  return met;
}

export async function fill(url: string | null, address: { file: string }, size: number): Promise<string[]> {
  const start = performance.now();
  const store = await openStore(url, address);
  const connection = await openConnection(url, address);
  const batches: string[] = [];
  for (let from = 0; from < size; from += BATCH) {
    const { id } = await store.batches.create({ name: `${from}`, priority: 10, created_by: null });
    await storeMany(connection, id, from, Math.min(size, from + BATCH), (n) => resultIn(size, n));
    await store.batches.setState(id, 'running');
    batches.push(id);
  }
  // As its own housekeeping does within minutes of so many new rows.
  if (connection.kind === 'postgres') await connection.rows(sql`VACUUM ANALYZE`);
  await connection.db.destroy();
  await store.close();
  process.stderr.write(`${size} records stored in ${((performance.now() - start) / 1000).toFixed(0)} s\n`);
  return batches;
}

/** Of every archive in turn, so that whatever else the machine does meanwhile meets all of them. */
export async function p95(name: string, archives: readonly Filled[]): Promise<number[]> {
  const query = QUERIES[name]!;
  const times = archives.map((): number[] => []);
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const [which, { store, batches, size }] of archives.entries()) {
      const start = performance.now();
      await query(store, Math.abs(round), batches, size);
      if (round >= 0) times[which]!.push(performance.now() - start);
    }
  }
  return times.map((each) => each.toSorted((a, b) => a - b)[Math.floor(each.length * 0.95)]!);
}
