import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { openStore } from '../../../pipeline/store/open.js';
import type { Store } from '../../../pipeline/store/store.js';
import { freePort, startPostgres, startRedis } from '../../servers.js';
import { smallPdf } from '../pdfs.js';

const ENTRY = fileURLToPath(new URL('../../../pipeline/cli.ts', import.meta.url));
const REPORTS = 60;
const PATIENCE_MS = 60_000;

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const each of cleanUp.splice(0).reverse()) await each();
});

it.each([
  ['worker', 'SIGTERM'],
  ['serve', 'SIGINT'],
] as const)(
  'gouji %s ends by %s with what it reads, and leaves the rest to the next',
  async (command, signal) => {
    const { env, store } = await office({});
    await ingest(env);
    await stopAndGoOn(store, () => new Program(command, env), signal);
  },
  120_000,
);

it('gouji worker on Redis hands back to the queue what it has not begun', async () => {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  cleanUp.push(() => Promise.all([postgres.stop(), redis.stop()]));
  const { env, store } = await office({ DATABASE_URL: postgres.url, REDIS_URL: redis.url });
  await ingest(env);
  await stopAndGoOn(store, () => new Program('worker', env), 'SIGTERM');
}, 120_000);

/** Stopped in the middle, it leaves nothing half done; another one reads the rest, each document once. */
async function stopAndGoOn(store: Store, start: () => Program, signal: NodeJS.Signals): Promise<void> {
  const first = start();
  await until(async () => (await read(store)) > 0, first);
  expect(await first.stop(signal), first.said).toBe(0);
  const left = await store.documents.states();
  expect(left.reading, first.said).toBe(0);
  expect(left.failed, first.said).toBe(0);
  expect(left.waiting, 'all was read before it was stopped: this shows nothing').toBeGreaterThan(0);
  expect(left.waiting + (await read(store)), first.said).toBe(REPORTS);

  const second = start();
  await until(async () => (await read(store)) === REPORTS, second);
  expect(await second.stop(signal), second.said).toBe(0);
  const { rows } = await store.documents.list({}, { offset: 0, limit: REPORTS });
  for (const { id, run_id } of rows) expect((await store.documents.runs(id)).map((run) => run.id)).toEqual([run_id]);
}

/** How many documents are done with. */
async function read(store: Store): Promise<number> {
  const { checked, partial } = await store.documents.states();
  return checked + partial;
}

async function office(servers: Record<string, string>): Promise<{ env: Record<string, string>; store: Store }> {
  const folder = mkdtempSync(join(tmpdir(), 'gouji-shutdown-'));
  cleanUp.push(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const port = String(await freePort());
  const env = { GOUJI_DATA: folder, GOUJI_PORT: port, GOUJI_LANES: '2', DATABASE_URL: '', REDIS_URL: '', ...servers };
  const store = await openStore(servers.DATABASE_URL ?? null, { file: join(folder, 'gouji.sqlite') });
  cleanUp.push(() => store.close());
  return { env, store };
}

async function ingest(env: Record<string, string>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gouji-shutdown-'));
  cleanUp.push(() => rmSync(folder, { recursive: true }));
  const small = await smallPdf();
  for (let n = 0; n < REPORTS; n++) writeFileSync(join(folder, `${n}.pdf`), Buffer.concat([small, Buffer.from(`\n%${n}\n`)]));
  const program = new Program('ingest', env, folder);
  expect(await program.ended, program.said).toBe(0);
}

async function until(holds: () => Promise<boolean>, program: Program): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > end || program.code !== null) throw new Error(`not reached, exit code ${program.code}: ${program.said}`);
    await sleep(20);
  }
}

/** The command line as its users start it. */
class Program {
  readonly ended: Promise<number | null>;
  readonly #child: ChildProcess;
  #said = '';

  constructor(command: string, env: Record<string, string>, ...rest: string[]) {
    this.#child = spawn(process.execPath, ['--import', 'tsx', ENTRY, command, ...rest], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout!, this.#child.stderr!])
      stream.on('data', (text: Buffer) => (this.#said = (this.#said + text.toString()).slice(-3000)));
    this.ended = once(this.#child, 'exit').then(([code]) => code as number | null);
    cleanUp.push(() => this.stop('SIGKILL'));
  }

  /** The last it said, for whoever looks into a failure. */
  get said(): string {
    return this.#said;
  }

  /** Null while it runs. */
  get code(): number | null {
    return this.#child.exitCode;
  }

  /** Its exit code, null when it was killed. */
  stop(signal: NodeJS.Signals): Promise<number | null> {
    this.#child.kill(signal);
    return this.ended;
  }
}
