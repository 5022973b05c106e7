import { randomUUID } from 'node:crypto';
import type { AuditReport } from '../../model/index.js';
import { locking, now, takeTurns, type Connection } from './connection.js';
import type { Trx } from './columns.js';
import { columnsOf, findingRow, replaceFindings, writeListing } from './contents.js';
import type { FindingStore } from './store.js';
import type { Corrections } from './tables.js';
import { markVersions } from './versions.js';

type Rechecked = Parameters<FindingStore['correct']>[1];

/**
 * Values typed by people. The run keeps what the machine read and found; lists, search and findings go by the record with people's values.
 */
export function correctionStore(connection: Connection): Pick<FindingStore, 'correct' | 'undoCorrection'> {
  const { write } = connection;
  return {
    correct: (correction, rechecked) =>
      write(async (trx) => {
        const row: Corrections = { ...correction, id: randomUUID(), created_at: now(), undone_at: null };
        await recheck(connection, trx, correction.document_id, rechecked);
        await trx.insertInto('corrections').values(row).execute();
        return row;
      }),
    undoCorrection: (id, _userId, rechecked) =>
      write(async (trx) => {
        const undone = await trx
          .updateTable('corrections')
          .set({ undone_at: now() })
          .where('id', '=', id)
          .where('undone_at', 'is', null)
          .returning('document_id')
          .executeTakeFirst();
        if (undone === undefined) return false;
        await recheck(connection, trx, undone.document_id, rechecked);
        return true;
      }),
  };
}

/**
 * Puts the record and the findings of it in place of those that lists show.
 * @throws Error when the document has no report that could be corrected
 */
async function recheck(connection: Connection, trx: Trx, id: string, { record, findings }: Rechecked): Promise<void> {
  const report = record as AuditReport;
  const columns = columnsOf(report);
  if (columns.project_number !== null) await takeTurns(connection.kind, trx, columns.project_number);
  const document = await locking(connection.kind, trx.selectFrom('documents').selectAll().where('id', '=', id)).executeTakeFirst();
  const written =
    document?.run_id == null
      ? []
      : await trx
          .updateTable('reports')
          .set({ corrected: JSON.stringify(record) })
          .where('run_id', '=', document.run_id)
          .returning('run_id')
          .execute();
  if (document === undefined || written.length === 0) throw new Error(`No report to correct in document ${id}`);
  const source = { source: 'report' as const, document_id: id, run_id: document.run_id, other_document_id: null, created_at: now() };
  await replaceFindings(
    trx,
    source,
    findings.map((finding) => findingRow(finding, source)),
  );
  await writeListing(connection, trx, document, report);
  await markVersions(connection, trx, { ...document, organization: columns.organization }, [
    document.project_number,
    columns.project_number,
  ]);
}
