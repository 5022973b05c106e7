import { createHash } from 'node:crypto';
import { sql, type Insertable } from 'kysely';
import type { AuditReport, Finding } from '../../model/index.js';
import type { ListedColumns, StoredTables, Trx } from './columns.js';
import { chunks, type Connection } from './connection.js';
import { ruleSettings } from './rule-settings.js';
import type { RuleSettings } from '../stages/judge.js';
import { bodyOf, findingText, writeSearch, type SearchText } from './search-index.js';
import type { Findings } from './tables.js';

/** Severities as they sort. */
export const GRAVITY = { error: 0, warning: 1, info: 2 } as const;

/** Beyond it hundredths do not fit into 32 bits. */
const LARGEST = 1e7;

export type FindingRecord = Insertable<StoredTables['findings']>;

/** A document as far as its contents' rows refer to it. */
export interface Owner {
  id: string;
  seq: number;
  name: string;
}

/** The columns of a report that lists filter, sort and show. */
export function columnsOf(report: AuditReport | null): Omit<ListedColumns, 'doubtful'> & { project_number: string | null } {
  const total = report?.score.total ?? report?.result.score ?? null;
  return {
    organization: plain(report?.basic.organization ?? report?.cover.organization),
    project_number: plain(report?.basic.projectNumber ?? report?.cover.projectNumber),
    audit_type: report?.basic.purpose ?? report?.cover.auditType ?? null,
    audit_start: report?.basic.audit.start ?? null,
    audit_end: report?.basic.audit.end ?? null,
    star: report?.result.star ?? null,
    // What no column holds is a misreading, and no score.
    total: total === null || Math.abs(total) > LARGEST ? null : Math.round(total * 100),
  };
}

/** Names of the auditors, each once. */
export function auditorsOf(report: AuditReport | null): string[] {
  const names = (report?.basic.auditors ?? []).flatMap(({ name }) => plain(name) ?? []);
  return [...new Set(names)];
}

/** Text as both databases take it (PostgreSQL has none with a NUL in it); null when there is none. */
export function plain(text: string | null | undefined): string | null {
  const kept = text?.replaceAll('\0', '').replaceAll(/\p{Surrogate}/gu, '\uFFFD') ?? '';
  return kept === '' ? null : kept;
}

/** A finding as a row. Its id follows from document and fingerprint: it is the same after every re-run. */
export function findingRow(
  finding: Finding,
  of: Pick<Findings, 'source' | 'document_id' | 'run_id' | 'other_document_id' | 'created_at'>,
): FindingRecord {
  const identity = [of.document_id, of.source, of.other_document_id ?? '', finding.fingerprint].join('\n');
  return {
    ...of,
    id: createHash('sha256').update(identity).digest('hex').slice(0, 32),
    fingerprint: finding.fingerprint,
    rule: finding.rule,
    outcome: finding.outcome,
    severity: finding.severity,
    gravity: GRAVITY[finding.severity],
    decision: null,
    message_zh: plain(finding.message.zh) ?? '',
    message_en: plain(finding.message.en) ?? '',
    data: JSON.stringify(finding.data),
    at: JSON.stringify(finding.at),
    related: JSON.stringify(finding.related),
    clause: finding.clause === undefined ? null : JSON.stringify(finding.clause),
    text: findingText(finding),
  };
}

/**
 * Puts these in place of a document's findings of one source. Those that were there before keep their number and their time; decisions
 * taken on them, now or before, are shown again. False when there were none and are none.
 */
export async function replaceFindings(
  trx: Trx,
  of: Pick<Findings, 'source' | 'document_id'>,
  rows: readonly FindingRecord[],
  settings?: RuleSettings,
): Promise<boolean> {
  // By the document alone: as long as SQLite has not analysed its indexes, it might look through all findings of the source.
  const all = await trx.selectFrom('findings').select(['id', 'source']).where('document_id', '=', of.document_id).execute();
  const before = all.filter(({ source }) => source === of.source);
  if (before.length === 0 && rows.length === 0) return false;
  const kept = new Set(rows.map(({ id }) => id));
  for (const gone of chunks(before.map(({ id }) => id).filter((id) => !kept.has(id)))) {
    await trx.deleteFrom('findings').where('id', 'in', gone).execute();
  }
  await putFindings(trx, gradedRows(rows, settings ?? (await ruleSettings(trx))));
  await recount(trx, of.document_id);
  return true;
}

