import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { describeError } from '../../../model/index.js';
import type { ReleaseReason } from '../../../pipeline/store/store.js';
import { checkedResult, finding } from '../sample-results.js';
import { ALL, claimFor, inSeconds, newBatch, onEachDatabase, read, receive, row, type TestDatabase } from './databases.js';

const CLAIMER = fileURLToPath(new URL('claimer.ts', import.meta.url));
const READING = { engineVersion: '1.0.0', startedAt: '2026-01-01T00:00:00.000Z', result: checkedResult({ findings: [finding()] }) };

async function claimUntilNone({ address }: TestDatabase, workers: number, name: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--import',
    import.meta.resolve('tsx'),
    CLAIMER,
    JSON.stringify(address),
    String(workers),
    name,
  ]);
  return stdout.trim().split('\n').filter(Boolean);
}

onEachDatabase('claims', (database) => {
  it('give each of 200 documents to one of 8 workers in two processes', async () => {
    const ids = await receive(
      database.store,
      await newBatch(database.store),
      Array.from({ length: 200 }, (_, n) => n),
    );
    const lines = (await Promise.all(['a', 'b'].map((name) => claimUntilNone(database, 4, name)))).flat();
    expect(lines.toSorted()).toEqual(ids.map((id) => `${id} true`).toSorted());
    const { rows } = await database.store.documents.list({}, ALL);
    expect(rows.map(({ state, attempts }) => `${state} ${attempts}`)).toEqual(ids.map(() => 'checked 1'));
    for (const id of ids.slice(0, 20)) expect(await database.store.documents.runs(id)).toHaveLength(1);
  });

  it('are exclusive between the connections of one process too', async () => {
    const stores = [database.store, await database.openAgain()];
    await receive(
      database.store,
      await newBatch(database.store),
      Array.from({ length: 20 }, (_, n) => n),
    );
    const taken = await Promise.all(
      Array.from({ length: 40 }, (_, i) => stores[i % 2]!.documents.claim(claimFor(60, `worker-${i}`)).then((document) => document?.id)),
    );
    const held = taken.filter((id) => id !== undefined);
    expect(held).toHaveLength(20);
    expect(new Set(held).size).toBe(20);
  });

  it('go by priority, then by age', async () => {
    const { store } = database;
    const bulk = await receive(store, await newBatch(store, 10), [1, 2]);
    const single = await receive(store, await newBatch(store, 1), [3]);
    const order = [single[0], bulk[0], bulk[1]];
    expect((await store.documents.pending(10)).map(({ id }) => id)).toEqual(order);
    expect((await store.documents.pending(2)).map(({ priority }) => priority)).toEqual([1, 10]);
    for (const id of order) expect((await store.documents.claim(claimFor(60)))?.id).toBe(id);
    expect(await store.documents.claim(claimFor(60))).toBeNull();
  });

  it('are taken over once they have lapsed, and then the first holder writes nothing', async () => {
    const { store } = database;
    const [id] = await receive(store, await newBatch(store), [1]);
    expect(await store.documents.claim(claimFor(-1, 'first'))).toMatchObject({ id, attempts: 1, claim: 'first' });
    expect(await store.documents.pending(10)).toHaveLength(1);
    expect(await store.documents.claim(claimFor(60, 'second'), id)).toMatchObject({ id, attempts: 2, claim: 'second' });
    expect(await store.documents.claim(claimFor(60, 'third'), id)).toBeNull();
    expect(await store.documents.pending(10)).toEqual([]);

    expect(await store.documents.renew(id!, claimFor(60, 'first'))).toBe(false);
    expect(await store.documents.finish(id!, 'first', READING)).toBe(false);
    expect(await store.documents.fail(id!, 'first', describeError('file/empty'))).toBe(false);
    expect(await store.documents.release(id!, 'first', null, 'stopped')).toBe(false);
    expect(await store.documents.find(id!)).toMatchObject({ state: 'reading', claim: 'second', error: null, run_id: null });
    expect(await store.documents.runs(id!)).toEqual([]);
    expect((await store.findings.list({}, ALL)).total).toBe(0);

    expect(await store.documents.finish(id!, 'second', READING)).toBe(true);
    expect(await store.documents.finish(id!, 'second', READING)).toBe(false);
    expect(await store.documents.runs(id!)).toHaveLength(1);
  });

  it('that have lapsed still hold while nobody else has taken the document', async () => {
    const { store } = database;
    const [id] = await receive(store, await newBatch(store), [1]);
    await store.documents.claim(claimFor(-1, 'slow'));
    expect(await store.documents.renew(id!, claimFor(60, 'slow'))).toBe(true);
    expect(await store.documents.claim(claimFor(60, 'other'))).toBeNull();
    expect(await store.documents.finish(id!, 'slow', READING)).toBe(true);
  });

  it('write nothing after the batch was cancelled', async () => {
    const { store } = database;
    const batch = await newBatch(store);
    const [id] = await receive(store, batch, [1]);
    await store.documents.claim(claimFor(60));
    await store.batches.setState(batch.id, 'cancelled');
    expect(await store.documents.finish(id!, 'worker', READING)).toBe(false);
    expect(await store.documents.find(id!)).toMatchObject({ state: 'cancelled', run_id: null });
  });

  it('wait for the time a document was given back to', async () => {
    const { store } = database;
    const [id] = await receive(store, await newBatch(store), [1]);
    await store.documents.claim(claimFor(60));
    await store.documents.release(id!, 'worker', inSeconds(60), 'environment');
    expect(await store.documents.claim(claimFor(60))).toBeNull();
    expect(await store.documents.claim(claimFor(60), id)).toBeNull();
    expect(await store.documents.pending(10)).toEqual([]);
    const [other] = await receive(store, await newBatch(store), [2]);
    await store.documents.claim(claimFor(60));
    await store.documents.release(other!, 'worker', inSeconds(-1), 'environment');
    expect(await store.documents.claim(claimFor(60))).toMatchObject({ id: other, attempts: 2, not_before: null });
  });
});

