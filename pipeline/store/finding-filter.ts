import { sql } from 'kysely';
import type { Connection } from './connection.js';
import { GRAVITY } from './contents.js';
import { documentConditions } from './document-filter.js';
import { findingsWith } from './search.js';
import { isOneOf, select, type Condition, type Selection, type Sql } from './selection.js';
import type { FindingFilter } from './store.js';

/** Columns of a list's order, the running number last. `severity`: the gravest first. Documents stand in their own order under `organization`. */
export const SORT = {
  created: ['f.seq'],
  severity: ['f.gravity', 'f.seq'],
  rule: ['f.rule', 'f.seq'],
  organization: ['d.organization', 'd.seq', 'f.seq'],
} as const;

/** Findings `f` of documents `d` under a filter: as a FROM and WHERE with a further join between, and the same without what counting does not need. */
export interface FindingSelection {
  from: (join: Sql) => Sql;
  toCount: Sql;
  selection: Selection;
}

export async function selectFindings(connection: Connection, filter: FindingFilter): Promise<FindingSelection> {
  const { documentId, batchId, organization, auditor, star, auditFrom, auditTo, text } = filter;
  const own = ownConditions(connection, filter);
  const about = defined({ batchId, organization, auditor, star, auditFrom, auditTo, text });
  // Rows that come by their documents do not stand in the order of the findings.
  const documents = documentConditions(connection, about).map(({ seek, test, rows }): Condition => ({ seek, test, rows }));
  const sort = SORT[filter.sort ?? 'created'][0];
  const inOrder = sort === 'f.seq' && documentId === undefined;
  const selection = await select(connection, [...own, ...documents], inOrder ? null : sort, documents.length === 0);
  const where = sql.join([selection.where, ...(text === undefined ? [] : findingsWith(connection, text))], sql` AND `);
  const { driver } = selection;
  const byDocument = driver === undefined ? filter.sort === 'organization' : documents.includes(driver);
  // SQLite takes the tables of a cross join in the order they are written in.
  const tables = byDocument ? sql`documents d CROSS JOIN findings f` : sql`findings f CROSS JOIN documents d`;
  const from = (join: Sql): Sql => sql`FROM ${tables} ${join} WHERE f.document_id = d.id AND ${where}`;
  return { from, toCount: documents.length === 0 ? sql`FROM findings f WHERE ${where}` : from(sql``), selection };
}

function ownConditions({ kind }: Connection, filter: FindingFilter): Condition[] {
  const { rule, severity, outcome, decision, source, documentId } = filter;
  const conditions: Condition[] = [];
  const oneOf = (column: string, values: readonly (string | number)[] | undefined): void => {
    if (values !== undefined && values.length > 0) conditions.push(isOneOf(kind, 'findings f', `f.${column}`, values));
  };
  oneOf('rule', rule);
  oneOf(
    'gravity',
    severity?.map((each) => GRAVITY[each]),
  );
  oneOf('outcome', outcome);
  oneOf('source', source === undefined ? undefined : [source]);
  if (decision !== undefined && decision.length > 0) conditions.push(decided(kind, decision));
  if (documentId !== undefined) conditions.push(concerns(documentId));
  return conditions;
}

function decided(kind: Connection['kind'], wanted: readonly string[]): Condition {
  const decisions = wanted.filter((each) => each !== 'none');
  if (!wanted.includes('none')) return isOneOf(kind, 'findings f', 'f.decision', decisions);
  const seek = decisions.length === 0 ? sql`f.decision IS NULL` : sql`(f.decision IS NULL OR f.decision IN (${sql.join(decisions)}))`;
  // PostgreSQL guesses that hardly any row meets what it knows no statistics of.
  const test = kind === 'sqlite' ? sql`COALESCE(f.decision, 'none') IN (${sql.join(wanted)})` : seek;
  return { seek, test, rows: sql`SELECT 1 FROM findings f WHERE ${seek}`, ordered: decisions.length === 0 };
}

/** A document's own, and those of later documents that cite it. */
function concerns(documentId: string): Condition {
  const rows = sql`SELECT seq FROM findings WHERE document_id = ${documentId} UNION SELECT seq FROM findings WHERE other_document_id = ${documentId}`;
  const seek = sql`f.seq IN (${rows})`;
  return { seek, test: seek, rows };
}

function defined<T extends object>(filter: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as never;
}
