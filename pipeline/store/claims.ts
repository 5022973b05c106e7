import { sql, type RawBuilder } from 'kysely';
import type { ErrorData } from '../../model/index.js';
import { chunks, now, type Connection } from './connection.js';
import { DOCUMENT_COLUMNS } from './document-columns.js';
import type { DocumentStore, ReleaseReason } from './store.js';
import type { Documents } from './tables.js';

/** Batches whose documents are to be read. */
const ACTIVE = sql`b.state NOT IN ('paused', 'cancelled')`;

/** Who reads which document: taken, prolonged, given back, given up, queued anew. */
export function claimStore(connection: Connection): Pick<DocumentStore, 'claim' | 'renew' | 'release' | 'fail' | 'requeue' | 'pending'> {
  const { kind, write, writeRepeatable, rows } = connection;
  return {
    claim: async ({ claim, until }, id) => {
      const only = id === undefined ? sql`` : sql`AND d.id = ${id}`;
      const next = sql`SELECT d.seq FROM documents d JOIN batches b ON b.id = d.batch_id
        WHERE ${free(now())} AND ${ACTIVE} ${only} ORDER BY d.priority, d.seq LIMIT 1
        ${kind === 'postgres' ? sql`FOR UPDATE OF d SKIP LOCKED` : sql``}`;
      // Lost with the power, it is anybody's again.
      const taken = await writeRepeatable((trx) =>
        rows<Documents>(
          sql`UPDATE documents SET state = 'reading', claim = ${claim}, claimed_until = ${until}, attempts = attempts + 1,
            lapses = lapses + CASE WHEN state = 'reading' THEN 1 ELSE 0 END, not_before = NULL
            WHERE seq = (${next}) RETURNING ${sql.join(DOCUMENT_COLUMNS.map((column) => sql.ref(column)))}`,
          trx,
        ),
      );
      return taken[0] ?? null;
    },
    renew: (id, { claim, until }) => change(id, claim, sql`claimed_until = ${until}`, writeRepeatable),
    release: (id, claim, notBefore, why) =>
      change(id, claim, sql`state = 'waiting', claim = NULL, claimed_until = NULL, not_before = ${notBefore}, ${counted(why)}`),
    fail: (id, claim, error: ErrorData) =>
      change(
        id,
        claim,
        sql`state = 'failed', claim = NULL, claimed_until = NULL, error = ${JSON.stringify(error)}, finished_at = ${now()}`,
      ),
    requeue: (what) =>
      write(async (trx) => {
        const wanted =
          what === 'failed'
            ? [sql`state = 'failed'`]
            : 'batchId' in what
              ? [sql`state IN ('failed', 'cancelled') AND batch_id = ${what.batchId}`]
              : chunks(what.ids).map((ids) => sql`state NOT IN ('waiting', 'reading') AND id IN (${sql.join(ids)})`);
        const requeued: string[] = [];
        for (const condition of wanted) {
          // A cancelled batch goes on with what is taken out of it again.
          await sql`UPDATE batches SET state = 'running'
            WHERE state = 'cancelled' AND id IN (SELECT batch_id FROM documents WHERE ${condition})`.execute(trx);
          const queued = await rows<{ id: string }>(
            sql`UPDATE documents SET state = 'waiting', attempts = 0, deaths = 0, lapses = 0, claim = NULL, claimed_until = NULL, not_before = NULL, error = NULL,
              finished_at = NULL WHERE ${condition} RETURNING id`,
            trx,
          );
          requeued.push(...queued.map(({ id }) => id));
        }
        return requeued;
      }),
    pending: (limit) =>
      rows(sql`SELECT d.id, d.priority FROM documents d JOIN batches b ON b.id = d.batch_id
        WHERE ${free(now())} AND ${ACTIVE} ORDER BY d.priority, d.seq LIMIT ${limit}`),
  };

  /** Changes a document that is still that claim's. */
  async function change(id: string, claim: string, to: RawBuilder<unknown>, how = write): Promise<boolean> {
    const changed = await how((trx) =>
      rows(sql`UPDATE documents SET ${to} WHERE id = ${id} AND claim = ${claim} AND state = 'reading' RETURNING id`, trx),
    );
    return changed.length > 0;
  }
}

/** What a reading that came to nothing counts as. */
function counted(why: ReleaseReason): RawBuilder<unknown> {
  if (why === 'stopped') return sql`attempts = attempts - 1`;
  return sql`deaths = deaths + ${why === 'death' ? 1 : 0}`;
}

/** Waiting and due, or its claim has lapsed. The first clause names the index of what is to be done. */
function free(time: string): RawBuilder<unknown> {
  return sql`d.state IN ('waiting', 'reading') AND (
    (d.state = 'waiting' AND (d.not_before IS NULL OR d.not_before <= ${time})) OR (d.state = 'reading' AND d.claimed_until <= ${time}))`;
}
