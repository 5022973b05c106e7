import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { describeError, valueAt, type Reading } from '../../../model/index.js';
import type { Store } from '../../../pipeline/store/store.js';
import { checkedResult, finding } from '../sample-results.js';
import { ALL, claimFor, inSeconds, newBatch, onEachDatabase, read, receive, reportWith, row, stored } from './databases.js';

const READING: Reading = { page: 1, box: [0, 0, 10, 10], text: '青岚', confidence: null, readers: ['text'] };
const REPEATED = finding({ rule: 'dates/order', fingerprint: 'repeated' });
const GONE = finding({ fingerprint: 'gone' });
const NEW = finding({ outcome: 'open', severity: 'info', fingerprint: 'new' });

async function user(store: Store): Promise<string> {
  return (await store.users.add({ name: '审核员', role: 'auditor', password: 'scrypt' })).id;
}

onEachDatabase('runs', (database) => {
  it('give back the result as it was', async () => {
    const { store } = database;
    const [id] = await receive(store, await newBatch(store), [1]);
    const { sha256, name } = (await store.documents.find(id!))!;
    const result = checkedResult({
      file: name,
      sha256,
      status: 'partial',
      issues: [{ code: 'report/missing-section', message: { zh: '缺', en: 'missing' } }] as never,
      provenance: { 'cover.organization': READING },
      findings: [finding({ doubts: ['score.total'] }), NEW],
    });
    await read(store, id!, result);
    expect(await store.documents.result(id!)).toEqual(result);
    expect(await store.documents.find(id!)).toMatchObject({ state: 'partial', claim: null, claimed_until: null, error: null });
    expect(await store.documents.result('nobody')).toBeNull();
    expect(await store.documents.result(id!, 'no-run')).toBeNull();
  });

  it('keep the reason of a file that could not be read', async () => {
    const { store } = database;
    const [id] = await receive(store, await newBatch(store), [1]);
    const error = describeError('pdf/password-required');
    await read(store, id!, { status: 'failed', error, report: null, pages: [] });
    expect(await row(store, id!)).toMatchObject({ state: 'failed', error: JSON.stringify(error), organization: null, total: null });
    expect(await store.documents.result(id!)).toMatchObject({ status: 'failed', error, report: null, findings: [] });
    expect(await store.archive.unsettled(10)).toEqual([]);
    expect(await store.archive.report(id!)).toBeNull();
  });

  it('give lists what they show', async () => {
    const { store } = database;
    const [id] = await receive(store, await newBatch(store), [1]);
    const provenance = {
      a: READING,
      b: { ...READING, confidence: 0.95 },
      c: { ...READING, confidence: 0.89 },
      d: { ...READING, confidence: 0.2 },
    };
    await read(store, id!, { provenance, findings: [REPEATED, GONE, NEW] });
    expect(await row(store, id!)).toMatchObject({
      state: 'checked',
      organization: '青岚环境科技有限公司',
      project_number: '20417-2024-SA',
      audit_type: 'initial',
      audit_start: '2024-06-12',
      audit_end: '2024-06-13',
      star: 'five-star',
      total: 9550,
      doubtful: 2,
      failed: 2,
      open: 1,
    });
  });

  it('are added, replace the findings and keep the earlier ones to be looked at', async () => {
    const { store } = database;
    const batch = await newBatch(store);
    const id = await stored(store, batch, 1, () => undefined, [REPEATED, GONE]);
    const before = (await store.findings.list({ sort: 'rule' }, ALL)).rows;
    await store.documents.requeue({ ids: [id] });
    await read(store, id, { report: reportWith((report) => (report.result.star = 'four-star')), findings: [NEW, REPEATED] });
    const runs = await store.documents.runs(id);
    expect(runs.map(({ number, engine_version, page_count }) => [number, engine_version, page_count])).toEqual([
      [1, '1.0.0', 1],
      [2, '1.0.0', 1],
    ]);
    const { rows } = await store.findings.list({ sort: 'rule' }, ALL);
    expect(rows.map(({ fingerprint, run_id }) => [fingerprint, run_id])).toEqual([
      ['repeated', runs[1]!.id],
      ['new', runs[1]!.id],
    ]);
    expect(rows[0]).toMatchObject({ id: before[0]!.id, created_at: before[0]!.created_at });
    expect(await row(store, id)).toMatchObject({ star: 'four-star', failed: 1, open: 1, run_id: runs[1]!.id });
    expect((await store.documents.result(id, runs[0]!.id))?.findings.map(({ fingerprint }) => fingerprint)).toEqual(['repeated', 'gone']);
    expect((await store.documents.result(id))?.findings.map(({ fingerprint }) => fingerprint)).toEqual(['new', 'repeated']);
  });

  it('never touch a decision or a correction', async () => {
    const { store } = database;
    const userId = await user(store);
    const id = await stored(store, await newBatch(store), 1, () => undefined, [REPEATED, GONE]);
    const listed = (await store.findings.list({}, ALL)).rows;
    const all = listed.map((each) => ({ findingId: each.id, version: 0, decision: 'dismissed' as const, reason: '已核对' }));
    await store.findings.decide(all, userId);
    await store.findings.correct({ documentId: id, path: 'basic.projectNumber', value: '20999-2024-SA' }, userId);
    const corrections = await store.documents.corrections(id);

    await store.documents.requeue({ ids: [id] });
    await read(store, id, { report: reportWith((report) => (report.basic.projectNumber = 'misread')), findings: [REPEATED] });
    expect((await store.findings.list({}, ALL)).rows).toMatchObject([{ decision: 'dismissed', reason: '已核对', version: 1 }]);
    // What was corrected is not there any more: the correction stays on file.
    expect(await store.documents.corrections(id)).toEqual(corrections.map((each) => ({ ...each, applied: 0 })));
    expect(await row(store, id)).toMatchObject({ project_number: 'misread' });
    // What comes back is as it was decided.
    await store.documents.requeue({ ids: [id] });
    await read(store, id, { report: reportWith((report) => (report.basic.projectNumber = 'misread')), findings: [GONE, REPEATED] });
    expect((await store.findings.list({ decision: ['dismissed'] }, ALL)).total).toBe(2);
    await store.documents.requeue({ ids: [id] });
    await read(store, id, { findings: [GONE, REPEATED] });
    expect(await store.documents.corrections(id)).toEqual(corrections);
    expect(await row(store, id)).toMatchObject({ project_number: '20999-2024-SA' });
  });

  it('take characters databases do not', async () => {
    const { store } = database;
    const strange = '甲\0乙\ud800丙😀𠮷';
    const [id] = await receive(store, await newBatch(store), [1]);
    const message = { zh: strange, en: strange };
    const data = { reported: strange };
    await read(store, id!, {
      report: reportWith((report) => (report.basic.organization = strange)),
      findings: [finding({ message, data })],
    });
    expect(await row(store, id!)).toMatchObject({ organization: '甲乙\ufffd丙😀𠮷' });
    expect((await store.documents.list({ organization: strange }, ALL)).total).toBe(1);
    expect((await store.documents.result(id!))?.report?.basic.organization).toBe(strange);
    expect((await store.findings.list({ text: '𠮷' }, ALL)).rows[0]?.message_zh).toBe('甲乙\ufffd丙😀𠮷');
  });
});

