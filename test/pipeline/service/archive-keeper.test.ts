import { expect, it } from 'vitest';
import { makeArchive, type MadeDocument } from '../../../fixtures/archive/archive.js';
import { describeError, type AuditReport, type Provenance } from '../../../model/index.js';
import { archiveKeeper } from '../../../pipeline/service/archive-keeper.js';
import type { Store } from '../../../pipeline/store/store.js';
import { MemoryArchive } from '../../../validators/archive/index.js';
import { ALL, inSeconds, newBatch, onEachDatabase, read, receive } from '../store/databases.js';

const MADE = makeArchive({ reports: 48, copies: 4, seed: 11, offices: 3 });

/** Stores the made reports, read but not compared yet; their ids in order of upload. */
async function store(to: Store, documents: readonly MadeDocument[] = MADE.documents): Promise<string[]> {
  const batch = await newBatch(to);
  const ids: string[] = [];
  for (const [n, { record, provenance }] of documents.entries()) {
    const [id] = await receive(to, batch, [n]);
    await read(to, id!, { report: record, provenance });
    ids.push(id!);
  }
  return ids;
}

/** What the store holds, as pairs of documents and rules. */
async function found({ findings }: Store): Promise<string[]> {
  const { rows } = await findings.list({ source: 'archive' }, ALL);
  return rows.map(({ document_id, other_document_id, rule, outcome }) => [rule, outcome, document_id, other_document_id].join(' ')).sort();
}

/** What the rules say of all that is stored, asked of every report when all are there. */
async function expected({ archive }: Store, ids: readonly string[]): Promise<string[]> {
  const memory = new MemoryArchive();
  for (const id of ids) {
    const report = (await archive.report(id))!;
    memory.add({ ...report, record: report.record as AuditReport, provenance: report.provenance as Provenance });
  }
  const all = ids.flatMap((id) => memory.run(id).findings);
  return all
    .map(({ finding, documentId, otherDocumentId }) => [finding.rule, finding.outcome, documentId, otherDocumentId].join(' '))
    .sort();
}

const ignore = (): void => undefined;
const inOneMinute = (): string => inSeconds(60);