/** The contents of a document that has none yet: nothing needs to be looked for or taken away. Returns what its row counts. */
export async function writeFirst(
  connection: Connection,
  trx: Trx,
  owner: Owner,
  { report, findings, settings }: { report: AuditReport | null; findings: readonly FindingRecord[]; settings: RuleSettings },
): Promise<{ failed: number; open: number }> {
  const rows = gradedRows(findings, settings);
  await putFindings(trx, rows);
  await putAuditors(trx, owner, report);
  await writeSearch(connection, trx, owner.seq, searched(owner, report, rows));
  return counted(rows);
}

/** With the severities that are set, each id once. */
function gradedRows(rows: readonly FindingRecord[], { severities }: RuleSettings): FindingRecord[] {
  const graded = rows.map((row): FindingRecord => {
    const severity = Object.hasOwn(severities, row.rule) ? severities[row.rule]! : row.severity;
    return { ...row, severity, gravity: GRAVITY[severity] };
  });
  return [...new Map(graded.map((row) => [row.id, row])).values()];
}

async function putFindings(trx: Trx, rows: readonly FindingRecord[]): Promise<void> {
  for (const some of chunks(rows)) {
    await trx
      .insertInto('findings')
      .values(some)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({
          run_id: eb.ref('excluded.run_id'),
          rule: eb.ref('excluded.rule'),
          outcome: eb.ref('excluded.outcome'),
          severity: eb.ref('excluded.severity'),
          gravity: eb.ref('excluded.gravity'),
          message_zh: eb.ref('excluded.message_zh'),
          message_en: eb.ref('excluded.message_en'),
          data: eb.ref('excluded.data'),
          at: eb.ref('excluded.at'),
          related: eb.ref('excluded.related'),
          clause: eb.ref('excluded.clause'),
          text: eb.ref('excluded.text'),
        })),
      )
      .execute();
  }
}

/** What a document's row copies from its findings, and what its findings copy from the decisions on them. */
async function recount(trx: Trx, documentId: string): Promise<void> {
  await sql`UPDATE findings SET decision = (SELECT p.decision FROM dispositions p
      WHERE p.document_id = findings.document_id AND p.fingerprint = findings.fingerprint)
    WHERE document_id = ${documentId} AND EXISTS (SELECT 1 FROM dispositions p WHERE p.document_id = findings.document_id)`.execute(trx);
  // As above: not by the outcome.
  const found = await trx.selectFrom('findings').select('outcome').where('document_id', '=', documentId).execute();
  await trx.updateTable('documents').set(counted(found)).where('id', '=', documentId).execute();
}

function counted(findings: readonly Pick<FindingRecord, 'outcome'>[]): { failed: number; open: number } {
  const count = (wanted: string): number => findings.filter(({ outcome }) => outcome === wanted).length;
  return { failed: count('fail'), open: count('open') };
}

/** Writes what a document is listed, filtered and found by. Its findings must be there already. */
export async function writeListing(connection: Connection, trx: Trx, owner: Owner, report: AuditReport | null): Promise<void> {
  await trx.updateTable('documents').set(columnsOf(report)).where('id', '=', owner.id).execute();
  await trx.deleteFrom('auditors').where('seq', '=', owner.seq).execute();
  await putAuditors(trx, owner, report);
  await writeWords(connection, trx, owner, report);
}

async function putAuditors(trx: Trx, { seq }: Owner, report: AuditReport | null): Promise<void> {
  const values = auditorsOf(report).map((name) => ({ name, seq }));
  if (values.length > 0) await trx.insertInto('auditors').values(values).execute();
}

/** Writes what a document is found by, after its findings have changed. */
export async function writeFoundText(connection: Connection, trx: Trx, owner: Owner & { run_id: string | null }): Promise<void> {
  const report = await trx.selectFrom('reports').select(['record', 'corrected']).where('run_id', '=', owner.run_id).executeTakeFirst();
  const record = report === undefined ? null : (JSON.parse(report.corrected ?? report.record) as AuditReport);
  await writeWords(connection, trx, owner, record);
}

async function writeWords(connection: Connection, trx: Trx, owner: Owner, report: AuditReport | null): Promise<void> {
  const findings = await trx.selectFrom('findings').select('text').where('document_id', '=', owner.id).orderBy('seq').execute();
  await writeSearch(connection, trx, owner.seq, searched(owner, report, findings));
}

function searched(owner: Owner, report: AuditReport | null, findings: readonly { text: string }[]): SearchText {
  return { body: bodyOf(owner.name, report), findings: findings.map(({ text }) => text).join('‖') };
}
