import { v7 as newId } from 'uuid';
import { GoujiError, type AuditReport, type Finding, type Provenance } from '../../model/index.js';
import { doubted } from '../stages/judge.js';
import { belonging, machineValue, placeOf, recheck, type KeptValue, type Place, type Read, type TypedValue } from '../stages/recheck.js';
import { locking, now, takeTurns, type Connection } from './connection.js';
import type { Trx } from './columns.js';
import { columnsOf, findingRow, replaceFindings, writeListing } from './contents.js';
import { record as recordAct } from './records.js';
import { ruleSettings } from './rule-settings.js';
import type { CorrectionRow, Corrected, FindingStore } from './store.js';
import type { Corrections } from './tables.js';
import { markVersions } from './versions.js';

/** A correction with its values. */
type Kept = KeptValue & { row: CorrectionRow };

/** What a document's corrections build on. */
interface State {
  read: Read;
  /** Not taken back; the first typed first. */
  standing: Kept[];
}

/**
 * Values typed by people. The run keeps what the machine read and found; lists, search and findings go by the record with people's values. Each
 * change holds the document from before it looks at what stands: whoever comes next, in whichever process, builds on it.
 */
export function correctionStore(connection: Connection): Pick<FindingStore, 'correct' | 'undoCorrection'> {
  return {
    correct: ({ documentId, path, value, seen }, userId) =>
      inTurn(connection, documentId, [{ path, value }], async (trx, { read, standing }) => {
        const machine = machineValue(read, path);
        const before = belonging(read, standing);
        const shown = valueNow(before, path, machine);
        if (seen !== undefined && seen !== shown) throw new GoujiError('store/conflict');
        const place = placeOf(read, path);
        const kept: KeptValue = { id: newId(), path, value, machineValue: machine, place };
        const after = recheck(read, [...before, kept]);
        const row: Corrections = {
          id: kept.id,
          document_id: documentId,
          path,
          value: JSON.stringify(value),
          machine_value: JSON.stringify(machine),
          user_id: userId,
          created_at: later(standing.at(-1)?.row.created_at),
          undone_at: null,
          place: place === null ? null : JSON.stringify(place),
          applied: 1,
        };
        await trx.insertInto('corrections').values(row).execute();
        await mark(trx, standing, before);
        await recordAct(trx, {
          userId,
          action: 'correction.made',
          subject: documentId,
          before: { path, value: shown },
          after: { path, value, correction: kept.id },
        });
        return { id: kept.id, before: recheck(read, before).findings, after };
      }),
    undoCorrection: (documentId, id, userId) =>
      inTurn(connection, documentId, [], async (trx, { read, standing }) => {
        const undone = standing.find((one) => one.id === id);
        if (undone === undefined) return null;
        const left = standing.filter((one) => one !== undone);
        const [before, after] = [belonging(read, standing), belonging(read, left)];
        await trx.updateTable('corrections').set({ undone_at: now(), applied: 0 }).where('id', '=', id).execute();
        await mark(trx, left, after);
        const { path, value } = undone;
        await recordAct(trx, {
          userId,
          action: 'correction.undone',
          subject: documentId,
          before: { path, value, correction: id },
          after: { path, value: before.includes(undone) ? valueNow(after, path, machineValue(read, path)) : null },
        });
        return { id, before: recheck(read, before).findings, after: recheck(read, after) };
      }),
  };
}

type Change = (
  trx: Trx,
  state: State,
) => Promise<{ id: string; before: Finding[]; after: { record: AuditReport; findings: Finding[] } } | null>;

/** Holds the document, looks at what stands, and puts what the change makes of it in place of what lists show. Null without a report. */
function inTurn(connection: Connection, documentId: string, coming: readonly TypedValue[], change: Change): Promise<Corrected | null> {
  return connection.write(async (trx) => {
    // Before the document is held, as by everybody: a project number's versions are linked one document after the other.
    const expected = await stateOf(trx, documentId);
    if (expected === null) return null;
    for (const number of numbersIn(expected, coming)) await takeTurns(connection.kind, trx, number);
    const held = await locking(connection.kind, trx.selectFrom('documents').selectAll().where('id', '=', documentId)).executeTakeFirst();
    const state = connection.kind === 'sqlite' ? expected : await stateOf(trx, documentId);
    if (held === undefined || held.run_id === null || state === null) return null;
    const changed = await change(trx, state);
    if (changed === null) return null;
    const { record, findings } = changed.after;
    // The archive compares it anew.
    await trx.updateTable('documents').set({ settled_run_id: null }).where('id', '=', documentId).execute();
    await writeCorrected(trx, held.run_id, record);
    const source = { source: 'report' as const, document_id: documentId, run_id: held.run_id, other_document_id: null, created_at: now() };
    await replaceFindings(
      trx,
      source,
      findings.map((finding) => findingRow(finding, source)),
    );
    await writeListing(connection, trx, held, record);
    const { organization, project_number } = columnsOf(record);
    await markVersions(connection, trx, { ...held, organization }, [held.project_number, project_number]);
    const correction = (await correctionsOf(trx, documentId)).find(({ id }) => id === changed.id)!;
    return { correction, before: changed.before, after: findings };
  });
}