onEachDatabase('readings that came to nothing', (database) => {
  it('are counted by how they ended, and forgotten when the document is queued again', async () => {
    const { store } = database;
    const [id] = await receive(store, await newBatch(store), [1]);
    const counts = async (): Promise<number[]> => {
      const { attempts, deaths, lapses } = (await store.documents.find(id!))!;
      return [attempts, deaths, lapses];
    };
    const givenBack = async (why: ReleaseReason): Promise<number[]> => {
      await store.documents.claim(claimFor(60));
      expect(await store.documents.release(id!, 'worker', null, why)).toBe(true);
      return counts();
    };
    expect(await givenBack('death')).toEqual([1, 1, 0]);
    expect(await givenBack('environment')).toEqual([2, 1, 0]);
    expect(await givenBack('stopped')).toEqual([2, 1, 0]);
    await store.documents.claim(claimFor(-1, 'killed'));
    expect(await store.documents.claim(claimFor(60))).toMatchObject({ attempts: 4, deaths: 1, lapses: 1 });
    await store.documents.fail(id!, 'worker', describeError('file/crashed', { reason: 'x' }));
    await store.documents.requeue('failed');
    expect(await counts()).toEqual([0, 0, 0]);
  });
});

onEachDatabase('documents queued again', (database) => {
  it('are those that failed, with their attempts forgotten', async () => {
    const { store } = database;
    const batch = await newBatch(store);
    const [poison, fine] = await receive(store, batch, [1, 2]);
    await store.documents.claim(claimFor(60), poison);
    const error = describeError('file/out-of-memory', { limit: 1024 });
    expect(await store.documents.fail(poison!, 'worker', error)).toBe(true);
    expect(await store.documents.find(poison!)).toMatchObject({ state: 'failed', error: JSON.stringify(error), claim: null });
    await read(store, fine!);
    expect(await store.documents.requeue('failed')).toEqual([poison]);
    expect(await store.documents.find(poison!)).toMatchObject({ state: 'waiting', error: null, attempts: 0, finished_at: null });
    expect(await store.documents.claim(claimFor(60))).toMatchObject({ id: poison, attempts: 1 });
    expect(await store.documents.requeue('failed')).toEqual([]);
  });

  it('are, of a cancelled batch, read although it was cancelled', async () => {
    const { store } = database;
    const batch = await newBatch(store);
    const ids = await receive(store, batch, [1, 2]);
    await store.batches.setState(batch.id, 'cancelled');
    expect((await store.documents.requeue({ batchId: batch.id })).toSorted()).toEqual(ids.toSorted());
    expect(await store.documents.claim(claimFor(60))).not.toBeNull();
  });

  it('are, when named, finished ones too, but none that are being read', async () => {
    const { store } = database;
    const batch = await newBatch(store);
    const [done, begun] = await receive(store, batch, [1, 2]);
    await read(store, done!, { findings: [finding()] });
    await store.documents.claim(claimFor(60), begun);
    expect(await store.documents.requeue({ ids: [done!, begun!, 'nobody'] })).toEqual([done]);
    expect(await store.documents.requeue({ ids: [] })).toEqual([]);
    // What was found stands until the new reading replaces it.
    expect(await row(store, done!)).toMatchObject({ state: 'waiting', failed: 1 });
    expect(await store.documents.find(begun!)).toMatchObject({ state: 'reading' });
  });
});
