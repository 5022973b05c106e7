import { z } from 'zod';
import { ErrorData } from '../../../model/index.js';
import type { BatchProgress } from '../../../pipeline/store/store.js';
import type { Batches, Receipts } from '../../../pipeline/store/tables.js';
import { parsed } from './common.js';

export const BatchState = z.enum(['receiving', 'running', 'paused', 'cancelled']);
export const DocumentState = z.enum(['waiting', 'reading', 'checked', 'partial', 'failed', 'cancelled']);
const count = z.number().int();

export const Batch = z.object({
  id: z.string(),
  name: z.string(),
  state: BatchState,
  priority: count,
  createdAt: z.string(),
  createdBy: z.string().nullable(),
});

/** `left` documents are not in a final state; `finished` when none is left and no more files are to come. */
export const Progress = z.object({
  state: BatchState,
  receipts: z.object({ accepted: count, duplicate: count, 'new-version': count, rejected: count }),
  documents: z.object({ waiting: count, reading: count, checked: count, partial: count, failed: count, cancelled: count }),
  pages: count,
  left: count,
  finished: z.boolean(),
});
export type Progress = z.infer<typeof Progress>;

export const Receipt = z.object({
  id: z.string(),
  number: count,
  name: z.string(),
  size: z.number(),
  sha256: z.string().nullable(),
  outcome: z.enum(['accepted', 'duplicate', 'new-version', 'rejected']),
  documentId: z.string().nullable(),
  ofDocumentId: z.string().nullable(),
  error: ErrorData.nullable(),
  createdAt: z.string(),
});

/** What one request brought; `receipts` are the first of this request, all are under the batch. */
export const Received = z.object({
  batch: Batch,
  totals: z.object({ found: count, accepted: count, duplicate: count, rejected: count, skipped: count, bytes: z.number() }),
  receipts: z.array(Receipt),
});

export function batchView({ id, name, state, priority, created_at, created_by }: Batches): z.infer<typeof Batch> {
  return { id, name, state, priority, createdAt: created_at, createdBy: created_by };
}

export function progressView({ state }: Pick<Batches, 'state'>, { receipts, documents, pages }: BatchProgress): Progress {
  const left = documents.waiting + documents.reading;
  return { state, receipts, documents, pages, left, finished: left === 0 && state !== 'receiving' };
}

export function receiptView(receipt: Receipts): z.infer<typeof Receipt> {
  const { id, number, name, size, sha256, outcome, document_id, of_document_id, error, created_at } = receipt;
  return {
    id,
    number,
    name,
    size,
    sha256,
    outcome,
    documentId: document_id,
    ofDocumentId: of_document_id,
    error: parsed(error) as ErrorData | null,
    createdAt: created_at,
  };
}
