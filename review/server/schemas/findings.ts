import { z } from 'zod';
import { Evidence, LocalizedText, Severity } from '../../../model/index.js';
import type { FindingFilter, FindingRow } from '../../../pipeline/store/store.js';
import { ErrorBody, given, Id, many, parsed, YesNo } from './common.js';

const text = z.string().min(1).max(200).optional();
const day = z.iso.date().optional();

export const FindingOutcome = z.enum(['fail', 'open']);
export const DecisionKind = z.enum(['confirmed', 'dismissed']);

/** A filter that is not known is refused: a list that leaves it out would show what nobody asked for. */
export const FindingFilterQuery = z.strictObject({
  rule: many(z.string().max(80)),
  severity: many(Severity),
  outcome: many(FindingOutcome),
  decision: many(z.enum(['confirmed', 'dismissed', 'none'])),
  source: z.enum(['report', 'archive']).optional(),
  batchId: Id.optional(),
  documentId: Id.optional(),
  organization: text,
  auditor: text,
  star: many(z.string().max(40)),
  auditFrom: day,
  auditTo: day,
  text,
  sort: z.enum(['severity', 'created', 'rule', 'organization']).optional(),
  descending: YesNo.optional(),
});

export function findingFilter(query: z.output<typeof FindingFilterQuery>): FindingFilter {
  const { rule, severity, outcome, decision, source, batchId, documentId, organization, auditor, star } = query;
  const { auditFrom, auditTo, text: words, sort, descending } = query;
  return given({
    rule,
    severity,
    outcome,
    decision,
    source,
    batchId,
    documentId,
    organization,
    auditor,
    star,
    auditFrom,
    auditTo,
    text: words,
    sort,
    descending,
  });
}

/** A finding, the document it is of (and the earlier one an archive finding compares it with), and what was decided. */
export const StoredFinding = z.object({
  id: z.string(),
  source: z.enum(['report', 'archive']),
  documentId: z.string(),
  runId: z.string().nullable(),
  otherDocumentId: z.string().nullable(),
  name: z.string(),
  organization: z.string().nullable(),
  projectNumber: z.string().nullable(),
  fingerprint: z.string(),
  rule: z.string(),
  outcome: FindingOutcome,
  severity: Severity,
  message: LocalizedText,
  data: z.record(z.string(), z.json()),
  at: Evidence,
  related: z.array(Evidence.extend({ note: LocalizedText })),
  clause: z.string().nullable(),
  createdAt: z.string(),
  decision: DecisionKind.nullable(),
  reason: z.string().nullable(),
  /** To be sent along with a decision; 0 when there was none. */
  version: z.number().int(),
  /** Who decided last, or took the last decision back. */
  decidedBy: z.object({ userId: z.string(), user: z.string(), at: z.string() }).nullable(),
});
export type StoredFinding = z.infer<typeof StoredFinding>;

/** `each`: those that can be decided are, whatever becomes of the others; else all or none. */
export const Decisions = z.object({
  decisions: z
    .array(
      z.object({
        findingId: Id,
        version: z.number().int().min(0).max(1_000_000_000),
        decision: DecisionKind.nullable(),
        reason: z.string().trim().max(2000).nullable().default(null),
      }),
    )
    .min(1)
    .max(500),
  each: z.boolean().default(false),
});

/** What became of one: `conflict` when somebody was first (`finding` has their decision), `gone` when there is no such finding any more. */
export const DecisionResult = z.object({
  findingId: z.string(),
  outcome: z.enum(['decided', 'unchanged', 'conflict', 'gone']),
  finding: StoredFinding.nullable(),
});
export type DecisionResult = z.infer<typeof DecisionResult>;

/** Nothing was decided: those in conflict as they stand now, the others unchanged. */
export const DecisionConflict = ErrorBody.extend({ results: z.array(DecisionResult) });

export function findingView(row: FindingRow): StoredFinding {
  return {
    id: row.id,
    source: row.source,
    documentId: row.document_id,
    runId: row.run_id,
    otherDocumentId: row.other_document_id,
    name: row.name,
    organization: row.organization,
    projectNumber: row.project_number,
    fingerprint: row.fingerprint,
    rule: row.rule,
    outcome: row.outcome,
    severity: row.severity,
    message: { zh: row.message_zh, en: row.message_en },
    data: parsed(row.data) as StoredFinding['data'],
    at: parsed(row.at) as StoredFinding['at'],
    related: parsed(row.related) as StoredFinding['related'],
    clause: parsed(row.clause) as string | null,
    createdAt: row.created_at,
    decision: row.decision,
    reason: row.reason,
    version: row.version,
    decidedBy: row.decided_by === null ? null : { userId: row.decided_by, user: row.decided_by_name ?? '', at: row.decided_at ?? '' },
  };
}
