import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { GoujiError } from '../../model/index.js';
import type { Context } from './config.js';
import { DocumentState } from './schemas/batches.js';

/** Metrics of one server: counts, states and durations; no names, no ids. */
export interface Metrics {
  registry: Registry;
  /** A request was answered; `route` is its pattern, never its path. */
  answered: (method: string, route: string, status: number, seconds: number) => void;
}

/** Seconds readings take: a text report a tenth, a long scan several minutes. */
const READING_BUCKETS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900];
/** Readings of the store are looked through again from so long before the last: clocks of workers differ. */
const OVERLAP_MS = 60_000;
const STRIDE = 500;

/** Readings are counted from the store, whichever machine they were made on, from the time this server started. */
export function serverMetrics({ store, files, dispatcher }: Pick<Context, 'store' | 'files' | 'dispatcher'>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'gouji_http_request_duration_seconds',
    help: 'HTTP requests by method, route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
    registers,
  });
  const database = new Gauge({ name: 'gouji_database_up', help: '1 when the database answers', registers });
  new Gauge({
    name: 'gouji_documents',
    help: 'Documents by state; waiting is the queue',
    labelNames: ['state'],
    registers,
    async collect() {
      // Without the database nothing is told of documents, rather than that there are none.
      this.reset();
      const counts = await unlessUnavailable(store.documents.states());
      database.set(counts === null ? 0 : 1);
      for (const state of DocumentState.options) if (counts !== null) this.set({ state }, counts[state]);
    },
  });
  new Gauge({
    name: 'gouji_queue_up',
    help: '1 when work can be handed over',
    registers,
    async collect() {
      this.set(await dispatcher.ping().then(() => 1, zeroWhenUnavailable));
    },
  });
  new Gauge({
    name: 'gouji_storage_free_bytes',
    help: 'Bytes of files that can still be taken in',
    registers,
    async collect() {
      this.set(await files.freeSpace().catch(zeroWhenUnavailable));
    },
  });
  readingMetrics(store, registry);
  return {
    registry,
    answered: (method, route, status, seconds) => requests.observe({ method, route, status }, seconds),
  };
}

function readingMetrics({ documents }: Pick<Context['store'], 'documents'>, registry: Registry): void {
  const started = new Date().toISOString();
  let latest = started;
  let counted = new Set<string>();
  let looking: Promise<void> | null = null;
  // Both metrics are brought up to date by one look, also when two scrape at once.
  const collect = (): Promise<void> =>
    (looking ??= unlessUnavailable(look())
      .then(() => undefined)
      .finally(() => (looking = null)));
  const registers = [registry];
  const labelNames = ['status'];
  const readings = new Counter({ name: 'gouji_readings_total', help: 'Readings by outcome', labelNames, registers, collect });
  const seconds = new Histogram({
    name: 'gouji_reading_duration_seconds',
    help: 'Readings by outcome, and how long they took',
    labelNames,
    buckets: READING_BUCKETS,
    registers,
    collect,
  });
  const look = async (): Promise<void> => {
    const overlapping = new Date(Date.parse(latest) - OVERLAP_MS).toISOString();
    const since = overlapping > started ? overlapping : started;
    const seen = new Set<string>();
    for (let offset = 0; ; offset += STRIDE) {
      const runs = await documents.runsSince(since, { offset, limit: STRIDE });
      for (const { id, status, started_at, finished_at } of runs) {
        seen.add(id);
        if (counted.has(id)) continue;
        // At once: a look that fails half-way is begun again.
        counted.add(id);
        readings.inc({ status });
        seconds.observe({ status }, Math.max(0, (Date.parse(finished_at) - Date.parse(started_at)) / 1000));
        if (finished_at > latest) latest = finished_at;
      }
      if (runs.length < STRIDE) break;
    }
    counted = seen;
  };
}

async function unlessUnavailable<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof GoujiError) return null;
    throw error;
  }
}

function zeroWhenUnavailable(error: unknown): 0 {
  if (error instanceof GoujiError) return 0;
  throw error;
}
