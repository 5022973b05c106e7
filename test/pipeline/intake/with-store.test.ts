import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { endAbandoned } from '../../../pipeline/intake/abandoned.js';
import { Receiver } from '../../../pipeline/intake/receive.js';
import { openStore } from '../../../pipeline/store/open.js';
import type { Store } from '../../../pipeline/store/store.js';
import { mockPdf } from '../pdfs.js';
import { zipOf } from '../zips.js';
import { openDesk, streamOf, type Desk } from './desk.js';
import { outcomeOf } from './memory-store.js';

/** Intake into the database itself: what the store of the other tests stands for. */
let desk: Desk;
let store: Store;
beforeEach(async () => {
  desk = await openDesk();
  store = await openStore(null, { file: join(desk.folder, 'gouji.db') });
});
afterEach(async () => {
  await store.close();
  desk.clear();
});

const everything = { offset: 0, limit: 100 };

it('a folder with a ZIP becomes receipts, and documents that wait, once per content', async () => {
  desk.place('in/a.pdf', mockPdf('a'));
  desk.place(
    'in/b.zip',
    zipOf([
      { name: Buffer.from('b1a8b8e62e706466', 'hex'), bytes: mockPdf('b') },
      { name: '副本.pdf', bytes: mockPdf('a') },
    ]),
  );
  desk.place('in/c.txt', 'words');
  desk.place('in/Thumbs.db', 'x');
  const { batch, totals } = await desk.ingest([join(desk.folder, 'in')], { store });
  expect(batch).toMatchObject({ state: 'running', priority: 10, created_by: null });
  const receipts = await store.batches.receipts(batch.id, everything);
  expect(receipts.rows.map((row) => [row.number, row.name.replace(`${desk.folder}/`, ''), outcomeOf(row)])).toEqual([
    [1, 'in/a.pdf', 'accepted'],
    [2, 'in/b.zip/报告.pdf', 'accepted'],
    [3, 'in/b.zip/副本.pdf', 'duplicate'],
    [4, 'in/c.txt', 'file/unsupported'],
  ]);
  expect(totals).toMatchObject({ found: 5, accepted: 2, duplicate: 1, rejected: 1, skipped: 1 });
  const progress = await store.batches.progress(batch.id);
  expect(progress.receipts).toEqual({ accepted: 2, duplicate: 1, 'new-version': 0, rejected: 1 });
  expect(progress.documents.waiting).toBe(2);
  for (const { sha256, outcome } of receipts.rows) if (outcome !== 'rejected') expect(await desk.files.has(sha256!)).toBe(true);
  const { rows } = await store.audit.list({ subject: batch.id }, everything);
  expect(rows).toMatchObject([{ action: 'batch.received', userId: null, after: totals }]);
});

it('a single upload is claimed before a bulk batch that was there first', async () => {
  desk.place('in/a.pdf', mockPdf('a'));
  desk.place('in/b.pdf', mockPdf('b'));
  await desk.ingest([join(desk.folder, 'in')], { store });
  const single = await desk.upload([{ name: 'urgent.pdf', content: streamOf(mockPdf('urgent')) }], { store, single: true });
  const next = await store.documents.claim({ claim: 'worker', until: new Date(Date.now() + 60_000).toISOString() });
  expect(next).toMatchObject({ name: 'urgent.pdf', batch_id: single.batch.id, priority: 0 });
});

it('a cancelled batch stays cancelled, with what came after', async () => {
  const onReceipt = async ({ batch_id, number }: { batch_id: string; number: number }): Promise<void> => {
    if (number === 1) await store.batches.setState(batch_id, 'cancelled');
  };
  const receiver = new Receiver(desk.context({ store, onReceipt }));
  for (const name of ['a', 'b']) await receiver.receive({ name: `${name}.pdf`, content: streamOf(mockPdf(name)) });
  const { batch } = await receiver.finish();
  expect(batch.state).toBe('cancelled');
  expect((await store.batches.progress(batch.id)).documents).toMatchObject({ cancelled: 2, waiting: 0 });
});

it('a batch whose receiver died is found and ended', async () => {
  const receiver = new Receiver(desk.context({ store }));
  await receiver.receive({ name: 'a.pdf', content: streamOf(mockPdf('a')) });
  const id = (await store.batches.list(everything)).rows[0]!.id;
  expect(await endAbandoned(store.batches, '2020-01-01T00:00:00.000Z')).toBe(0);
  expect((await store.batches.find(id))?.state).toBe('receiving');
  expect(await endAbandoned(store.batches, '2999-01-01T00:00:00.000Z')).toBe(1);
  expect((await store.batches.find(id))?.state).toBe('running');
});
