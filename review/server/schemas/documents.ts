import { z } from 'zod';
import { ErrorData, OutcomeCounts } from '../../../model/index.js';
import type { DocumentFilter, DocumentRow } from '../../../pipeline/store/store.js';
import type { Corrections, Documents, Runs } from '../../../pipeline/store/tables.js';
import { DocumentState } from './batches.js';
import { given, Id, many, parsed, YesNo } from './common.js';

const text = z.string().min(1).max(200).optional();
const stars = many(z.string().max(40));
const day = z.iso.date().optional();
const count = z.number().int();

export const DocumentFilterQuery = z.object({
  batchId: Id.optional(),
  state: many(DocumentState),
  organization: text,
  auditor: text,
  projectNumber: text,
  star: stars,
  auditFrom: day,
  auditTo: day,
  text,
  sort: z.enum(['created', 'finished', 'audit', 'total', 'organization']).optional(),
  descending: YesNo.optional(),
});

export function documentFilter(query: z.output<typeof DocumentFilterQuery>): DocumentFilter {
  const { batchId, state, organization, auditor, projectNumber, star, auditFrom, auditTo, text: words, sort, descending } = query;
  return given({ batchId, state, organization, auditor, projectNumber, star, auditFrom, auditTo, text: words, sort, descending });
}

/** One file. `runId` names the reading that counts, null until there is one; `versionOf` the earlier document of its project number. */
export const Document = z.object({
  id: z.string(),
  name: z.string(),
  sha256: z.string(),
  size: z.number(),
  batchId: z.string(),
  state: DocumentState,
  attempts: count,
  error: ErrorData.nullable(),
  runId: z.string().nullable(),
  projectNumber: z.string().nullable(),
  versionOf: z.string().nullable(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
});

/** A document with what was read of it. `total` is a score, not hundredths; `failed` and `open` count findings. */
export const ListedDocument = Document.extend({
  organization: z.string().nullable(),
  auditType: z.string().nullable(),
  auditStart: z.string().nullable(),
  auditEnd: z.string().nullable(),
  star: z.string().nullable(),
  total: z.number().nullable(),
  doubtful: count.nullable(),
  failed: count,
  open: count,
});

export const Run = z.object({
  id: z.string(),
  number: count,
  engineVersion: z.string(),
  status: z.enum(['checked', 'partial', 'failed']),
  pageCount: count,
  outcomes: OutcomeCounts,
  error: ErrorData.nullable(),
  startedAt: z.string(),
  finishedAt: z.string(),
});

export const Correction = z.object({
  id: z.string(),
  path: z.string(),
  value: z.json(),
  machineValue: z.json(),
  userId: z.string(),
  createdAt: z.string(),
  undoneAt: z.string().nullable(),
});

export function documentView(row: Documents): z.infer<typeof Document> {
  const { id, name, sha256, size, state, attempts } = row;
  return {
    id,
    name,
    sha256,
    size,
    batchId: row.batch_id,
    state,
    attempts,
    error: parsed(row.error) as ErrorData | null,
    runId: row.run_id,
    projectNumber: row.project_number,
    versionOf: row.version_of,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  };
}

export function listedDocumentView(row: DocumentRow): z.infer<typeof ListedDocument> {
  const { organization, star, doubtful, failed, open } = row;
  return {
    ...documentView(row),
    organization,
    auditType: row.audit_type,
    auditStart: row.audit_start,
    auditEnd: row.audit_end,
    star,
    total: row.total === null ? null : row.total / 100,
    doubtful,
    failed,
    open,
  };
}

export function runView(row: Runs): z.infer<typeof Run> {
  return {
    id: row.id,
    number: row.number,
    engineVersion: row.engine_version,
    status: row.status,
    pageCount: row.page_count,
    outcomes: parsed(row.outcomes) as OutcomeCounts,
    error: parsed(row.error) as ErrorData | null,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}

export function correctionView(row: Corrections): z.infer<typeof Correction> {
  return {
    id: row.id,
    path: row.path,
    value: parsed(row.value) as z.infer<typeof Correction>['value'],
    machineValue: parsed(row.machine_value) as z.infer<typeof Correction>['value'],
    userId: row.user_id,
    createdAt: row.created_at,
    undoneAt: row.undone_at,
  };
}
