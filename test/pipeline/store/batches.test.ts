import { expect, it } from 'vitest';
import { describeError } from '../../../model/index.js';
import { ALL, claimFor, hash, newBatch, onEachDatabase, read, receive, reportWith, row, stored } from './databases.js';

const EMPTY = describeError('file/empty');

onEachDatabase('batches', (database) => {
  it('gives every file one receipt, in the order of arrival', async () => {
    const { store } = database;
    const batch = await newBatch(store);
    const file = { batch_id: batch.id, size: 5_000_000_000 };
    await store.batches.addReceipt({ ...file, name: 'a/甲.pdf', sha256: hash(1) });
    await store.batches.addReceipt({ ...file, name: 'b/乙.pdf', sha256: hash(1) });
    await store.batches.addReceipt({ ...file, name: 'c.pdf', sha256: null, error: EMPTY });
    await store.batches.addReceipt({ ...file, name: 'd.pdf', sha256: hash(2) });
    const { rows, total } = await store.batches.receipts(batch.id, ALL);
    expect(total).toBe(4);
    expect(rows.map(({ number, name, outcome }) => [number, name, outcome])).toEqual([
      [1, 'a/甲.pdf', 'accepted'],
      [2, 'b/乙.pdf', 'duplicate'],
      [3, 'c.pdf', 'rejected'],
      [4, 'd.pdf', 'accepted'],
    ]);
    expect(rows[1]!.document_id).toBe(rows[0]!.document_id);
    expect(rows[2]).toMatchObject({ document_id: null, error: JSON.stringify(EMPTY) });
    expect(await store.documents.find(rows[0]!.document_id!)).toMatchObject({ name: 'a/甲.pdf', size: 5_000_000_000, state: 'waiting' });
    expect((await store.documents.list({}, ALL)).total).toBe(2);
    expect((await store.batches.receipts(batch.id, { offset: 2, limit: 1 })).rows.map(({ number }) => number)).toEqual([3]);
  });

  it('stores a file once that two processes upload at the same time', async () => {
    const stores = [database.store, await database.openAgain()];
    const batches = await Promise.all(stores.map((store) => newBatch(store)));
    const files = Array.from({ length: 30 }, (_, n) => n);
    await Promise.all(stores.map((store, i) => receive(store, batches[i]!, files)));
    const receipts = (await Promise.all(batches.map(({ id }) => database.store.batches.receipts(id, ALL)))).flatMap(({ rows }) => rows);
    expect(receipts.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(30);
    expect(receipts.filter(({ outcome }) => outcome === 'duplicate')).toHaveLength(30);
    expect(new Set(receipts.map((each) => each.document_id)).size).toBe(30);
    expect((await database.store.documents.list({}, ALL)).total).toBe(30);
  });

  it('numbers a batch without gaps that several fill at once', async () => {
    const stores = [database.store, await database.openAgain()];
    const batch = await newBatch(database.store);
    await Promise.all(
      [0, 1, 2, 3].map((i) =>
        receive(
          stores[i % 2]!,
          batch,
          Array.from({ length: 10 }, (_, n) => i * 10 + n),
        ),
      ),
    );
    const { rows } = await database.store.batches.receipts(batch.id, ALL);
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
  });

  it('counts receipts, documents and pages', async () => {
    const { store } = database;
    const batch = await newBatch(store);
    const ids = await receive(store, batch, [1, 2, 3, 4, 1]);
    await store.batches.addReceipt({ batch_id: batch.id, name: 'x', size: 0, sha256: null, error: EMPTY });
    await read(store, ids[0]!);
    await store.documents.claim(claimFor(60), ids[1]);
    await store.documents.claim(claimFor(60), ids[2]);
    await store.documents.fail(ids[2]!, 'worker', describeError('file/crashed', { reason: 'SIGSEGV' }));
    expect(await store.batches.progress(batch.id)).toEqual({
      receipts: { accepted: 4, duplicate: 1, 'new-version': 0, rejected: 1 },
      documents: { waiting: 1, reading: 1, checked: 1, partial: 0, failed: 1, cancelled: 0 },
      pages: 1,
    });
  });

  it('is not read while paused, and goes on where it was', async () => {
    const { store } = database;
    const batch = await newBatch(store);
    const [first, second] = await receive(store, batch, [1, 2]);
    await store.documents.claim(claimFor(60), first);
    expect(await store.batches.setState(batch.id, 'paused')).toBe(true);
    expect(await store.documents.claim(claimFor(60))).toBeNull();
    expect(await store.documents.pending(10)).toEqual([]);
    expect(await store.documents.renew(first!, claimFor(60))).toBe(true);
    await store.batches.setState(batch.id, 'running');
    expect((await store.documents.claim(claimFor(60)))?.id).toBe(second);
    expect((await store.batches.find(batch.id))?.state).toBe('running');
    expect(await store.batches.setState('nobody', 'paused')).toBe(false);
  });

  it('cancels what waits and what is being read, and leaves what was read', async () => {
    const { store } = database;
    const batch = await newBatch(store);
    const [done, begun, waiting] = await receive(store, batch, [1, 2, 3]);
    await read(store, done!);
    await store.documents.requeue({ ids: [done!] });
    await store.documents.claim(claimFor(60), begun);
    await store.batches.setState(batch.id, 'cancelled');
    const states = await Promise.all([done, begun, waiting].map(async (id) => (await store.documents.find(id!))!.state));
    expect(states).toEqual(['checked', 'cancelled', 'cancelled']);
    expect(await store.documents.renew(begun!, claimFor(60))).toBe(false);
    expect(await store.batches.setState(batch.id, 'running')).toBe(false);
    // What still arrives is not read either, but it has its receipt.
    const [late] = await receive(store, batch, [4]);
    expect((await store.documents.find(late!))?.state).toBe('cancelled');
    expect(await store.documents.claim(claimFor(60))).toBeNull();
  });

  it('reads a cancelled file after all when it is uploaded again', async () => {
    const { store } = database;
    const [id] = await receive(store, await newBatch(store), [1]);
    const { batch_id } = (await store.documents.find(id!))!;
    await store.batches.setState(batch_id, 'cancelled');
    const again = await newBatch(store, 1);
    expect(await receive(store, again, [1])).toEqual([id]);
    expect(await store.documents.claim(claimFor(60))).toMatchObject({ id, batch_id: again.id, priority: 1 });
  });

  it('lets a waiting file overtake with whoever uploads it alone', async () => {
    const { store } = database;
    const bulk = await newBatch(store, 10);
    const [, , third] = await receive(store, bulk, [1, 2, 3]);
    await receive(store, await newBatch(store, 1), [3]);
    expect((await store.documents.claim(claimFor(60)))?.id).toBe(third);
    expect((await store.documents.find(third!))?.batch_id).toBe(bulk.id);
  });

  it('takes no receipt when it is not there', async () => {
    const receipt = { batch_id: 'nobody', name: 'a', size: 1, sha256: hash(1) };
    await expect(database.store.batches.addReceipt(receipt)).rejects.toThrow(/No batch/);
    expect((await database.store.documents.list({}, ALL)).total).toBe(0);
  });

  it('lists batches, the last first', async () => {
    const { store } = database;
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) ids.unshift((await newBatch(store)).id);
    const { rows, total } = await store.batches.list({ offset: 1, limit: 5 });
    expect(total).toBe(3);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(2);
    expect((await store.batches.list(ALL)).rows.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  });
});

onEachDatabase('new versions', (database) => {
  it('are told by the project number, and stand in the receipt', async () => {
    const { store } = database;
    const batch = await newBatch(store);
    const first = await stored(store, batch, 1);
    const second = await stored(store, batch, 2);
    const third = await stored(store, batch, 3);
    const other = await stored(store, batch, 4, (report) => (report.basic.projectNumber = '30001-2024-SA'));
    expect((await row(store, first)).version_of).toBeNull();
    expect((await row(store, second)).version_of).toBe(first);
    expect((await row(store, third)).version_of).toBe(second);
    expect((await row(store, other)).version_of).toBeNull();
    const { rows } = await store.batches.receipts(batch.id, ALL);
    expect(rows.map(({ outcome, of_document_id }) => [outcome, of_document_id])).toEqual([
      ['accepted', null],
      ['new-version', first],
      ['new-version', second],
      ['accepted', null],
    ]);
    expect((await store.batches.progress(batch.id)).receipts).toMatchObject({ accepted: 2, 'new-version': 2 });
  });

  it('prefer the same organization', async () => {
    const { store } = database;
    const batch = await newBatch(store);
    const same = await stored(store, batch, 1);
    await stored(store, batch, 2, (report) => (report.basic.organization = '远山家政服务有限公司'));
    const third = await stored(store, batch, 3);
    expect((await row(store, third)).version_of).toBe(same);
  });

  it('are told too when the earlier one is read later', async () => {
    const { store } = database;
    const batch = await newBatch(store);
    const [first, second, third] = await receive(store, batch, [1, 2, 3]);
    await read(store, third!);
    expect((await row(store, third!)).version_of).toBeNull();
    await read(store, first!);
    expect((await row(store, third!)).version_of).toBe(first);
    await read(store, second!);
    expect((await row(store, second!)).version_of).toBe(first);
    expect((await row(store, third!)).version_of).toBe(second);
  });

  it('are no longer when a number turns out to be another', async () => {
    const { store } = database;
    const batch = await newBatch(store);
    const first = await stored(store, batch, 1);
    const second = await stored(store, batch, 2);
    await store.documents.requeue({ ids: [first] });
    await read(store, first, { report: reportWith((report) => (report.basic.projectNumber = '30001-2024-SA')) });
    expect((await row(store, second)).version_of).toBeNull();
    expect((await store.batches.receipts(batch.id, ALL)).rows.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
  });

  it('are told when two are read at the same moment', async () => {
    const { store } = database;
    const again = await database.openAgain();
    const batch = await newBatch(store);
    for (let n = 0; n < 20; n += 2) {
      const number = `4000${n}-2024-SA`;
      const [first, second] = await receive(store, batch, [n, n + 1]);
      const report = reportWith((each) => (each.basic.projectNumber = number));
      await Promise.all([read(store, first!, { report }), read(again, second!, { report })]);
      expect((await row(store, second!)).version_of).toBe(first);
    }
  });
});
