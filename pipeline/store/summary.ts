import { sql } from 'kysely';
import type { Connection } from './connection.js';

/** Figures over the whole archive, for charts. */
export interface SummaryStore {
  /** Of reports whose audit began within the days given (ISO, both included); without them of all. */
  summary(days: { from?: string | undefined; to?: string | undefined }): Promise<Summary>;
}

export interface Summary {
  /** Reports by the year their audit began in; null where that was not read. */
  years: { year: string | null; reports: number; withFailures: number; withOpen: number }[];
  /** Findings by rule and year, as they stand; `dismissed` ones are told apart and in no other figure. */
  rules: { rule: string; year: string | null; fail: number; open: number; dismissed: number }[];
  /** Reports by total score in hundredths, ascending. */
  totals: { total: number; reports: number }[];
  /** Documents that were read, their pages and doubtful readings by batch: the last {@link MOST_BATCHES}, the last first. */
  batches: { id: string; name: string; created_at: string; documents: number; pages: number; doubtful: number }[];
}

export const MOST_BATCHES = 200;

export function summaryStore({ rows }: Connection): SummaryStore {
  return {
    summary: async ({ from, to }) => {
      const bounds = [
        ...(from === undefined ? [] : [sql`d.audit_start >= ${from}`]),
        ...(to === undefined ? [] : [sql`d.audit_start <= ${to}`]),
      ];
      const wanted = sql.join([sql`d.run_id IS NOT NULL`, ...bounds], sql` AND `);
      const year = sql`substr(d.audit_start, 1, 4)`;
      const standing = sql`COALESCE(f.decision, '') <> 'dismissed'`;
      const count = (condition: ReturnType<typeof sql>) => sql`count(CASE WHEN ${condition} THEN 1 END)`;
      return {
        years: await rows(sql`SELECT ${year} AS year, count(*) AS reports, ${count(sql`d.failed > 0`)} AS "withFailures",
          ${count(sql`d.open > 0`)} AS "withOpen" FROM documents d WHERE ${wanted} GROUP BY 1 ORDER BY 1`),
        rules: await rows(sql`SELECT f.rule, ${year} AS year, ${count(sql`f.outcome = 'fail' AND ${standing}`)} AS fail,
          ${count(sql`f.outcome = 'open' AND ${standing}`)} AS open, ${count(sql`f.decision = 'dismissed'`)} AS dismissed
          FROM findings f JOIN documents d ON d.id = f.document_id WHERE ${wanted} GROUP BY 1, 2 ORDER BY 1, 2`),
        totals: await rows(sql`SELECT d.total, count(*) AS reports FROM documents d WHERE ${wanted} AND d.total IS NOT NULL
          GROUP BY d.total ORDER BY d.total`),
        batches:
          await rows(sql`SELECT b.id, b.name, b.created_at, count(*) AS documents, CAST(COALESCE(sum(d.page_count), 0) AS integer) AS pages,
          CAST(COALESCE(sum(d.doubtful), 0) AS integer) AS doubtful FROM documents d JOIN batches b ON b.id = d.batch_id WHERE ${wanted}
          GROUP BY b.id, b.name, b.created_at ORDER BY b.created_at DESC, b.id LIMIT ${MOST_BATCHES}`),
      };
    },
  };
}
