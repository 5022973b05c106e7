import { sql } from 'kysely';
import { claimStore } from './claims.js';
import type { Connection } from './connection.js';
import { correctionsOf } from './corrections.js';
import { DOCUMENT_COLUMNS, ROW_COLUMNS } from './document-columns.js';
import { documentConditions } from './document-filter.js';
import { runStore } from './runs.js';
import { order, pageOf, select } from './selection.js';
import { statisticsStore } from './statistics.js';
import type { DocumentFilter, DocumentRow, DocumentStore, Listed, PageOf } from './store.js';

const SORT = {
  created: [],
  finished: ['d.finished_at'],
  audit: ['d.audit_start'],
  total: ['d.total'],
  organization: ['d.organization'],
} as const;

/** Documents: found and listed, read and written. */
export function documentStore(connection: Connection): DocumentStore {
  const { db } = connection;
  return {
    find: async (id) => (await db.selectFrom('documents').select(DOCUMENT_COLUMNS).where('id', '=', id).executeTakeFirst()) ?? null,
    list: (filter, page) => listDocuments(connection, filter, page),
    ...claimStore(connection),
    ...runStore(connection),
    ...statisticsStore(connection),
    corrections: (id) => correctionsOf(db, id),
    decisions: (id) =>
      db
        .selectFrom('dispositions as p')
        .innerJoin('users as u', 'u.id', 'p.user_id')
        .leftJoin('findings as f', (join) => join.onRef('f.document_id', '=', 'p.document_id').onRef('f.fingerprint', '=', 'p.fingerprint'))
        .select(['p.document_id', 'p.fingerprint', 'p.reason', 'p.user_id', 'p.version', 'p.decided_at', 'u.name as user'])
        .select((eb) => [eb.ref('p.decision').$notNull().as('decision'), eb.ref('f.id').as('finding_id')])
        .where('p.document_id', '=', id)
        .where('p.decision', 'is not', null)
        .orderBy('p.decided_at', 'desc')
        .orderBy('p.fingerprint')
        .execute(),
  };
}

async function listDocuments(connection: Connection, filter: DocumentFilter, { offset, limit }: PageOf): Promise<Listed<DocumentRow>> {
  const { kind } = connection;
  const sort = SORT[filter.sort ?? 'created'];
  const selection = await select(connection, documentConditions(connection, filter), sort[0] ?? null, true);
  const from = sql`FROM ${selection.source?.from ?? sql`documents d`} WHERE ${selection.where}`;
  const columns = sql.join(ROW_COLUMNS.map((column) => sql.ref(`d.${column}`)));
  const page = sql`SELECT ${columns} ${from} ORDER BY ${order(kind, [...sort, selection.source?.seq ?? 'd.seq'], filter.descending ?? false)}
    LIMIT ${limit} OFFSET ${offset}`;
  return pageOf(connection, connection.rows<DocumentRow>(page), sql`SELECT 1 ${from}`, selection, offset);
}