onEachDatabase('decisions', (database) => {
  it('count their versions, and are taken back without being forgotten', async () => {
    const { store } = database;
    const userId = await user(store);
    await stored(store, await newBatch(store), 1, () => undefined, [REPEATED]);
    const { id } = (await store.findings.list({}, ALL)).rows[0]!;
    const decide = (version: number, decision: 'confirmed' | 'dismissed' | null) =>
      store.findings.decide([{ findingId: id, version, decision, reason: '原因' }], userId);
    expect(await store.findings.find(id)).toMatchObject({ decision: null, version: 0, reason: null });
    await decide(0, 'confirmed');
    expect(await store.findings.find(id)).toMatchObject({ decision: 'confirmed', version: 1, reason: '原因' });
    await decide(1, null);
    expect(await store.findings.find(id)).toMatchObject({ decision: null, version: 2, reason: null });
    // Whoever saw it undecided before has not seen this.
    await expect(decide(0, 'dismissed')).rejects.toMatchObject({ code: 'store/conflict' });
    await decide(2, 'dismissed');
    expect(await store.findings.find(id)).toMatchObject({ decision: 'dismissed', version: 3 });
  });

  it('change nothing when somebody has decided on one of them meanwhile', async () => {
    const { store } = database;
    const userId = await user(store);
    await stored(store, await newBatch(store), 1, () => undefined, [REPEATED, GONE, NEW]);
    const { rows } = await store.findings.list({}, ALL);
    await store.findings.decide([{ findingId: rows[1]!.id, version: 0, decision: 'confirmed', reason: null }], userId);
    const all = rows.map(({ id }) => ({ findingId: id, version: 0, decision: 'dismissed' as const, reason: null }));
    await expect(store.findings.decide(all, userId)).rejects.toMatchObject({ code: 'store/conflict' });
    const nobody = { findingId: 'nobody', version: 0, decision: 'confirmed' as const, reason: null };
    await expect(store.findings.decide([all[0]!, nobody], userId)).rejects.toMatchObject({ code: 'store/conflict' });
    expect((await store.findings.list({}, ALL)).rows.map(({ decision, version }) => [decision, version])).toEqual([
      [null, 0],
      ['confirmed', 1],
      [null, 0],
    ]);
  });

  it('are won by one of many who decide at the same time', async () => {
    const { store } = database;
    const other = await database.openAgain();
    const userId = await user(store);
    await stored(store, await newBatch(store), 1, () => undefined, [REPEATED, GONE]);
    const ids = (await store.findings.list({}, ALL)).rows.map(({ id }) => id);
    const attempts = await Promise.allSettled(
      Array.from({ length: 12 }, (_, i) => {
        const order = i % 2 === 0 ? ids : ids.toReversed();
        const decisions = order.map((findingId) => ({ findingId, version: 0, decision: 'confirmed' as const, reason: String(i) }));
        return (i % 3 === 0 ? other : store).findings.decide(decisions, userId);
      }),
    );
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const each of attempts) if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'store/conflict' });
    const { rows } = await store.findings.list({}, ALL);
    expect(new Set(rows.map(({ version, reason }) => `${version} ${reason ?? ''}`)).size).toBe(1);
    expect(rows[0]!.version).toBe(1);
  });
});

