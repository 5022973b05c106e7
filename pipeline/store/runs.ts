import { v7 as newId } from 'uuid';
import { isDoubtful, type AuditReport, type FileResult, type Finding } from '../../model/index.js';
import { doubted, judged } from '../stages/judge.js';
import { leaveArchive } from './archive.js';
import { locking, now, takeTurns, type Connection } from './connection.js';
import type { Trx } from './columns.js';
import { reapply, writeCorrected } from './corrections.js';
import { auditorsOf, columnsOf, findingRow, plain, replaceFindings, writeFirst, writeListing, type FindingRecord } from './contents.js';
import { ruleSettings } from './rule-settings.js';
import type { DocumentStore, FinishedReading } from './store.js';
import { markVersions } from './versions.js';

/** Readings of documents: written once, then only read. */
export function runStore(connection: Connection): Pick<DocumentStore, 'finish' | 'runs' | 'result' | 'record'> {
  const { db, writeRepeatable } = connection;
  return {
    // Lost with the power, the document is read again.
    finish: (id, claim, reading) => writeRepeatable((trx) => finishReading(connection, trx, id, claim, reading)),
    runs: (id) =>
      db
        .selectFrom('runs')
        .select(['id', 'document_id', 'number', 'engine_version', 'status', 'pages', 'page_count', 'issues', 'outcomes', 'error'])
        .select(['started_at', 'finished_at'])
        .where('document_id', '=', id)
        .orderBy('number')
        .execute(),
    record: async (id) => {
      const row = await db
        .selectFrom('documents')
        .innerJoin('reports', 'reports.run_id', 'documents.run_id')
        .select(['reports.run_id', 'reports.record', 'reports.corrected'])
        .where('documents.id', '=', id)
        .executeTakeFirst();
      return row === undefined ? null : { runId: row.run_id, record: JSON.parse(row.corrected ?? row.record) as AuditReport };
    },
    result: async (id, runId) => {
      const row = await db
        .selectFrom('documents')
        .innerJoin('runs', 'runs.document_id', 'documents.id')
        .leftJoin('reports', 'reports.run_id', 'runs.id')
        .leftJoin('readings', 'readings.run_id', 'runs.id')
        .select(['documents.name', 'documents.sha256', 'runs.status', 'runs.error', 'runs.issues', 'runs.pages', 'runs.findings'])
        .select(['runs.outcomes', 'reports.record', 'readings.provenance'])
        .where('documents.id', '=', id)
        .where((eb) => eb('runs.id', '=', runId ?? eb.ref('documents.run_id')))
        .executeTakeFirst();
      if (row === undefined) return null;
      return {
        file: row.name,
        sha256: row.sha256,
        status: row.status,
        error: parse(row.error),
        issues: parse(row.issues),
        pages: parse(row.pages),
        report: parse(row.record),
        provenance: parse(row.provenance) ?? {},
        findings: parse(row.findings),
        outcomes: parse(row.outcomes),
      } as FileResult;
    },
  };
}

/** `finish` of the store, in a transaction that may hold more. */
export async function finishReading(
  connection: Connection,
  trx: Trx,
  id: string,
  claim: string,
  { engineVersion, startedAt, result: read }: FinishedReading,
): Promise<boolean> {
  const settings = await ruleSettings(trx);
  const result = judged(read, settings);
  const { report, provenance } = result;
  const columns = columnsOf(report);
  // Before the document is held: two versions that end at once would wait for each other.
  for (const number of await numbersOf(trx, id, columns.project_number)) await takeTurns(connection.kind, trx, number);
  const document = await locking(
    connection.kind,
    trx.selectFrom('documents').selectAll().where('id', '=', id).where('claim', '=', claim).where('state', '=', 'reading'),
  ).executeTakeFirst();
  if (document === undefined) return false;
  const isFirst = document.run_id === null;
  const run = { id: newId(), finished_at: now() };
  const number = isFirst ? 1 : await nextNumber(trx, id);
  const error = result.error === null ? null : JSON.stringify(result.error);
  await trx
    .insertInto('runs')
    .values({
      ...run,
      document_id: id,
      number,
      engine_version: engineVersion,
      status: result.status,
      pages: JSON.stringify(result.pages),
      page_count: result.pages.length,
      issues: JSON.stringify(result.issues),
      outcomes: JSON.stringify(result.outcomes),
      findings: JSON.stringify(result.findings),
      error,
      started_at: startedAt,
    })
    .execute();
  const doubtful = Object.values(doubted(provenance, settings)).filter(isDoubtful).length;
  await trx
    .insertInto('readings')
    .values({ run_id: run.id, document_id: id, provenance: JSON.stringify(provenance), doubtful })
    .execute();
  if (report !== null) {
    await trx
      .insertInto('reports')
      .values({
        ...columns,
        run_id: run.id,
        document_id: id,
        record: JSON.stringify(report),
        scheme: plain(report.scheme),
        certification_body: plain(report.cover.certificationBody),
        auditors: JSON.stringify(auditorsOf(report)),
      })
      .execute();
  }
  const state = {
    state: result.status,
    claim: null,
    claimed_until: null,
    error,
    run_id: run.id,
    finished_at: run.finished_at,
    page_count: result.pages.length,
    doubtful,
  };
  const source = { source: 'report' as const, document_id: id, run_id: run.id, other_document_id: null, created_at: run.finished_at };
  const rowsOf = (findings: readonly Finding[]): FindingRecord[] => findings.map((finding) => findingRow(finding, source));
  if (isFirst) {
    const counts = await writeFirst(connection, trx, document, { report, findings: rowsOf(result.findings), settings });
    const settled = report === null ? { settled_run_id: run.id } : {};
    await trx
      .updateTable('documents')
      .set({ ...state, ...columns, ...counts, ...settled })
      .where('id', '=', id)
      .execute();
    await markVersions(connection, trx, { ...document, organization: columns.organization }, [columns.project_number]);
    return true;
  }
  await trx.updateTable('documents').set(state).where('id', '=', id).execute();
  if (report === null) await leaveArchive(trx, id, run.id);
  const corrected = await reapply(trx, id, { report, provenance: doubted(provenance, settings) });
  if (corrected !== null) await writeCorrected(trx, run.id, corrected.record);
  const { record: counting, findings } = corrected ?? { record: report, findings: result.findings };
  await replaceFindings(trx, source, rowsOf(findings), settings);
  await writeListing(connection, trx, document, counting);
  const { organization, project_number } = columnsOf(counting);
  await markVersions(connection, trx, { ...document, organization }, [document.project_number, columns.project_number, project_number]);
  return true;
}

async function nextNumber(trx: Trx, documentId: string): Promise<number> {
  const { last } = await trx
    .selectFrom('runs')
    .select((eb) => eb.fn.max<number | null>('number').as('last'))
    .where('document_id', '=', documentId)
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}

/** The project numbers the document may have: as read now, and as it stands with a person's value. */
async function numbersOf(trx: Trx, id: string, read: string | null): Promise<string[]> {
  const before = await trx.selectFrom('documents').select('project_number').where('id', '=', id).executeTakeFirst();
  return [...new Set([read, before?.project_number ?? null].filter((number) => number !== null))].toSorted();
}

function parse(json: string | null): unknown {
  return json === null ? null : (JSON.parse(json) as unknown);
}
