import { randomUUID } from 'node:crypto';
import type { FileStore } from '../../../pipeline/files/file-store.js';
import type { ReceiveContext } from '../../../pipeline/intake/receive.js';
import type { BatchStore, NewReceipt } from '../../../pipeline/store/store.js';
import type { Batches, Receipts } from '../../../pipeline/store/tables.js';

export interface MemoryStore {
  batches: Pick<BatchStore, 'create' | 'find' | 'list' | 'setState' | 'addReceipt' | 'receipts'>;
  audit: ReceiveContext['store']['audit'];
  rows: Batches[];
  written: Receipts[];
  audited: unknown[];
}

/**
 * Batches and receipts as intake needs them, in memory. It holds intake to its promise: no receipt is taken that says accepted before the
 * content can be read whole from the file store.
 */
export function memoryStore(files: FileStore, now: () => string = () => new Date().toISOString()): MemoryStore {
  const rows: Batches[] = [];
  const written: Receipts[] = [];
  const audited: unknown[] = [];
  const documents = new Map<string, string>();

  async function addReceipt({ batch_id, name, size, sha256, error }: NewReceipt): Promise<Receipts> {
    if (!rows.some(({ id }) => id === batch_id)) throw new Error(`no batch ${batch_id}`);
    const known = error === undefined ? documents.get(sha256) : undefined;
    if (error === undefined) {
      let length = 0;
      // A duplicate was read when it was new.
      if (known === undefined) for await (const chunk of await files.stream(sha256)) length += (chunk as Uint8Array).length;
      else length = (await files.stat(sha256))?.size ?? 0;
      if (length !== size) throw new Error(`${name} is not stored whole`);
      if (known === undefined) documents.set(sha256, randomUUID());
    }
    const receipt: Receipts = {
      id: randomUUID(),
      batch_id,
      number: written.filter((other) => other.batch_id === batch_id).length + 1,
      name,
      size,
      sha256,
      outcome: error !== undefined ? 'rejected' : known !== undefined ? 'duplicate' : 'accepted',
      document_id: sha256 === null ? null : (documents.get(sha256) ?? null),
      of_document_id: null,
      error: error === undefined ? null : JSON.stringify(error),
      created_at: now(),
    };
    written.push(receipt);
    return receipt;
  }

  return {
    rows,
    written,
    audited,
    batches: {
      create: (batch) => {
        const row: Batches = { ...batch, id: randomUUID(), state: 'receiving', created_at: now() };
        rows.push(row);
        return Promise.resolve({ ...row });
      },
      find: (id) => {
        const row = rows.find((batch) => batch.id === id);
        return Promise.resolve(row === undefined ? null : { ...row });
      },
      list: ({ offset, limit }) => Promise.resolve({ rows: rows.slice(offset, offset + limit), total: rows.length, exact: true }),
      setState: (id, state) => {
        const row = rows.find((batch) => batch.id === id);
        if (row !== undefined) row.state = state;
        return Promise.resolve(row !== undefined);
      },
      addReceipt,
      receipts: (batchId, { offset, limit }) => {
        const own = written.filter(({ batch_id }) => batch_id === batchId);
        return Promise.resolve({ rows: own.slice(offset, offset + limit), total: own.length, exact: true });
      },
    },
    audit: {
      add: (entry) => {
        audited.push(entry);
        return Promise.resolve();
      },
    },
  };
}

/** What a receipt came to, for comparing: "accepted", "duplicate", or the code of the refusal. */
export function outcomeOf({ outcome, error }: Pick<Receipts, 'outcome' | 'error'>): string {
  return error === null ? outcome : (JSON.parse(error) as { code: string }).code;
}
