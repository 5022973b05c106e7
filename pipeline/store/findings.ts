import { sql } from 'kysely';
import { chunks, type Connection } from './connection.js';
import { correctionStore } from './corrections.js';
import { decide } from './decisions.js';
import { selectFindings, SORT } from './finding-filter.js';
import { order, pageOf } from './selection.js';
import type { FindingFilter, FindingRow, FindingStore, Listed, PageOf } from './store.js';

const COLUMNS = ['id', 'source', 'document_id', 'run_id', 'other_document_id', 'fingerprint', 'rule', 'outcome', 'severity'] as const;
const MORE_COLUMNS = ['message_zh', 'message_en', 'data', 'at', 'related', 'clause', 'created_at', 'decision'] as const;
const FACETS = ['rule', 'severity', 'outcome', 'decision'] as const;

const ROW = sql`${sql.join([...COLUMNS, ...MORE_COLUMNS].map((column) => sql.ref(`f.${column}`)))},
  d.name, d.organization, d.project_number, p.reason, COALESCE(p.version, 0) AS version,
  p.user_id AS decided_by, p.decided_at, u.name AS decided_by_name`;
const DISPOSITION = sql`LEFT JOIN dispositions p ON p.document_id = f.document_id AND p.fingerprint = f.fingerprint
  LEFT JOIN users u ON u.id = p.user_id`;

/** Findings: found, listed and counted; decisions and corrections. */
export function findingStore(connection: Connection): FindingStore {
  const { rows } = connection;
  const findAll = (ids: readonly string[]): Promise<FindingRow[]> =>
    rows(sql`SELECT ${ROW} FROM findings f JOIN documents d ON d.id = f.document_id ${DISPOSITION} WHERE f.id IN (${sql.join(ids)})`);
  return {
    list: (filter, page) => listFindings(connection, filter, page),
    find: async (id) => (await findAll([id]))[0] ?? null,
    findAll: async (ids) => {
      const found: FindingRow[] = [];
      for (const some of chunks(ids)) found.push(...(await findAll(some)));
      return found;
    },
    counts: async (filter) => {
      const { toCount } = await selectFindings(connection, filter);
      const counted = await rows<Record<(typeof FACETS)[number], string | null> & { count: number }>(
        sql`SELECT f.rule, f.severity, f.outcome, f.decision, count(*) AS count ${toCount} GROUP BY f.rule, f.severity, f.outcome, f.decision`,
      );
      const counts: Record<(typeof FACETS)[number], Record<string, number>> = { rule: {}, severity: {}, outcome: {}, decision: {} };
      for (const row of counted) {
        for (const facet of FACETS) {
          const value = row[facet] ?? 'none';
          counts[facet][value] = (counts[facet][value] ?? 0) + row.count;
        }
      }
      return counts;
    },
    decide: (decisions, userId, each = false) => decide(connection, decisions, userId, each),
    ...correctionStore(connection),
  };
}

async function listFindings(connection: Connection, filter: FindingFilter, { offset, limit }: PageOf): Promise<Listed<FindingRow>> {
  const { from, toCount, selection } = await selectFindings(connection, filter);
  const inOrder = order(connection.kind, SORT[filter.sort ?? 'created'], filter.descending ?? false);
  const part = sql`ORDER BY ${inOrder} LIMIT ${limit} OFFSET ${offset}`;
  // All of the few are put in order, by what indexes know of them; only those of the page are looked at.
  const page =
    selection.driver === undefined
      ? sql`SELECT ${ROW} ${from(DISPOSITION)} ${part}`
      : sql`SELECT ${ROW} FROM findings f CROSS JOIN documents d ${DISPOSITION}
          WHERE f.seq IN (SELECT f.seq ${from(sql``)} ${part}) AND d.id = f.document_id ORDER BY ${inOrder}`;
  return pageOf(connection, connection.rows<FindingRow>(page), sql`SELECT 1 ${toCount}`, selection, offset);
}
