import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { pino } from 'pino';
import type { Dispatcher } from '../../../pipeline/dispatch/dispatcher.js';
import type { FileStore } from '../../../pipeline/files/file-store.js';
import { openFileStore } from '../../../pipeline/files/open.js';
import { openStore } from '../../../pipeline/store/open.js';
import type { Store } from '../../../pipeline/store/store.js';
import type { ServerConfig, ServerDeps } from '../../../review/server/config.js';
import { hashPassword } from '../../../review/server/passwords.js';
import type { Role } from '../../../review/server/roles.js';
import { buildServer } from '../../../review/server/server.js';

export const PASSWORD = '勾稽-correct horse';
/** The same for all users: hashing is slow on purpose. */
const hashed = hashPassword(PASSWORD);

export const CONFIG: ServerConfig = {
  server: { host: '127.0.0.1', port: 0, secureCookies: false, trustProxy: false, metricsToken: null, requestsPerMinute: 100_000 },
  redis: null,
  reading: { timeoutSeconds: 30, memoryMegabytes: 1024, maxPages: 300 },
  limits: { maxBytes: 50e6, maxEntries: 1000 },
};

export type Answer = LightMyRequestResponse;

/** Somebody signed in. */
export interface Client {
  userId: string;
  name: string;
  csrf: string;
  cookie: string;
  get: (url: string, headers?: Record<string, string>) => Promise<Answer>;
  /** With the token, unless other headers are given. */
  send: (method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
}

/** A server on a database and file store of its own; documents are handed to a dispatcher that only notes it. */
export interface Site {
  app: FastifyInstance;
  store: Store;
  files: FileStore;
  woken: string[][];
  /** Lines of the log. */
  logged: string[];
  client: (role: Role, name?: string) => Promise<Client>;
  anybody: (options: InjectOptions) => Promise<Answer>;
  close: () => Promise<void>;
}

export async function openSite(changes: Partial<ServerDeps> = {}): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'gouji-server-'));
  const store = changes.store ?? (await openStore(null, { file: join(folder, 'gouji.sqlite') }));
  const files = changes.files ?? (await openFileStore({ kind: 'local', folder: join(folder, 'files') }));
  const woken: string[][] = [];
  const dispatcher: Pick<Dispatcher, 'wake' | 'ping'> = {
    wake: (documents) => {
      woken.push(documents.map(({ id }) => id));
      return Promise.resolve();
    },
    ping: () => Promise.resolve(),
  };
  const logged: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
  const app = await buildServer({ store, files, dispatcher, config: CONFIG, log, ...changes });
  await app.ready();
  return {
    app,
    store,
    files,
    woken,
    logged,
    client: (role, name) => signedIn(app, store, role, name),
    anybody: (options) => app.inject(options),
    close: async () => {
      await app.close();
      if (changes.store === undefined) await store.close();
      if (changes.files === undefined) await files.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function signedIn(app: FastifyInstance, store: Store, role: Role, name: string = role): Promise<Client> {
  if ((await store.users.findByName(name)) === null) await store.users.add({ name, role, password: await hashed });
  const answer = await app.inject({ method: 'POST', url: '/api/session', payload: { name, password: PASSWORD } });
  if (answer.statusCode !== 200) throw new Error(`${name} cannot sign in: ${answer.body}`);
  const { csrf, user } = answer.json<{ csrf: string; user: { id: string } }>();
  const cookie = cookieOf(answer);
  return {
    userId: user.id,
    name,
    csrf,
    cookie,
    get: (url, headers = {}) => app.inject({ method: 'GET', url, headers: { cookie, ...headers } }),
    send: (method, url, body, headers = { 'x-csrf-token': csrf }) =>
      app.inject({
        method,
        url,
        headers: { cookie, ...headers },
        ...(body === undefined ? {} : { payload: body as InjectOptions['payload'] & object }),
      }),
  };
}

/** What a browser sends back of the cookie it was given. */
export function cookieOf(answer: Answer): string {
  const [cookie] = answer.cookies;
  if (cookie === undefined) throw new Error('No cookie was set.');
  return `${cookie.name}=${cookie.value}`;
}

/** A body of files for an upload, and its header. */
export function multipart(parts: readonly { name: string; bytes: Uint8Array }[]): { payload: Buffer; headers: Record<string, string> } {
  const boundary = '----gouji-test-boundary';
  const pieces = parts.flatMap(({ name, bytes }) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
    ),
    bytes,
    Buffer.from('\r\n'),
  ]);
  return {
    payload: Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
}