onEachDatabase('corrections', (database) => {
  const path = 'score.total';

  it('change what lists show and not what the machine read', async () => {
    const { store } = database;
    const userId = await user(store);
    const id = await stored(store, await newBatch(store), 1);
    await store.archive.replace(await store.archive.begin(id), [], (await store.archive.records([id]))[0]!.revision);
    const name = '远山家政服务有限公司';
    await store.findings.correct({ documentId: id, path: 'basic.organization', value: name }, userId);
    const made = await store.findings.correct({ documentId: id, path, value: 88.25 }, userId);
    expect((await store.documents.corrections(id)).map((one) => [one.path, one.value, one.machine_value, one.applied, one.user])).toEqual([
      ['basic.organization', `"${name}"`, '"青岚环境科技有限公司"', 1, '审核员'],
      [path, '88.25', '95.5', 1, '审核员'],
    ]);
    expect(made?.before.map(({ rule }) => rule)).not.toContain('score/total-mismatch');
    expect(made?.after.map(({ rule }) => rule)).toContain('score/total-mismatch');
    const listed = (await store.findings.list({}, ALL)).rows.map(({ fingerprint }) => fingerprint);
    expect(listed.toSorted()).toEqual(made!.after.map(({ fingerprint }) => fingerprint).toSorted());
    expect(await row(store, id)).toMatchObject({ organization: name, total: 8825 });
    expect((await store.documents.list({ text: '远山' }, ALL)).total).toBe(1);
    expect((await store.documents.result(id))?.report?.basic.organization).toBe('青岚环境科技有限公司');
    expect((await store.archive.report(id))?.record).toEqual((await store.documents.record(id))?.record);
    expect(await store.archive.unsettled(10)).toEqual([id]);

    for (const { id: correction } of await store.documents.corrections(id)) {
      expect(await store.findings.undoCorrection('another', correction, userId)).toBeNull();
      expect((await store.findings.undoCorrection(id, correction, userId))?.correction).toMatchObject({ id: correction, applied: 0 });
      expect(await store.findings.undoCorrection(id, correction, userId)).toBeNull();
    }
    expect(await row(store, id)).toMatchObject({ organization: '青岚环境科技有限公司', total: 9550, failed: 0 });
    expect((await store.documents.list({ text: '远山' }, ALL)).total).toBe(0);
    expect((await store.documents.corrections(id))[0]?.undone_at).not.toBeNull();
    const acts = (await store.audit.list({ subject: id }, ALL)).rows;
    expect(acts.map(({ action, user: who }) => `${action} ${who}`)).toEqual([
      ...Array<string>(2).fill('correction.undone 审核员'),
      ...Array<string>(2).fill('correction.made 审核员'),
    ]);
    expect(acts.at(-1)).toMatchObject({ before: { value: '青岚环境科技有限公司' }, after: { value: name } });
  });

  it('are refused where nothing was read', async () => {
    const { store } = database;
    const userId = await user(store);
    const [id] = await receive(store, await newBatch(store), [1]);
    expect(await store.findings.correct({ documentId: id!, path, value: 1 }, userId)).toBeNull();
    expect(await store.documents.corrections(id!)).toEqual([]);
    expect(await store.documents.claim(claimFor(60))).not.toBeNull();
  });

  it('all stand when many type at once, from several processes, while the document is read again', async () => {
    const { store } = database;
    const other = await database.openAgain();
    const userId = await user(store);
    const id = await stored(store, await newBatch(store), 1);
    const paths = ['basic.organization', 'basic.projectNumber', 'cover.projectNumber', 'basic.auditAddress', 'cover.organization', path];
    const typed = paths.map((each) => ({ documentId: id, path: each, value: each === path ? 91.5 : `值 ${each}` }));
    const again = async (): Promise<void> => {
      await store.documents.requeue({ ids: [id] });
      // A document that is being corrected is passed over by those who look for work.
      while ((await store.documents.claim(claimFor(60, 'reader'), id)) === null) await sleep(5);
      const reading = { engineVersion: '1.0.1', startedAt: inSeconds(-1), result: checkedResult() };
      expect(await store.documents.finish(id, 'reader', reading)).toBe(true);
    };
    const made = typed.map((each, i) => (i % 2 === 0 ? other : store).findings.correct(each, userId));
    await Promise.all([...made, again()]);
    expect((await store.documents.corrections(id)).filter(({ applied }) => applied === 1)).toHaveLength(paths.length);
    const { record } = (await store.documents.record(id))!;
    for (const one of typed) expect(valueAt(record, one.path)).toBe(one.value);
    expect((await row(store, id)).project_number).toBe('值 basic.projectNumber');
    // Of those who typed over the same value, one was first.
    const raced = await Promise.allSettled(
      [1, 2, 3, 4].map((n) => (n % 2 === 0 ? other : store).findings.correct({ documentId: id, path, value: n, seen: 91.5 }, userId)),
    );
    expect(raced.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const each of raced) if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'store/conflict' });
  });
});
