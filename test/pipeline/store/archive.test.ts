import { expect, it } from 'vitest';
import type { Reading } from '../../../model/index.js';
import { finding } from '../sample-results.js';
import { cleanReport } from '../../validators/clean-report.js';
import { ALL, newBatch, onEachDatabase, read, receive, row, stored } from './databases.js';

const PAIR = finding({ rule: 'archive/copied-narrative', fingerprint: 'pair', message: { zh: '正文抄自另一份', en: 'copied elsewhere' } });

onEachDatabase('the archive', (database) => {
  it('brings the last documents that share a key', async () => {
    const { store } = database;
    const batch = await newBatch(store);
    const ids: string[] = [];
    for (let n = 0; n < 5; n++) ids.push(await stored(store, batch, n));
    for (const [i, id] of ids.entries()) await store.archive.publish(id, ['all', `only-${i}`, i % 2 === 0 ? 'even' : 'odd', 'all']);
    const [first, second] = ids;
    expect(await store.archive.frequencies(first!, ['all', 'even', 'odd', 'only-0', 'nobody'])).toEqual({ all: 4, even: 2, odd: 2 });
    const found = async (keys: string[], perKey: number) =>
      (await store.archive.candidates(first!, keys, perKey)).map(({ documentId }) => documentId).toSorted();
    expect(await found(['all'], 2)).toEqual(ids.slice(3).toSorted());
    expect(await found(['even', 'only-1'], 1)).toEqual([ids[4]!, second!].toSorted());
    expect(await found(['only-0', 'nobody'], 10)).toEqual([]);
    expect(await found([], 10)).toEqual([]);
    await store.archive.publish(ids[4]!, ['odd']);
    expect(await store.archive.frequencies(first!, ['all', 'even', 'odd'])).toEqual({ all: 3, even: 1, odd: 3 });
    const [candidate] = await store.archive.candidates(first!, ['only-1'], 1);
    const { sha256, name, created_at } = (await store.documents.find(second!))!;
    const about = { documentId: second, sha256, createdAt: created_at, record: cleanReport() };
    expect(await store.archive.records([second!, 'nobody'])).toEqual([{ ...about, revision: candidate!.revision, scanned: false }]);
    expect(await store.archive.report(second!)).toEqual({ ...about, name, provenance: {} });
  });

  it('tells a record that changed, and one that was read from an image', async () => {
    const { store } = database;
    const [id] = await receive(store, await newBatch(store), [1]);
    const text = { text: '青岚家政', page: 1, box: null, engine: 'text', confidence: null, alternatives: [], doubts: [] };
    const revisions: string[] = [];
    for (const confidence of [null, 0.97, 1]) {
      if (confidence !== null) await store.documents.requeue({ ids: [id!] });
      await read(store, id!, {
        report: cleanReport(),
        provenance: { 'basic.organization': { ...text, confidence } as unknown as Reading },
      });
      const [record] = await store.archive.records([id!]);
      expect(record!.scanned).toBe(confidence !== null);
      revisions.push(record!.revision);
    }
    expect(new Set(revisions).size).toBe(3);
  });

  it('takes as many keys as a long report has', async () => {
    const { store } = database;
    const id = await stored(store, await newBatch(store), 1);
    const other = await stored(store, await newBatch(store), 2);
    const keys = Array.from({ length: 1700 }, (_, n) => `key-${n}`);
    await store.archive.publish(id, keys);
    expect(Object.keys(await store.archive.frequencies(other, keys))).toHaveLength(1700);
    expect(await store.archive.candidates(other, keys, 3)).toHaveLength(1);
  });

  it('goes through every report in pages', async () => {
    const { store } = database;
    const batch = await newBatch(store);
    const ids: string[] = [];
    for (let n = 0; n < 7; n++) ids.push(await stored(store, batch, n));
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const page: string[] = await store.archive.withReport(after, 3);
      seen.push(...page);
      after = page.at(-1) ?? null;
      if (page.length < 3) break;
    }
    expect(seen).toEqual(ids.toSorted());
  });

  it('knows what is still to be compared', async () => {
    const { store } = database;
    const batch = await newBatch(store);
    const [first, second] = [await stored(store, batch, 1), await stored(store, batch, 2)];
    expect(await store.archive.unsettled(10)).toEqual([first, second]);
    const { revision } = (await store.archive.records([first]))[0]!;
    await store.archive.replace(await store.archive.begin(first), [], revision);
    expect(await store.archive.unsettled(10)).toEqual([second]);
    await store.documents.requeue({ ids: [first] });
    await read(store, first);
    expect(await store.archive.unsettled(1)).toEqual([first]);
    // What was compared then is not the reading that counts now.
    await store.archive.replace(await store.archive.begin(first), [], revision);
    expect(await store.archive.unsettled(1)).toEqual([first]);
  });

  it('replaces what it found of a later document, and leaves the report its own findings', async () => {
    const { store } = database;
    const batch = await newBatch(store);
    const earlier = await stored(store, batch, 1, () => undefined, [finding({ fingerprint: 'own' })]);
    const later = await stored(store, batch, 2, () => undefined, [finding({ fingerprint: 'own' })]);
    await store.archive.replace(await store.archive.begin(later), [{ finding: PAIR, otherDocumentId: earlier }]);
    expect(await row(store, later)).toMatchObject({ failed: 2 });
    const { rows } = await store.findings.list({ source: 'archive' }, ALL);
    expect(rows).toMatchObject([{ document_id: later, other_document_id: earlier, rule: PAIR.rule, source: 'archive' }]);
    // Both documents of the pair show it; both are found by what it says.
    expect((await store.findings.list({ documentId: earlier }, ALL)).total).toBe(2);
    expect((await store.findings.list({ documentId: later }, ALL)).total).toBe(2);
    expect((await store.documents.list({ text: '正文抄自' }, ALL)).rows.map(({ id }) => id)).toEqual([later]);
    // A reading replaces the report's own findings alone.
    await store.documents.requeue({ ids: [later] });
    await read(store, later, { findings: [] });
    expect((await store.findings.list({ documentId: later }, ALL)).rows.map(({ source }) => source)).toEqual(['archive']);
    await store.archive.replace(await store.archive.begin(later), []);
    expect(await row(store, later)).toMatchObject({ failed: 0 });
    expect((await store.documents.list({ text: '正文抄自' }, ALL)).total).toBe(0);
  });

  it('writes nothing of a comparison that another has overtaken', async () => {
    const { store } = database;
    const batch = await newBatch(store);
    const [earlier, later] = [await stored(store, batch, 1), await stored(store, batch, 2)];
    const found = async (): Promise<number> => (await store.findings.list({ source: 'archive' }, ALL)).total;
    const slow = await store.archive.begin(later);
    const quick = await store.archive.publish(later, ['key']);
    await store.archive.replace(slow, [{ finding: PAIR, otherDocumentId: earlier }]);
    expect(await found()).toBe(0);
    await store.archive.replace(quick, [{ finding: PAIR, otherDocumentId: earlier }]);
    expect(await found()).toBe(1);
    await store.archive.replace(slow, []);
    expect(await found()).toBe(1);
    expect(await store.archive.begin('nobody')).toEqual({ documentId: 'nobody', number: 0 });
  });

  it('tells pairs with different documents apart', async () => {
    const { store } = database;
    const batch = await newBatch(store);
    const [a, b, c] = [await stored(store, batch, 1), await stored(store, batch, 2), await stored(store, batch, 3)];
    const pairs = [a, b].map((otherDocumentId) => ({ finding: PAIR, otherDocumentId }));
    await store.archive.replace(await store.archive.begin(c), pairs);
    expect((await store.findings.list({ documentId: c }, ALL)).total).toBe(2);
    expect((await store.findings.list({ documentId: a }, ALL)).total).toBe(1);
  });
});
