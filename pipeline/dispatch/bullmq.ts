import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { GoujiError } from '../../model/index.js';
import type { Store } from '../store/store.js';
import type { Dispatcher } from './dispatcher.js';
import type { Lanes } from './lanes.js';

/** The queue's name in Redis. */
export const QUEUE = 'gouji-documents';
/** Waiting documents are put into the queue again this often: Redis may have lost them, backoffs end, claims of dead workers lapse. */
const REFILL_SECONDS = 5;
const REFILL_DOCUMENTS = 1000;
const CONNECT_MS = 2000;
/** BullMQ's own: the lower the sooner, 1 to 2^21; 0 would overtake all. */
const HIGHEST_PRIORITY = 1;

export interface BullmqOptions {
  redisUrl: string;
  store: Pick<Store, 'documents'>;
  /** Null where only work is handed over, and others do it. */
  lanes: Lanes | null;
  onTrouble: (error: unknown) => void;
  /** Before every name in Redis; another one in tests. */
  prefix?: string;
  refillSeconds?: number;
}

/**
 * Hands ids to workers on any machine through Redis. Jobs carry nothing but an id, are named after it (so that a document stands in the queue
 * once) and vanish when done: results are in the database.
 */
export function bullmqDispatcher(options: BullmqOptions): Dispatcher {
  const { store, lanes, onTrouble, prefix = 'gouji', refillSeconds = REFILL_SECONDS } = options;
  // Callers must not wait for ever when Redis is away; what is not handed over now is found by the next refill.
  const client = connect(options.redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 1 }, onTrouble);
  const queue = new Queue<object, void>(QUEUE, { connection: client, prefix });
  queue.on('error', onTrouble);
  let worker: Worker<object, void> | null = null;
  let blocking: Redis | null = null;
  let refilling: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  const handOver = async (documents: readonly { id: string; priority: number }[]): Promise<void> => {
    if (documents.length === 0) return;
    await queue.addBulk(
      documents.map(({ id, priority }) => ({
        name: 'read',
        data: {},
        opts: { jobId: jobOf(id), priority: priority + HIGHEST_PRIORITY, removeOnComplete: true, removeOnFail: true },
      })),
    );
  };
  const refill = (): Promise<void> => {
    refilling ??= (async () => {
      try {
        await handOver(await store.documents.pending(REFILL_DOCUMENTS));
      } catch (error) {
        onTrouble(error);
      } finally {
        refilling = null;
      }
    })();
    return refilling;
  };
  return {
    async start() {
      await connected(client);
      if (lanes !== null) {
        lanes.warm();
        blocking = connect(options.redisUrl, { enableOfflineQueue: true, maxRetriesPerRequest: null }, onTrouble);
        worker = new Worker<object, void>(
          QUEUE,
          async (job) => {
            await lanes.work(documentOf(job.id ?? ''));
          },
          { connection: blocking, prefix, concurrency: lanes.count },
        );
        worker.on('error', onTrouble);
        worker.on('failed', (_, error) => onTrouble(error));
      }
      await refill();
      timer = setInterval(() => void refill(), refillSeconds * 1000);
    },
    async wake(documents) {
      if (documents.length === 0) await refill();
      else await handOver(documents).catch(onTrouble);
    },
    async ping() {
      try {
        await client.ping();
      } catch (error) {
        throw new GoujiError('queue/unavailable', { reason: error instanceof Error ? error.message : String(error) }, { cause: error });
      }
    },
    async stop(graceSeconds) {
      clearInterval(timer);
      await refilling;
      const closing = worker?.close();
      await lanes?.stop(graceSeconds);
      await closing;
      await queue.close().catch(() => undefined);
      blocking?.disconnect();
      client.disconnect();
    },
  };
}

/** Job names may not hold colons nor be all digits. */
function jobOf(documentId: string): string {
  return `document-${documentId}`;
}

function documentOf(jobId: string): string {
  return jobId.slice('document-'.length);
}

/** Until it is connected, but not for long: Redis may come later. */
async function connected(client: Redis): Promise<void> {
  if (client.status === 'ready') return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      client.off('ready', done);
      resolve();
    };
    const timer = setTimeout(done, CONNECT_MS);
    client.once('ready', done);
  });
}

function connect(
  url: string,
  { enableOfflineQueue, maxRetriesPerRequest }: { enableOfflineQueue: boolean; maxRetriesPerRequest: number | null },
  onTrouble: (error: unknown) => void,
): Redis {
  const client = new Redis(url, { enableOfflineQueue, maxRetriesPerRequest, retryStrategy: (times) => Math.min(2000, times * 100) });
  client.on('error', onTrouble);
  return client;
}