onEachDatabase('the archive as reports come in', (database) => {
  it('ends with what a look at everything would find, one report after the other', async () => {
    const ids = await store(database.store);
    const keeper = archiveKeeper(database.store);
    for (const id of ids) expect(await keeper.compare(id)).toBe(true);
    const all = await expected(database.store, ids);
    expect(all.filter((line) => line.startsWith('archive/copied-narrative')).length).toBeGreaterThanOrEqual(MADE.copies.length);
    expect(await found(database.store)).toEqual(all);
    expect(await database.store.archive.unsettled(100)).toEqual([]);
    expect(await keeper.compare('nobody')).toBe(false);
  });

  it('ends the same when two processes compare at once, in any order', async () => {
    const ids = await store(database.store);
    const [one, other] = [archiveKeeper(database.store), archiveKeeper(database.store)];
    const each = async (keeper: typeof one, mine: readonly string[]): Promise<void> => {
      for (const id of mine) await keeper.compare(id);
    };
    await Promise.all([
      each(one, ids.filter((_, n) => n % 2 === 0).reverse()),
      each(
        other,
        ids.filter((_, n) => n % 2 === 1),
      ),
    ]);
    expect(await found(database.store)).toEqual(await expected(database.store, ids));
  });

  it('does not put back what a slower comparison saw before the others came', async () => {
    const { store: real } = database;
    const ids = await store(real);
    const all = await expected(real, ids);
    const late = ids.findLast((id) => all.some((line) => line.includes(`copied-narrative fail ${id} `)))!;
    const quick = archiveKeeper(real);
    let isFirst = true;
    const slow: Store['archive'] = {
      ...real.archive,
      replace: async (...what) => {
        if (isFirst) {
          isFirst = false;
          for (const id of ids) if (id !== late) await quick.compare(id);
        }
        await real.archive.replace(...what);
      },
    };
    await archiveKeeper({ archive: slow }).compare(late);
    expect(isFirst).toBe(false);
    expect(await found(real)).toEqual(all);
    expect(await real.archive.unsettled(10)).toEqual([]);
  });

  it('catches up with what was left, and with nothing younger', async () => {
    const ids = await store(database.store);
    const keeper = archiveKeeper(database.store);
    for (const id of ids.slice(0, 20)) await keeper.compare(id);
    expect(await keeper.catchUp(inSeconds(-60), ignore)).toBe(0);
    expect(await keeper.catchUp(inOneMinute(), ignore)).toBe(28);
    expect(await keeper.catchUp(inOneMinute(), ignore)).toBe(0);
    expect(await found(database.store)).toEqual(await expected(database.store, ids));
  });

  it('goes on past a report that cannot be compared, and tells of it once', async () => {
    const { store: real } = database;
    const ids = await store(real, MADE.documents.slice(0, 6));
    const broken: Store['archive'] = {
      ...real.archive,
      records: (wanted) => (wanted.includes(ids[2]!) ? Promise.reject(new Error('broken')) : real.archive.records(wanted)),
    };
    const keeper = archiveKeeper({ archive: broken });
    const told: string[] = [];
    const onTrouble = (id: string): unknown => told.push(id);
    expect(await keeper.catchUp(inOneMinute(), onTrouble)).toBeGreaterThan(0);
    expect(told).toContain(ids[2]);
    const before = told.length;
    expect(await keeper.catchUp(inOneMinute(), onTrouble)).toBe(0);
    expect(told).toHaveLength(before);
    // Another process, in which it is whole.
    expect(await archiveKeeper(real).catchUp(inOneMinute(), ignore)).toBe(before);
  });

  it('compares anew what a person corrected, and what was read again while it was compared', async () => {
    const { store: real } = database;
    const user = await real.users.add({ name: '顾青禾', role: 'reviewer', password: 'scrypt$1' });
    const ids = await store(real);
    const keeper = archiveKeeper(real);
    for (const id of ids) await keeper.compare(id);
    const copy = (await real.findings.list({ source: 'archive', rule: ['archive/copied-narrative'] }, ALL)).rows[0]!;
    const original = (await real.archive.report(copy.other_document_id!))!.record as AuditReport;
    // Reports of one organization may repeat themselves.
    for (const path of ['basic.organization', 'cover.organization']) {
      await real.findings.correct({ documentId: copy.document_id, path, value: original.basic.organization }, user.id);
    }
    expect(await real.archive.unsettled(10)).toEqual([copy.document_id]);
    // And then the reports of the organization it has left.
    expect(await keeper.catchUp(inOneMinute(), ignore)).toBe(1);
    expect(await keeper.catchUp(inOneMinute(), ignore)).toBeGreaterThan(0);
    expect(await keeper.catchUp(inOneMinute(), ignore)).toBe(0);
    const lines = await found(real);
    expect(lines.filter((line) => line.includes('copied-narrative') && line.includes(` ${copy.document_id} `))).toEqual([]);
    expect(lines).toEqual(await expected(real, ids));
    // Read again between the look at its record and the note that it has been compared.
    let isFirst = true;
    const interrupted: Store['archive'] = {
      ...real.archive,
      replace: async (comparison, ...rest) => {
        if (isFirst && comparison.documentId === ids[5]) {
          isFirst = false;
          await real.documents.requeue({ ids: [ids[5]] });
          await read(real, ids[5], { report: MADE.documents[5]!.record });
        }
        await real.archive.replace(comparison, ...rest);
      },
    };
    await archiveKeeper({ archive: interrupted }).compare(ids[5]!);
    expect(await real.archive.unsettled(10)).toEqual([ids[5]]);
  });

  it('is rid of a report that can no longer be read, in the findings of others too', async () => {
    const { store: real } = database;
    const ids = await store(real);
    const keeper = archiveKeeper(real);
    for (const id of ids) await keeper.compare(id);
    const copy = (await real.findings.list({ source: 'archive', rule: ['archive/copied-narrative'] }, ALL)).rows[0]!;
    const original = copy.other_document_id!;
    await real.documents.requeue({ ids: [original] });
    await read(real, original, { status: 'failed', report: null, error: describeError('pdf/damaged', {}) });
    while ((await keeper.catchUp(inOneMinute(), ignore)) > 0);
    const lines = await found(real);
    expect(lines.filter((line) => line.includes(original))).toEqual([]);
    expect(lines).toEqual(
      await expected(
        real,
        ids.filter((id) => id !== original),
      ),
    );
  });

  it('reads a record it has compared only when it changed', async () => {
    const { store: real } = database;
    const ids = await store(real);
    const asked: string[] = [];
    const counting: Store['archive'] = {
      ...real.archive,
      records: (wanted) => {
        asked.push(...wanted);
        return real.archive.records(wanted);
      },
    };
    const keeper = archiveKeeper({ archive: counting });
    for (const id of ids) await keeper.compare(id);
    const before = asked.length;
    await real.documents.requeue({ ids: [ids[0]!] });
    await read(real, ids[0]!, { report: MADE.documents[0]!.record });
    await keeper.compare(ids.at(-1)!);
    // Itself, and of the others at most those it may have changed and the one that was read again.
    const again = asked.slice(before);
    expect(again[0]).toBe(ids.at(-1));
    const relatives = new Set([...again]);
    expect(again.length).toBe(relatives.size);
    expect(again.length).toBeLessThan(10);
  });

  it('compares everything anew with the same result', async () => {
    const ids = await store(database.store);
    const done: string[] = [];
    await archiveKeeper(database.store).all((id) => done.push(id));
    expect(done.toSorted()).toEqual(ids.toSorted());
    const first = await found(database.store);
    expect(first).toEqual(await expected(database.store, ids));
    await archiveKeeper(database.store).all(ignore);
    expect(await found(database.store)).toEqual(first);
  });
});
