import { availableParallelism } from 'node:os';
import { mkdir } from 'node:fs/promises';
import { version } from '../cli/version.js';
import type { Config } from '../config/config.js';
import type { Dispatcher } from '../dispatch/dispatcher.js';
import { embeddedDispatcher } from '../dispatch/embedded.js';
import { Lane } from '../dispatch/lane.js';
import { Lanes } from '../dispatch/lanes.js';
import { DEFAULT_POLICY, type WorkContext, type WorkPolicy } from '../dispatch/work.js';
import type { FileStore } from '../files/file-store.js';
import { openFileStore } from '../files/open.js';
import { openStore } from '../store/open.js';
import type { Store } from '../store/store.js';
import { archiveKeeper, type ArchiveKeeper } from './archive-keeper.js';
import { errorFields, openLog, type Logger } from './log.js';
import { startUpkeep, type Upkeep, type UpkeepOptions } from './upkeep.js';

/** All that a server or worker process holds open. */
export interface Service {
  config: Config;
  store: Store;
  files: FileStore;
  dispatcher: Dispatcher;
  log: Logger;
  /** Begins to read, where this process does; and to look after what others left behind. */
  start(): Promise<void>;
  close(): Promise<void>;
}

export interface ServiceOptions {
  /** `work`: reads documents in lanes of its own. `hand-over`: only takes them in; without Redis somebody else has to read them. */
  role: 'work' | 'hand-over';
  policy?: Partial<WorkPolicy>;
  upkeep?: Partial<UpkeepOptions>;
  /** Before names in Redis; another one in tests. */
  queuePrefix?: string;
}

/**
 * Opens database, files and queue as configured; the dispatcher is not started yet.
 * @throws GoujiError store/unavailable, storage/unavailable
 */
export async function openService(config: Config, options: ServiceOptions): Promise<Service> {
  const log = openLog(config.logLevel);
  if (config.database === null || config.files.kind === 'local') await mkdir(config.dataFolder, { recursive: true, mode: 0o700 });
  const store = await openStore(config.database, { file: config.databaseFile });
  const files = await openFileStore(config.files);
  const onTrouble = (error: unknown): void => log.error(errorFields(error), 'trouble');
  const archive = archiveKeeper(store);
  const lanes = options.role === 'work' ? openLanes(config, { store, files, log, archive, onTrouble }, options.policy ?? {}) : null;
  const dispatcher = await openDispatcher(config, store, lanes, onTrouble, options.queuePrefix);
  let upkeep: Upkeep | null = null;
  return {
    config,
    store,
    files,
    dispatcher,
    log,
    async start() {
      await dispatcher.start();
      if (lanes !== null) upkeep = startUpkeep(store, archive, log, options.upkeep);
    },
    async close() {
      await upkeep?.stop();
      await dispatcher.stop(config.reading.graceSeconds);
      await files.close();
      await store.close();
    },
  };
}

interface LaneDeps {
  store: Store;
  files: FileStore;
  log: Logger;
  archive: ArchiveKeeper;
  onTrouble: (error: unknown) => void;
}

function openLanes(config: Config, { store, files, log, archive, onTrouble }: LaneDeps, policy: Partial<WorkPolicy>): Lanes {
  const { lanes, ocr, maxPages, timeoutSeconds, memoryMegabytes } = config.reading;
  const context: WorkContext = {
    store,
    bytes: (sha256) => files.read(sha256),
    engineVersion: version(),
    policy: { ...DEFAULT_POLICY, ...policy },
    log: (event, document, details) => log[event === 'trouble' || event === 'failed' ? 'warn' : 'info']({ document, ...details }, event),
    onFinished: async (id) => {
      // What cannot be compared now is tried again by the upkeep.
      await archive.compare(id).catch((error: unknown) => log.error({ document: id, ...errorFields(error) }, 'archive'));
    },
  };
  const check = { maxPages, language: 'zh' as const, ocr, ocrThreads: Math.max(1, Math.floor(availableParallelism() / lanes)) };
  const onLog = (text: string): void => log.debug({ text }, 'child');
  return new Lanes(
    Array.from({ length: lanes }, () => new Lane({ check, timeoutSeconds, memoryMegabytes, snippets: false, onLog })),
    context,
    onTrouble,
  );
}

async function openDispatcher(
  config: Config,
  store: Store,
  lanes: Lanes | null,
  onTrouble: (error: unknown) => void,
  prefix: string | undefined,
): Promise<Dispatcher> {
  if (config.redis !== null) {
    const { bullmqDispatcher } = await import('../dispatch/bullmq.js');
    return bullmqDispatcher({ redisUrl: config.redis, store, lanes, onTrouble, ...(prefix === undefined ? {} : { prefix }) });
  }
  return lanes === null ? idleDispatcher : embeddedDispatcher(lanes, onTrouble);
}

/** Leaves all work to other processes on the same database. */
const idleDispatcher: Dispatcher = {
  start: () => Promise.resolve(),
  wake: () => Promise.resolve(),
  ping: () => Promise.resolve(),
  stop: () => Promise.resolve(),
};
