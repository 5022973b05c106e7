import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest';
import { GoujiError } from '../../../model/index.js';
import { bullmqDispatcher } from '../../../pipeline/dispatch/bullmq.js';
import type { Dispatcher } from '../../../pipeline/dispatch/dispatcher.js';
import { embeddedDispatcher } from '../../../pipeline/dispatch/embedded.js';
import type { Lane } from '../../../pipeline/dispatch/lane.js';
import { Lanes } from '../../../pipeline/dispatch/lanes.js';
import { DEFAULT_POLICY, type WorkPolicy } from '../../../pipeline/dispatch/work.js';
import { PRIORITY } from '../../../pipeline/intake/receive.js';
import { openStore } from '../../../pipeline/store/open.js';
import type { Store } from '../../../pipeline/store/store.js';
import type { Batches, Documents } from '../../../pipeline/store/tables.js';
import { createDatabase, startPostgres, startRedis, type TestServer } from '../../servers.js';
import { Readers } from './readers.js';

export const LOOK_SECONDS = 0.1;
const PATIENCE_MS = 20_000;

const KINDS = [
  { name: 'embedded on SQLite', queue: false, postgres: false },
  { name: 'BullMQ on PostgreSQL', queue: true, postgres: true },
  { name: 'BullMQ on SQLite', queue: true, postgres: false },
] as const;

export interface StartOptions {
  lanes?: readonly Lane[];
  policy?: Partial<WorkPolicy>;
}

/** A store of its own for each test, what is read in it, and dispatchers to read it. */
export class Workplace {
  store!: Store;
  readers = new Readers();
  /** What dispatchers complained of. */
  readonly trouble: unknown[] = [];
  /** Contents that cannot be had, by what they say: how often they are still asked for in vain. */
  readonly outOfReach = new Map<string, number>();
  readonly #contents = new Map<string, string>();
  readonly #prefix = `test-${randomUUID()}`;
  readonly #dispatchers: Dispatcher[] = [];
  readonly #stores: Store[] = [];

  constructor(
    readonly folder: string,
    readonly redisUrl: string | null,
    readonly databaseUrl: string | null,
  ) {}

  /** The environment of a command that works on the same store. */
  get env(): Record<string, string> {
    return { GOUJI_DATA: this.folder, DATABASE_URL: this.databaseUrl ?? '', REDIS_URL: this.redisUrl ?? '', GOUJI_LOG: 'silent' };
  }

  async open(): Promise<this> {
    this.store = await this.#openStore();
    return this;
  }

  /** A dispatcher that was not started, as in another process: with a store of its own, and one lane unless told otherwise. */
  async dispatcher({ lanes = [this.readers.lane()], policy = {} }: StartOptions = {}): Promise<Dispatcher> {
    const store = await this.#openStore();
    const onTrouble = (error: unknown): void => void this.trouble.push(error);
    const context = {
      store,
      bytes: (sha256: string) => this.#bytes(sha256),
      engineVersion: '1.0.0',
      policy: { ...DEFAULT_POLICY, leaseSeconds: 5, backoffSeconds: 0.2, ...policy },
      log: () => undefined,
    };
    const inLanes = new Lanes(lanes, context, onTrouble);
    const dispatcher =
      this.redisUrl === null
        ? embeddedDispatcher(inLanes, onTrouble, LOOK_SECONDS)
        : bullmqDispatcher({
            redisUrl: this.redisUrl,
            store,
            lanes: inLanes,
            onTrouble,
            prefix: this.#prefix,
            refillSeconds: LOOK_SECONDS,
          });
    this.#dispatchers.push(dispatcher);
    return dispatcher;
  }

  async start(options: StartOptions = {}): Promise<Dispatcher> {
    const dispatcher = await this.dispatcher(options);
    await dispatcher.start();
    return dispatcher;
  }

  newBatch(priority: number = PRIORITY.bulk): Promise<Batches> {
    return this.store.batches.create({ name: '一批', priority, created_by: null });
  }

  /** Documents that say these words, received in a new batch or that one. */
  async receive(words: readonly string[], into?: Batches): Promise<{ batch: Batches; documents: Documents[] }> {
    const batch = into ?? (await this.newBatch());
    const documents: Documents[] = [];
    for (const say of words) {
      const sha256 = createHash('sha256').update(say).digest('hex');
      this.#contents.set(sha256, say);
      const receipt = await this.store.batches.addReceipt({ batch_id: batch.id, name: `${say}.pdf`, size: say.length, sha256 });
      documents.push(await this.find(receipt.document_id!));
    }
    return { batch, documents };
  }

  /** The content of that document says something else from now on. */
  replace(document: Documents, words: string): void {
    this.#contents.set(document.sha256, words);
  }

  async find(id: string): Promise<Documents> {
    return (await this.store.documents.find(id))!;
  }

  /** The batch's documents by state, without states that none is in. */
  async states({ id }: Batches): Promise<Record<string, number>> {
    const { documents } = await this.store.batches.progress(id);
    return Object.fromEntries(Object.entries(documents).filter(([, count]) => count > 0));
  }

  /** Resolves when all documents of all batches are in a final state. */
  async settled(): Promise<void> {
    await until('all documents are in a final state', async () => {
      const { waiting, reading } = await this.store.documents.states();
      return waiting + reading === 0;
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#dispatchers.map((dispatcher) => dispatcher.stop(0)));
    for (const store of this.#stores) await store.close();
  }

  async #openStore(): Promise<Store> {
    const store = await openStore(this.databaseUrl, { file: join(this.folder, 'gouji.sqlite') });
    this.#stores.push(store);
    return store;
  }

  #bytes(sha256: string): Promise<Uint8Array> {
    const words = this.#contents.get(sha256)!;
    const inVain = this.outOfReach.get(words) ?? 0;
    if (inVain === 0) return Promise.resolve(Buffer.from(words));
    this.outOfReach.set(words, inVain - 1);
    return Promise.reject(new GoujiError('storage/unavailable', { reason: 'EIO' }));
  }
}

/** The same tests on every dispatcher; each test has a store of its own. */
export function onEachDispatcher(name: string, tests: (here: { work: Workplace }) => void): void {
  for (const kind of KINDS) {
    describe(`${name}, ${kind.name}`, () => {
      const here = {} as { work: Workplace };
      let redis: TestServer | null = null;
      let postgres: TestServer | null = null;
      beforeAll(async () => {
        if (kind.queue) redis = await startRedis();
        if (kind.postgres) postgres = await startPostgres();
      }, 300_000);
      afterAll(() => Promise.all([redis?.stop(), postgres?.stop()]));
      let cleanUp: () => Promise<void>;
      beforeEach(async () => {
        const folder = mkdtempSync(join(tmpdir(), 'gouji-dispatch-'));
        const database = postgres === null ? null : await createDatabase(postgres);
        here.work = await new Workplace(folder, redis?.url ?? null, database?.url ?? null).open();
        cleanUp = async () => {
          await here.work.close();
          await database?.drop();
          rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
        };
      });
      afterEach(() => cleanUp());
      tests(here);
    });
  }
}

/** Resolves as soon as it is so. @throws Error that says what never came about */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const begun = Date.now();
  while (!(await isSo())) {
    if (Date.now() - begun > PATIENCE_MS) throw new Error(`Never so: ${what}`);
    await sleep(10);
  }
}

/** Time enough for every dispatcher to look for work more than once. */
export function severalLooks(): Promise<void> {
  return sleep(LOOK_SECONDS * 5000);
}
