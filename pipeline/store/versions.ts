import { sql } from 'kysely';
import type { Connection } from './connection.js';
import type { Trx } from './columns.js';

interface Place {
  id: string;
  seq: number;
  organization: string | null;
}

/**
 * Marks of which earlier document this one is a new version: the last one with its project number, of the same organization if there is one.
 * Documents are read in any order, so the next ones are looked at again too, for the number it has and the one it had.
 */
export async function markVersions(connection: Connection, trx: Trx, document: Place, numbers: readonly (string | null)[]): Promise<void> {
  const { rows } = connection;
  await link(connection, trx, document.id);
  for (const number of new Set(numbers)) {
    if (number === null) continue;
    const later = sql`SELECT id FROM documents WHERE project_number = ${number} AND seq > ${document.seq}`;
    const next = await rows<{ id: string }>(
      sql`SELECT id FROM (${later} ORDER BY seq LIMIT 1) a
        UNION SELECT id FROM (${later} AND organization = ${document.organization} ORDER BY seq LIMIT 1) b
        UNION SELECT id FROM documents WHERE project_number = ${number} AND version_of = ${document.id}`,
      trx,
    );
    for (const { id } of next) await link(connection, trx, id);
  }
}

/** Writes a document's predecessor, and the receipt's outcome by it. */
async function link({ rows }: Connection, trx: Trx, id: string): Promise<void> {
  const [found] = await rows<{ version_of: string | null; earlier: string | null }>(
    sql`SELECT d.version_of, COALESCE(
        (SELECT e.id FROM documents e WHERE e.project_number = d.project_number AND e.seq < d.seq AND e.organization = d.organization
          ORDER BY e.seq DESC LIMIT 1),
        (SELECT e.id FROM documents e WHERE e.project_number = d.project_number AND e.seq < d.seq ORDER BY e.seq DESC LIMIT 1)) AS earlier
      FROM documents d WHERE d.id = ${id}`,
    trx,
  );
  if (found === undefined || found.version_of === found.earlier) return;
  await trx.updateTable('documents').set({ version_of: found.earlier }).where('id', '=', id).execute();
  await trx
    .updateTable('receipts')
    .set({ outcome: found.earlier === null ? 'accepted' : 'new-version', of_document_id: found.earlier })
    .where('document_id', '=', id)
    .where('outcome', 'in', ['accepted', 'new-version'])
    .execute();
}
