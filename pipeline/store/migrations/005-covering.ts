import type { DatabaseKind } from '../connection.js';

/**
 * Indexes that hold what lists ask about besides, so that rows are filtered and counted without looking at them. The rows of one batch stand together,
 * those of one auditor or organization are spread over the whole archive: in a large one each look is likely to go to the disk.
 */
export function coveringIndexes(kind: DatabaseKind): string[] {
  const day = kind === 'postgres' ? 'audit_start NULLS FIRST' : 'audit_start';
  const indexes: Record<string, string> = {
    documents_by_audit_start: `documents (${day}, seq, star, state)`,
    documents_by_batch: 'documents (batch_id, seq, id)',
    findings_by_document: 'findings (document_id, seq, gravity, outcome, rule, severity, decision)',
  };
  return Object.entries(indexes).flatMap(([name, of]) => [`DROP INDEX ${name}`, `CREATE INDEX ${name} ON ${of}`]);
}
