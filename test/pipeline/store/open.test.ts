import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../../pipeline/store/open.js';
import type { Store } from '../../../pipeline/store/store.js';
import { createDatabase, startPostgres, type TestServer } from '../../servers.js';
import { claimFor, newBatch, receive } from './databases.js';

const CLAIMER = fileURLToPath(new URL('claimer.ts', import.meta.url));
const UNAVAILABLE = { code: 'store/unavailable' };

function openElsewhere(address: object): Promise<unknown> {
  return promisify(execFile)(process.execPath, ['--import', import.meta.resolve('tsx'), CLAIMER, JSON.stringify(address), '1', 'x']);
}

describe('a SQLite file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gouji-open-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is created once by processes that start at the same moment', async () => {
    const address = { url: null, file: join(folder, 'a', 'b', 'together.db') };
    await Promise.all([1, 2, 3].map(() => openElsewhere(address)));
    const store = await openStore(null, address);
    await store.ping();
    await store.close();
  });

  it('is opened many times at once in one process', async () => {
    const file = join(folder, 'many.db');
    const stores = await Promise.all([1, 2, 3, 4].map(() => openStore(null, { file })));
    const batch = await newBatch(stores[0]!);
    for (const store of stores) expect((await store.batches.find(batch.id))?.id).toBe(batch.id);
    for (const store of stores) await store.close();
  });

  it('is written through to the disk, with references kept', async () => {
    const file = join(folder, 'safe.db');
    const store = await openStore(null, { file });
    const raw = new Database(file);
    expect(raw.prepare('PRAGMA journal_mode').all()).toEqual([{ journal_mode: 'wal' }]);
    raw.close();
    const session = { id: 's', userId: 'nobody', csrf: '', expiresAt: '9' };
    await expect(store.users.openSession(session)).rejects.toThrow(/FOREIGN KEY/);
    await store.close();
    if (process.platform !== 'win32') expect(statSync(join(folder, 'a')).mode & 0o077).toBe(0);
  });

  it('refuses a value the library would end the process over', async () => {
    const store = await openStore(null, { file: join(folder, 'values.db') });
    await expect(store.documents.find(true as never)).rejects.toThrow(/Cannot be stored: boolean/);
    await expect(store.documents.find(undefined as never)).rejects.toThrow(/Cannot be stored: undefined/);
    await store.close();
  });

  it('says what is the matter when it cannot be opened', async () => {
    mkdirSync(join(folder, 'folder.db'));
    writeFileSync(join(folder, 'text.db'), 'not a database, '.repeat(1000));
    await expect(openStore(null, { file: join(folder, 'folder.db') })).rejects.toMatchObject(UNAVAILABLE);
    await expect(openStore(null, { file: join(folder, 'text.db') })).rejects.toMatchObject(UNAVAILABLE);
    await expect(openStore(null, { file: join(folder, 'text.db', 'below', 'x.db') })).rejects.toMatchObject(UNAVAILABLE);
    await expect(openStore(null, {})).rejects.toMatchObject(UNAVAILABLE);
    await expect(openStore('mysql://127.0.0.1/x', {})).rejects.toMatchObject(UNAVAILABLE);
  });
});

describe('a PostgreSQL', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startPostgres();
  }, 300_000);
  afterAll(() => server.stop());

  it('is set up once by processes that start at the same moment', async () => {
    const { url, drop } = await createDatabase(server);
    await Promise.all([1, 2, 3].map(() => openElsewhere({ url })));
    const stores: Store[] = await Promise.all([1, 2, 3].map(() => openStore(url, {})));
    for (const store of stores) await store.ping();
    for (const store of stores) await store.close();
    await drop();
  });

  it('is unavailable while it is down, and goes on when it is back with all that was acknowledged', async () => {
    const { url } = await createDatabase(server);
    const store = await openStore(url, {});
    const ids = await receive(store, await newBatch(store), [1, 2, 3]);
    await store.documents.claim(claimFor(60), ids[0]);
    await server.kill();
    await expect(store.ping()).rejects.toMatchObject(UNAVAILABLE);
    await expect(store.documents.claim(claimFor(60))).rejects.toMatchObject(UNAVAILABLE);
    await expect(openStore(url, {})).rejects.toMatchObject(UNAVAILABLE);
    await server.restart();
    await store.ping();
    expect((await store.documents.pending(10)).map(({ id }) => id)).toEqual(ids.slice(1));
    expect(await store.documents.renew(ids[0]!, claimFor(60))).toBe(true);
    await store.close();
  });

  it('is unavailable when it is not there, or not ours', async () => {
    await expect(openStore('postgres://gouji@127.0.0.1:1/x', {})).rejects.toMatchObject(UNAVAILABLE);
    const nobody = new URL(server.url);
    nobody.pathname = '/no_such_database';
    await expect(openStore(nobody.href, {})).rejects.toMatchObject(UNAVAILABLE);
  });
});
