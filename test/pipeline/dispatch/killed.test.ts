import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { openStore } from '../../../pipeline/store/open.js';
import type { Store } from '../../../pipeline/store/store.js';
import { hashPassword } from '../../../review/server/passwords.js';
import { PASSWORD } from '../../review/server/harness.js';
import { FAULTY, sample } from '../../review/server/samples.js';
import { freePort, startPostgres, startRedis } from '../../servers.js';
import { smallPdf } from '../pdfs.js';
import { killAtRandom, seeded, ServiceProcess, type Victim } from './killing.js';
import { Office } from './office.js';

const REPORTS = 300;
/** Of these some rule has something to say. */
const FAULTY_REPORTS = 24;
const KILLS = 8;
const PATIENCE_MS = 180_000;

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const each of cleanUp.splice(0).reverse()) await each();
});

it('loses and doubles nothing while workers, server and Redis are killed at random', async () => {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  cleanUp.push(() => Promise.all([postgres.stop(), redis.stop()]));
  const env = await environment({ DATABASE_URL: postgres.url, REDIS_URL: redis.url, GOUJI_LANES: '1' });
  await endure(await openStore(postgres.url, {}), env, (server) => [
    server,
    new ServiceProcess('first worker', 'worker', env),
    new ServiceProcess('second worker', 'worker', env),
    { name: 'Redis', kill: () => redis.kill(), restart: () => redis.restart() },
  ]);
}, 300_000);

it('loses and doubles nothing while the one process that does everything is killed at random', async () => {
  const env = await environment({ GOUJI_LANES: '2' });
  await endure(await openStore(null, { file: join(env.GOUJI_DATA!, 'gouji.sqlite') }), env, (server) => [server]);
}, 300_000);

/** A batch goes through, and a reviewer decides meanwhile, while the victims are killed and come back. */
async function endure(store: Store, env: Record<string, string>, victimsOf: (server: ServiceProcess) => Victim[]): Promise<void> {
  cleanUp.push(() => store.close());
  await store.users.add({ name: 'lin', role: 'admin', password: await hashPassword(PASSWORD) });
  const seed = Math.floor(Math.random() * 2 ** 31);
  const server = new ServiceProcess('server', 'server', env);
  const victims = victimsOf(server);
  const processes = victims.filter((victim) => victim instanceof ServiceProcess);
  cleanUp.push(() => Promise.all(processes.map((one) => one.kill())));
  const office = new Office(`http://127.0.0.1:${env.GOUJI_PORT}`);
  await office.signIn('lin');
  const files = await reports();

  let over = false;
  const killing = killAtRandom(victims, seeded(seed), KILLS);
  const deciding = office.decide(() => over);
  await office.upload(files, 25);
  const begun = Date.now();
  const left = async (): Promise<number> => {
    const { waiting, reading } = await store.documents.states();
    return waiting + reading;
  };
  const killed = await killing;
  while ((await left()) > 0 && Date.now() - begun < PATIENCE_MS) await sleep(200);
  over = true;
  await deciding;

  const about = `seed ${seed}, killed ${JSON.stringify(killed)}\n${processes.map((one) => `${one.name}: ${one.said}`).join('\n')}`;
  const sent = new Set(files.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex')));
  expect(office.accepted, about).toEqual(sent);
  const documents = (await store.documents.list({}, { offset: 0, limit: 2 * REPORTS })).rows;
  expect(new Set(documents.map(({ sha256 }) => sha256)), about).toEqual(sent);
  expect(documents, about).toHaveLength(REPORTS);
  const states = await store.documents.states();
  expect({ ...states, checked: states.checked + states.partial, partial: 0 }, about).toEqual({
    waiting: 0,
    reading: 0,
    failed: 0,
    cancelled: 0,
    checked: REPORTS,
    partial: 0,
  });
  for (const { id, run_id } of documents) {
    const runs = await store.documents.runs(id);
    expect([runs.length, runs[0]?.id], about).toEqual([1, run_id]);
  }
  const { rows: findings } = await store.findings.list({ source: 'report' }, { offset: 0, limit: 10_000 });
  expect(new Set(findings.map((finding) => `${finding.document_id} ${finding.fingerprint}`)).size, about).toBe(findings.length);
  expect(findings.filter(({ outcome }) => outcome === 'fail').length, about).toBeGreaterThanOrEqual(FAULTY_REPORTS);
  expect(office.decided.size, about).toBeGreaterThan(0);
  for (const [id, reason] of office.decided) {
    const finding = await store.findings.find(id);
    // A finding between two reports may go when the other changes; what was decided on it stays on file.
    if (finding !== null) expect([finding.decision, finding.reason], about).toEqual(['dismissed', reason]);
  }
}

/** Reports that differ by a comment behind their end. */
async function reports(): Promise<{ name: string; bytes: Uint8Array }[]> {
  const small = await smallPdf();
  return Array.from({ length: REPORTS }, (_, n) => {
    const every = Math.floor(REPORTS / FAULTY_REPORTS);
    const bytes = n % every === 0 && n / every < FAULTY_REPORTS ? sample(FAULTY[(n / every) % FAULTY.length]!) : small;
    return { name: `${n}.pdf`, bytes: Buffer.concat([bytes, Buffer.from(`\n%${n}\n`)]) };
  });
}

async function environment(more: Record<string, string>): Promise<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'gouji-killed-'));
  cleanUp.push(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return { GOUJI_DATA: folder, GOUJI_PORT: String(await freePort()), DATABASE_URL: '', REDIS_URL: '', ...more };
}