/** The record with the values in it, beside what the machine read. */
export async function writeCorrected(trx: Trx, runId: string, record: AuditReport): Promise<void> {
  await trx
    .updateTable('reports')
    .set({ corrected: JSON.stringify(record) })
    .where('run_id', '=', runId)
    .execute();
}

/** A new reading with the typed values that belong to it, null when none does; the others stay on file. The document must be held. */
export async function reapply(trx: Trx, documentId: string, read: Read): Promise<{ record: AuditReport; findings: Finding[] } | null> {
  const standing = (await correctionsOf(trx, documentId)).filter(isStanding).map(keptOf);
  const applied = belonging(read, standing);
  await mark(trx, standing, applied);
  return applied.length === 0 ? null : recheck(read, applied);
}

/** A document's corrections with the names of those who typed them, the first typed first. */
export function correctionsOf(db: Connection['db'], documentId: string): Promise<CorrectionRow[]> {
  return db
    .selectFrom('corrections')
    .innerJoin('users', 'users.id', 'corrections.user_id')
    .selectAll('corrections')
    .select('users.name as user')
    .where('document_id', '=', documentId)
    .orderBy('corrections.created_at')
    .orderBy('corrections.id')
    .execute();
}

async function stateOf(trx: Trx, documentId: string): Promise<State | null> {
  const found = await trx
    .selectFrom('documents')
    .innerJoin('reports', 'reports.run_id', 'documents.run_id')
    .innerJoin('readings', 'readings.run_id', 'documents.run_id')
    .select(['reports.record', 'readings.provenance'])
    .where('documents.id', '=', documentId)
    .executeTakeFirst();
  if (found === undefined) return null;
  const provenance = doubted(JSON.parse(found.provenance) as Provenance, await ruleSettings(trx));
  const read = { report: JSON.parse(found.record) as AuditReport, provenance };
  return { read, standing: (await correctionsOf(trx, documentId)).filter(isStanding).map(keptOf) };
}

function isStanding({ undone_at }: Corrections): boolean {
  return undone_at === null;
}

function keptOf(row: CorrectionRow): Kept {
  const { id, path, value, machine_value, place } = row;
  return {
    id,
    path,
    value: JSON.parse(value) as TypedValue['value'],
    machineValue: JSON.parse(machine_value) as unknown,
    place: place === null ? null : (JSON.parse(place) as Place),
    row,
  };
}

/** Project numbers that the record may have, before and after. */
function numbersIn({ read, standing }: State, coming: readonly TypedValue[]): string[] {
  const typed = [...standing, ...coming].flatMap(({ path, value }) => (path.endsWith('projectNumber') ? [value] : []));
  const all = [...typed, read.report?.basic.projectNumber, read.report?.cover.projectNumber];
  return [...new Set(all.filter((number) => typeof number === 'string' && number !== ''))].map(String).toSorted();
}

async function mark(trx: Trx, standing: readonly Kept[], applied: readonly Kept[]): Promise<void> {
  for (const one of standing) {
    const now = applied.includes(one) ? 1 : 0;
    if (one.row.applied !== now) await trx.updateTable('corrections').set({ applied: now }).where('id', '=', one.id).execute();
  }
}

/** The value that stands: the last typed, or the machine's. */
function valueNow(applied: readonly TypedValue[], path: string, machine: TypedValue['value']): TypedValue['value'] {
  const last = applied.filter((one) => one.path === path).at(-1);
  return last === undefined ? machine : last.value;
}

/** Now, but after that time: corrections stand in the order of their times. */
function later(than: string | undefined): string {
  const time = now();
  return than === undefined || time > than ? time : new Date(Date.parse(than) + 1).toISOString();
}
