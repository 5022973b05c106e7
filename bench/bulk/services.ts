import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { openFileStore } from '../../pipeline/files/open.js';
import { ingest } from '../../pipeline/intake/ingest.js';
import { openStore } from '../../pipeline/store/open.js';
import type { Store } from '../../pipeline/store/store.js';
import { startPostgres, startRedis } from '../../test/servers.js';
import { WorkerProcess } from './processes.js';

/** What reading a slice of the reports took. */
export interface SliceTimes {
  /** From the first claim to the last result in the database. */
  seconds: number;
  /** Documents that ended failed. */
  failed: number;
  /** Megabytes while reading: mean of the workers themselves, and of all their children, together. */
  own: number;
  children: number;
}

/** A whole gouji: database, files, queue and workers in processes of their own. */
export interface BulkService {
  name: string;
  /** Seconds the intake of all reports took. */
  ingestSeconds: number;
  /** Reads a slice of what was taken in, by its number from 0. */
  read(slice: number): Promise<SliceTimes>;
  /** Bytes of the database, without the files. */
  databaseBytes(): Promise<number>;
  stop(): Promise<void>;
}

const LOOK_MS = 250;

/** SQLite, and one worker process with a lane per core. */
export async function embeddedService(slices: readonly string[][], lanes: number): Promise<BulkService> {
  const folder = mkdtempSync(join(tmpdir(), 'gouji-bulk-'));
  const file = join(folder, 'gouji.sqlite');
  const store = await openStore(null, { file });
  return service(`embedded, ${lanes} lanes, SQLite`, slices, store, { GOUJI_DATA: folder }, [lanes], {
    databaseBytes: () => Promise.resolve(sum(['', '-wal'].map((end) => statSync(file + end, { throwIfNoEntry: false })?.size ?? 0))),
    stop: () => {
      rmSync(folder, { recursive: true });
      return Promise.resolve();
    },
  });
}

/** PostgreSQL, BullMQ on Redis, and worker processes with one lane each. */
export async function bullmqService(slices: readonly string[][], workers: number): Promise<BulkService> {
  const folder = mkdtempSync(join(tmpdir(), 'gouji-bulk-'));
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  const store = await openStore(postgres.url, {});
  const env = { GOUJI_DATA: folder, DATABASE_URL: postgres.url, REDIS_URL: redis.url };
  return service(`BullMQ, ${workers} workers, PostgreSQL`, slices, store, env, Array<number>(workers).fill(1), {
    databaseBytes: async () => {
      const client = new pg.Client({ connectionString: postgres.url });
      await client.connect();
      const { rows } = await client.query<{ size: string }>('SELECT pg_database_size(current_database()) AS size');
      await client.end();
      return Number(rows[0]!.size);
    },
    stop: async () => {
      await Promise.all([postgres.stop(), redis.stop()]);
      rmSync(folder, { recursive: true });
    },
  });
}

async function service(
  name: string,
  slices: readonly string[][],
  store: Store,
  env: { GOUJI_DATA: string } & Record<string, string>,
  lanes: readonly number[],
  more: Pick<BulkService, 'databaseBytes' | 'stop'>,
): Promise<BulkService> {
  const empty = await more.databaseBytes();
  const files = await openFileStore({ kind: 'local', folder: join(env.GOUJI_DATA, 'files') });
  // A batch for each slice, held back until its turn: what is measured is reading, not waiting for files.
  const batches: string[] = [];
  const before = performance.now();
  for (const paths of slices) {
    const { batch } = await ingest(paths, { store, files, batchName: 'bench', user: null, language: 'zh' });
    await store.batches.setState(batch.id, 'paused');
    batches.push(batch.id);
  }
  const ingestSeconds = (performance.now() - before) / 1000;
  await files.close();
  const workers = lanes.map((count) => new WorkerProcess({ ...env, GOUJI_LANES: String(count) }));
  const unfinished = async (id: string): Promise<number> => {
    const { documents } = await store.batches.progress(id);
    return documents.waiting + documents.reading;
  };
  return {
    name,
    ingestSeconds,
    async read(slice) {
      const id = batches[slice]!;
      const since = new Date().toISOString();
      await store.batches.setState(id, 'running');
      const samples: { own: number; children: number }[] = [];
      while ((await unfinished(id)) > 0) {
        const each = workers.map((worker) => worker.memory());
        samples.push({ own: sum(each.map(({ own }) => own)), children: sum(each.map(({ children }) => children)) });
        await sleep(LOOK_MS);
      }
      const rows = await store.documents.runsSince(since, { offset: 0, limit: slices[slice]!.length * 2 });
      const times = (key: 'started_at' | 'finished_at'): number[] => rows.map((run) => Date.parse(run[key]));
      return {
        seconds: (Math.max(...times('finished_at')) - Math.min(...times('started_at'))) / 1000,
        failed: (await store.batches.progress(id)).documents.failed,
        own: sum(samples.map(({ own }) => own)) / samples.length,
        children: sum(samples.map(({ children }) => children)) / samples.length,
      };
    },
    databaseBytes: async () => (await more.databaseBytes()) - empty,
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()));
      await store.close();
      await more.stop();
    },
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
