import { v7 as newId } from 'uuid';
import { sql } from 'kysely';
import { locking, now, type Connection } from './connection.js';
import type { Trx } from './columns.js';
import { receive } from './receipts.js';
import type { BatchProgress, BatchStore } from './store.js';
import type { Documents, Receipts } from './tables.js';

/** Batches, what was uploaded in them, and how far they are. */
export function batchStore(connection: Connection): BatchStore {
  const { db, kind, write } = connection;
  return {
    create: async (batch) => {
      const row = { ...batch, id: newId(), state: 'receiving' as const, created_at: now() };
      await write((trx) => trx.insertInto('batches').values(row).execute());
      return row;
    },
    find: async (id) => (await db.selectFrom('batches').selectAll().where('id', '=', id).executeTakeFirst()) ?? null,
    list: async ({ offset, limit }, createdBy) => {
      const all = db.selectFrom('batches');
      const query = createdBy === undefined ? all : all.where('created_by', '=', createdBy);
      const rows = await query.selectAll().orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).offset(offset).execute();
      const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
      return { rows, total };
    },
    setState: (id, state, from) =>
      write(async (trx) => {
        const batch = await locking(kind, trx.selectFrom('batches').select('state').where('id', '=', id)).executeTakeFirst();
        if (batch === undefined || (batch.state === 'cancelled' && state !== 'cancelled')) return false;
        if (from !== undefined && !from.includes(batch.state)) return false;
        await trx.updateTable('batches').set({ state }).where('id', '=', id).execute();
        if (state === 'cancelled') await cancelDocuments(trx, id);
        return true;
      }),
    setPriority: (id, priority) =>
      write(async (trx) => {
        await trx.updateTable('batches').set({ priority }).where('id', '=', id).execute();
        await trx.updateTable('documents').set({ priority }).where('batch_id', '=', id).where('state', '=', 'waiting').execute();
      }),
    addReceipt: (receipt) => write((trx) => receive(connection, trx, receipt)),
    receipts: async (batchId, { offset, limit }) => {
      const rows = await db
        .selectFrom('receipts')
        .selectAll()
        .where('batch_id', '=', batchId)
        .orderBy('number')
        .limit(limit)
        .offset(offset)
        .execute();
      const { total } = await db
        .selectFrom('receipts')
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .where('batch_id', '=', batchId)
        .executeTakeFirstOrThrow();
      return { rows, total, exact: true };
    },
    progress: (batchId) => progressOf(connection, batchId),
  };
}

/** What waits or is being read is cancelled; what had been read before and waited to be read again is as it was. */
async function cancelDocuments(trx: Trx, batchId: string): Promise<void> {
  await sql`UPDATE documents SET
      state = COALESCE((SELECT r.status FROM runs r WHERE r.id = documents.run_id), 'cancelled'),
      claim = NULL, claimed_until = NULL, not_before = NULL, finished_at = ${now()}
    WHERE batch_id = ${batchId} AND state IN ('waiting', 'reading')`.execute(trx);
}

async function progressOf({ db }: Connection, batchId: string): Promise<BatchProgress> {
  const receipts: Record<Receipts['outcome'], number> = { accepted: 0, duplicate: 0, 'new-version': 0, rejected: 0 };
  const documents: Record<Documents['state'], number> = { waiting: 0, reading: 0, checked: 0, partial: 0, failed: 0, cancelled: 0 };
  const received = await db
    .selectFrom('receipts')
    .select((eb) => ['outcome', eb.fn.countAll<number>().as('count')])
    .where('batch_id', '=', batchId)
    .groupBy('outcome')
    .execute();
  for (const { outcome, count } of received) receipts[outcome] = count;
  const counted = await db
    .selectFrom('documents')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count'), eb.fn.sum<number>('page_count').as('pages')])
    .where('batch_id', '=', batchId)
    .groupBy('state')
    .execute();
  for (const { state, count } of counted) documents[state] = count;
  return { receipts, documents, pages: counted.reduce((sum, { pages }) => sum + pages, 0) };
}
