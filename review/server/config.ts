import type { Logger } from 'pino';
import type { Dispatcher } from '../../pipeline/dispatch/dispatcher.js';
import type { Pictures } from '../../pipeline/dispatch/pictures.js';
import type { FileStore } from '../../pipeline/files/file-store.js';
import type { Store } from '../../pipeline/store/store.js';
import type { Attempts } from './attempts.js';

/** How the server is set up; the configuration of the command line has all of this. */
export interface ServerConfig {
  server: {
    /** Address and port to listen on; 0 takes a free port. */
    host: string;
    port: number;
    /** Browsers reach us over HTTPS: cookies are for it alone, and browsers are told to stay with it. */
    secureCookies: boolean;
    /** One reverse proxy in front of us adds the address it was asked from to X-Forwarded-For; of what stood there before nothing is believed. */
    trustProxy: boolean;
    /** Bearer token that may read /metrics; without it only this machine may. */
    metricsToken: string | null;
    /** Requests one address may make in a minute (default 1200). */
    requestsPerMinute?: number;
  };
  /** Of redis://…; null when documents are read without a queue. */
  redis: string | null;
  reading: { timeoutSeconds: number; memoryMegabytes: number; maxPages: number };
  /** Bytes of a document, and entries of a ZIP. */
  limits: { maxBytes: number; maxEntries: number };
}

/** What the server works with. It opens and closes none of it. */
export interface ServerDeps {
  store: Store;
  files: FileStore;
  dispatcher: Pick<Dispatcher, 'wake' | 'ping'>;
  config: ServerConfig;
  log: Logger;
  /** Before names in Redis, when it is not the usual one. */
  queuePrefix?: string;
}

/** What routes work with. */
export interface Context extends ServerDeps {
  pictures: Pick<Pictures, 'draw'>;
  /** Failed sign-ins. */
  attempts: Attempts;
  /** Aborted when the server is about to close: streams end. */
  closing: AbortSignal;
}

/** Seconds between two looks at a batch's progress, of a session's last check, and of signs of life on an idle stream. */
export const STREAMS = { lookSeconds: 1, sessionSeconds: 15, heartbeatSeconds: 15, most: 200 } as const;
