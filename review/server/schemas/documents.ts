import { z } from 'zod';
import { ErrorData, OutcomeCounts } from '../../../model/index.js';
import type { CorrectionRow, DecisionRow, DocumentFilter, DocumentRow } from '../../../pipeline/store/store.js';
import type { Documents, Runs } from '../../../pipeline/store/tables.js';
import { DocumentState } from './batches.js';
import { given, Id, many, parsed, YesNo } from './common.js';

const text = z.string().min(1).max(200).optional();
const stars = many(z.string().max(40));
const day = z.iso.date().optional();
const count = z.number().int();

/** A filter that is not known is refused: a list that leaves it out would show what nobody asked for. */
export const DocumentFilterQuery = z.strictObject({
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

const FieldValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/**
 * A value typed beside the one the machine had read. `applied` is false once it was taken back, and where a new reading has nothing any more at the place that
 * was corrected: it stays on file, and is not part of the record.
 */
export const Correction = z.object({
  id: z.string(),
  path: z.string(),
  value: FieldValue,
  machineValue: FieldValue,
  applied: z.boolean(),
  userId: z.string(),
  user: z.string(),
  createdAt: z.string(),
  undoneAt: z.string().nullable(),
});

/** A decision that stands. `findingId` is null when the finding went with a later reading or a correction: it is decided again should it come back. */
export const StandingDecision = z.object({
  findingId: z.string().nullable(),
  fingerprint: z.string(),
  decision: z.enum(['confirmed', 'dismissed']),
  reason: z.string().nullable(),
  version: count,
  userId: z.string(),
  user: z.string(),
  decidedAt: z.string(),
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

export function correctionView(row: CorrectionRow): z.infer<typeof Correction> {
  return {
    id: row.id,
    path: row.path,
    value: parsed(row.value) as z.infer<typeof FieldValue>,
    machineValue: parsed(row.machine_value) as z.infer<typeof FieldValue>,
    applied: row.applied === 1,
    userId: row.user_id,
    user: row.user,
    createdAt: row.created_at,
    undoneAt: row.undone_at,
  };
}

export function decisionView(row: DecisionRow): z.infer<typeof StandingDecision> {
  const { fingerprint, decision, reason, version, user } = row;
  return { findingId: row.finding_id, fingerprint, decision, reason, version, userId: row.user_id, user, decidedAt: row.decided_at };
}
