import { sql } from 'kysely';
import type { Connection } from './connection.js';
import { documentsWith } from './search.js';
import { isBetween, isOneOf, type Condition } from './selection.js';
import type { DocumentFilter } from './store.js';
import { plain } from './contents.js';

/** What a filter asks of a document `d`. Organization, auditor and project number are whole; audits are those that began in the given days. */
export function documentConditions(connection: Connection, filter: Omit<DocumentFilter, 'sort' | 'descending'>): Condition[] {
  const { kind } = connection;
  const { batchId, state, organization, auditor, projectNumber, star, auditFrom, auditTo, text } = filter;
  const conditions: (Condition | undefined)[] = [
    batchId === undefined ? undefined : oneOf('batch_id', [batchId]),
    state === undefined || state.length === 0 ? undefined : oneOf('state', state),
    organization === undefined ? undefined : oneOf('organization', [organization]),
    projectNumber === undefined ? undefined : oneOf('project_number', [projectNumber]),
    star === undefined || star.length === 0 ? undefined : oneOf('star', star),
    auditor === undefined ? undefined : auditedBy(auditor),
    auditFrom === undefined && auditTo === undefined ? undefined : isBetween(kind, 'documents d', 'd.audit_start', auditFrom, auditTo),
    text === undefined ? undefined : documentsWith(connection, text),
  ];
  return conditions.filter((condition) => condition !== undefined);

  function oneOf(column: string, values: readonly string[]): Condition {
    return isOneOf(
      kind,
      'documents d',
      `d.${column}`,
      values.map((value) => plain(value) ?? ''),
    );
  }

  function auditedBy(name: string): Condition {
    const rows = sql`SELECT a.seq FROM auditors a WHERE a.name = ${plain(name) ?? ''}`;
    return {
      rows,
      seek: sql`d.seq IN (${rows})`,
      test: sql`EXISTS (${rows} AND a.seq = d.seq)`,
      source: { from: sql`auditors a CROSS JOIN documents d`, where: sql`a.name = ${plain(name) ?? ''} AND d.seq = a.seq`, seq: 'a.seq' },
    };
  }
}
