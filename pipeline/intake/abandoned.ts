import type { BatchStore } from '../store/store.js';
import type { Batches } from '../store/tables.js';

const PAGE = 100;

/**
 * Ends the receiving of batches to which nothing has come since `before` (ISO 8601, UTC): the process that received them was killed. What
 * came until then was stored whole, and is worked on all the same; only the state lies. How many.
 */
export async function endAbandoned(batches: Pick<BatchStore, 'list' | 'receipts' | 'setState'>, before: string): Promise<number> {
  const abandoned: Batches[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const { rows, total } = await batches.list({ offset, limit: PAGE });
    for (const batch of rows) if (batch.state === 'receiving' && (await lastHeard(batches, batch)) < before) abandoned.push(batch);
    if (offset + PAGE >= total) break;
  }
  for (const { id } of abandoned) await batches.setState(id, 'running');
  return abandoned.length;
}

async function lastHeard(batches: Pick<BatchStore, 'receipts'>, { id, created_at }: Batches): Promise<string> {
  const { total } = await batches.receipts(id, { offset: 0, limit: 1 });
  if (total === 0) return created_at;
  const { rows } = await batches.receipts(id, { offset: total - 1, limit: 1 });
  return rows[0]?.created_at ?? created_at;
}
