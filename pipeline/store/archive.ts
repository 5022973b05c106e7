import { sql, type RawBuilder } from 'kysely';
import type { Provenance } from '../../model/index.js';
import { isNarrative, PER_KEY } from '../../validators/archive/index.js';
import { doubted } from '../stages/judge.js';
import { chunks, locking, now, type Connection } from './connection.js';
import type { Trx } from './columns.js';
import { findingRow, replaceFindings, writeFoundText } from './contents.js';
import { ruleSettings } from './rule-settings.js';
import type { ArchiveCandidate, ArchiveRecord, ArchiveReport, ArchiveStore, Comparison } from './store.js';

const EVERY = 1e9;

/** Reports as they are compared with each other, and what came of it. */
export function archiveStore(connection: Connection): ArchiveStore {
  // What is compared follows from the records, and is compared again until that is noted.
  const { kind, writeRepeatable, rows } = connection;
  const reportsWhere = async (condition: RawBuilder<unknown>): Promise<ArchiveReport[]> => {
    const found = await rows<Omit<ArchiveReport, 'record' | 'provenance'> & { record: string; provenance: string }>(
      sql`SELECT d.id AS "documentId", d.sha256, d.name, d.created_at AS "createdAt", COALESCE(r.corrected, r.record) AS record, g.provenance
        FROM documents d JOIN reports r ON r.run_id = d.run_id JOIN readings g ON g.run_id = d.run_id WHERE ${condition}`,
    );
    const settings = await ruleSettings(connection.db);
    return found.map((row) => ({
      ...row,
      record: JSON.parse(row.record) as unknown,
      provenance: doubted(JSON.parse(row.provenance) as Provenance, settings),
    }));
  };
  // Corrections are only ever added and undone, so that their counts together never come back.
  const revisionOf = sql`d.run_id || '-' || (SELECT count(*) + count(c.undone_at) FROM corrections c WHERE c.document_id = d.id)`;
  // Only what was read from an image has a confidence, from 0 to 1.
  const found = (digit: string): RawBuilder<unknown> =>
    kind === 'postgres'
      ? sql`strpos(g.provenance, ${`"confidence":${digit}`}) > 0`
      : sql`instr(g.provenance, ${`"confidence":${digit}`}) > 0`;
  const scanned = sql`CASE WHEN ${found('0')} OR ${found('1')} THEN 1 ELSE 0 END AS scanned`;
  /** The last documents that hold each key. */
  const sharing = async (documentId: string, keys: readonly string[], perKey: number): Promise<string[]> => {
    const holders = (key: RawBuilder<unknown>): RawBuilder<unknown> =>
      sql`SELECT document_id FROM archive_keys WHERE key = ${key} AND document_id <> ${documentId} ORDER BY seq DESC LIMIT ${perKey}`;
    const found: { document_id: string }[] = [];
    if (kind === 'postgres') {
      found.push(
        ...(await rows<{ document_id: string }>(sql`SELECT h.document_id FROM unnest(${keys}::text[]) AS k (name)
        CROSS JOIN LATERAL (${holders(sql`k.name`)}) AS h`)),
      );
    } else {
      for (const key of keys) found.push(...(await rows<{ document_id: string }>(holders(sql`${key}`))));
    }
    return found.map(({ document_id }) => document_id);
  };
  return {
    frequencies: async (documentId, keys, most = EVERY) => {
      // One parameter for all keys: the statement stays the same. Boilerplate is held by nearly all reports, and need not be counted out.
      const asked = kind === 'postgres' ? sql`unnest(${keys}::text[]) AS k (value)` : sql`json_each(${JSON.stringify(keys)}) k`;
      const counted = await rows<{ key: string; count: number }>(
        sql`SELECT k.value AS key, (SELECT count(*) FROM (SELECT 1 FROM archive_keys a
          WHERE a.key = k.value AND a.document_id <> ${documentId} LIMIT ${most}) held) AS count FROM ${asked}`,
      );
      return Object.fromEntries(counted.filter(({ count }) => count > 0).map(({ key, count }) => [key, count]));
    },
    candidates: async (documentId, keys, perKey) => {
      const ids = new Set(await sharing(documentId, [...new Set(keys)], perKey));
      const candidates: ArchiveCandidate[] = [];
      for (const some of chunks([...ids])) {
        const those = sql`SELECT d.id AS "documentId", ${revisionOf} AS revision FROM documents d
          WHERE d.run_id IS NOT NULL AND d.id IN (${sql.join(some)})`;
        candidates.push(...(await rows<ArchiveCandidate>(those)));
      }
      return candidates;
    },
    records: async (documentIds) => {
      const records: ArchiveRecord[] = [];
      for (const some of chunks(documentIds)) {
        const those = await rows<Omit<ArchiveRecord, 'record' | 'scanned'> & { record: string; scanned: number }>(
          sql`SELECT d.id AS "documentId", ${revisionOf} AS revision, d.sha256, d.created_at AS "createdAt", COALESCE(r.corrected, r.record) AS record,
            ${scanned} FROM documents d JOIN reports r ON r.run_id = d.run_id JOIN readings g ON g.run_id = d.run_id
            WHERE d.id IN (${sql.join(some)})`,
        );
        for (const row of those) records.push({ ...row, record: JSON.parse(row.record) as unknown, scanned: row.scanned === 1 });
      }
      return records;
    },
    report: async (documentId) => (await reportsWhere(sql`d.id = ${documentId}`))[0] ?? null,
    withReport: async (after, limit) => {
      const found = await rows<{ id: string }>(
        sql`SELECT d.id FROM documents d JOIN reports r ON r.run_id = d.run_id WHERE d.id > ${after ?? ''} ORDER BY d.id LIMIT ${limit}`,
      );
      return found.map(({ id }) => id);
    },
    publish: (documentId, keys) =>
      writeRepeatable(async (trx) => {
        await replaceKeys(trx, documentId, keys);
        return begin(trx, documentId);
      }),
    begin: (documentId) => writeRepeatable((trx) => begin(trx, documentId)),
    unsettled: async (limit, endedBefore = now()) => {
      const found = await rows<{ id: string }>(
        sql`SELECT id FROM documents WHERE run_id IS NOT NULL AND (settled_run_id IS NULL OR settled_run_id <> run_id)
          AND finished_at <= ${endedBefore} ORDER BY seq LIMIT ${limit}`,
      );
      return found.map(({ id }) => id);
    },
    replace: ({ documentId, number }, findings, settled) =>
      writeRepeatable(async (trx) => {
        if (settled !== undefined) {
          // What was read again or corrected meanwhile is yet to be compared.
          await sql`UPDATE documents AS d SET settled_run_id = run_id WHERE id = ${documentId} AND ${revisionOf} = ${settled}`.execute(trx);
        }
        const document = await locking(kind, trx.selectFrom('documents').selectAll().where('id', '=', documentId)).executeTakeFirst();
        if (document?.comparison !== number) return;
        const of = { source: 'archive' as const, document_id: documentId, run_id: document.run_id, created_at: now() };
        const made = findings.map(({ finding, otherDocumentId }) => findingRow(finding, { ...of, other_document_id: otherDocumentId }));
        if (await replaceFindings(trx, of, made)) await writeFoundText(connection, trx, document);
      }),
  };
}

