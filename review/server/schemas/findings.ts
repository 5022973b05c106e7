import { z } from 'zod';
import { Evidence, LocalizedText, Severity } from '../../../model/index.js';
import type { FindingFilter, FindingRow } from '../../../pipeline/store/store.js';
import { given, Id, many, parsed, YesNo } from './common.js';

const text = z.string().min(1).max(200).optional();
const day = z.iso.date().optional();

export const FindingOutcome = z.enum(['fail', 'open']);
export const DecisionKind = z.enum(['confirmed', 'dismissed']);

export const FindingFilterQuery = z.object({
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
});
export type StoredFinding = z.infer<typeof StoredFinding>;

export const Decisions = z.object({
  decisions: z
    .array(
      z.object({
        findingId: Id,
        version: z.number().int().min(0),
        decision: DecisionKind.nullable(),
        reason: z.string().trim().max(2000).nullable().default(null),
      }),
    )
    .min(1)
    .max(500),
});

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
  };
}
