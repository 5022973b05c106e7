import { v7 as newId } from 'uuid';
import { locking, now, type Connection } from './connection.js';
import type { Trx } from './columns.js';
import { plain } from './contents.js';
import { bodyOf, writeSearch } from './search-index.js';
import type { NewReceipt } from './store.js';
import type { Batches, Documents, Receipts } from './tables.js';

/**
 * Writes a receipt, and the document of a file not seen before.
 * @throws Error when there is no such batch
 */
export async function receive(connection: Connection, trx: Trx, receipt: NewReceipt): Promise<Receipts> {
  // Whoever adds to a batch holds it, so that its numbers have no gaps and nothing slips into it as it is cancelled.
  const batch = await locking(connection.kind, trx.selectFrom('batches').selectAll().where('id', '=', receipt.batch_id)).executeTakeFirst();
  if (batch === undefined) throw new Error(`No batch ${receipt.batch_id}`);
  const { last } = await trx
    .selectFrom('receipts')
    .select((eb) => eb.fn.max<number | null>('number').as('last'))
    .where('batch_id', '=', batch.id)
    .executeTakeFirstOrThrow();
  const name = plain(receipt.name) ?? '';
  const stored = receipt.error === undefined ? await store(connection, trx, batch, { ...receipt, name }) : null;
  const row: Receipts = {
    id: newId(),
    batch_id: batch.id,
    number: (last ?? 0) + 1,
    name,
    size: receipt.size,
    sha256: receipt.sha256,
    outcome: stored === null ? 'rejected' : stored.isNew ? 'accepted' : 'duplicate',
    document_id: stored?.id ?? null,
    of_document_id: null,
    error: receipt.error === undefined ? null : JSON.stringify(receipt.error),
    created_at: now(),
  };
  await trx.insertInto('receipts').values(row).execute();
  return row;
}

/** The document of that content: a new one, or the one there is, also when another process stores it at this moment. */
async function store(
  connection: Connection,
  trx: Trx,
  batch: Batches,
  { sha256, size, name }: { sha256: string; size: number; name: string },
): Promise<{ id: string; isNew: boolean }> {
  const created = await trx
    .insertInto('documents')
    .values({
      id: newId(),
      sha256,
      size,
      name,
      batch_id: batch.id,
      state: batch.state === 'cancelled' ? 'cancelled' : 'waiting',
      priority: batch.priority,
      attempts: 0,
      deaths: 0,
      lapses: 0,
      created_at: now(),
    })
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .returning(['id', 'seq'])
    .executeTakeFirst();
  if (created !== undefined) {
    await writeSearch(connection, trx, created.seq, { body: bodyOf(name, null), findings: '' });
    return { id: created.id, isNew: true };
  }
  const there = await trx.selectFrom('documents').selectAll().where('sha256', '=', sha256).executeTakeFirstOrThrow();
  await bringForward(trx, there, batch);
  return { id: there.id, isNew: false };
}

/** Who uploads a file that is there already must not get less: one that was cancelled is read after all, one that waits overtakes with them. */
async function bringForward(trx: Trx, document: Documents, batch: Batches): Promise<void> {
  if (batch.state === 'cancelled') return;
  await trx
    .updateTable('documents')
    .set({
      state: 'waiting',
      batch_id: batch.id,
      priority: batch.priority,
      attempts: 0,
      deaths: 0,
      lapses: 0,
      not_before: null,
      finished_at: null,
    })
    .where('id', '=', document.id)
    .where('state', '=', 'cancelled')
    .execute();
  await trx
    .updateTable('documents')
    .set({ priority: batch.priority })
    .where('id', '=', document.id)
    .where('state', '=', 'waiting')
    .where('priority', '>', batch.priority)
    .execute();
}