async function begin(trx: Trx, documentId: string): Promise<Comparison> {
  const counted = trx.updateTable('documents').set((old) => ({ comparison: old('comparison', '+', 1) }));
  const begun = await counted.where('id', '=', documentId).returning('comparison').executeTakeFirst();
  return { documentId, number: begun?.comparison ?? 0 };
}

async function replaceKeys(trx: Trx, documentId: string, keys: readonly string[]): Promise<void> {
  const document = await trx.selectFrom('documents').select('seq').where('id', '=', documentId).executeTakeFirst();
  if (document === undefined) return;
  const before = await trx.selectFrom('archive_keys').select('key').where('document_id', '=', documentId).execute();
  const [old, wanted] = [new Set(before.map(({ key }) => key)), new Set(keys)];
  // What is compared again mostly has the keys it had.
  await dropKeys(
    trx,
    documentId,
    [...old].filter((key) => !wanted.has(key)),
  );
  for (const some of chunks([...wanted].filter((key) => !old.has(key)))) {
    const values = some.map((key) => ({ key, document_id: documentId, seq: document.seq }));
    await trx.insertInto('archive_keys').values(values).execute();
  }
}

/** A document leaves those it shared these keys with. They, and those that cite it, are to be compared anew: they may not be found by its new keys. */
async function dropKeys(trx: Trx, documentId: string, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  for (const some of chunks(keys)) {
    await trx.deleteFrom('archive_keys').where('document_id', '=', documentId).where('key', 'in', some).execute();
  }
  const citing = await trx.selectFrom('findings').select('document_id').where('other_document_id', '=', documentId).distinct().execute();
  const left = new Set(citing.map(({ document_id }) => document_id));
  // Narratives only matter to those that cite them.
  for (const key of keys.filter((each) => !isNarrative(each))) {
    const holders = trx.selectFrom('archive_keys').select('document_id').where('key', '=', key).orderBy('seq', 'desc').limit(PER_KEY);
    for (const { document_id } of await holders.execute()) left.add(document_id);
  }
  for (const some of chunks([...left])) await trx.updateTable('documents').set({ settled_run_id: null }).where('id', 'in', some).execute();
}

/** What has no report any more cannot be compared with others, and is not waited for. */
export async function leaveArchive(trx: Trx, id: string, runId: string): Promise<void> {
  const keys = await trx.selectFrom('archive_keys').select('key').where('document_id', '=', id).execute();
  await dropKeys(
    trx,
    id,
    keys.map(({ key }) => key),
  );
  await trx.updateTable('documents').set({ settled_run_id: runId }).where('id', '=', id).execute();
  await replaceFindings(trx, { source: 'archive', document_id: id }, []);
}
