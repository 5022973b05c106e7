import { beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { valueAt, type AuditReport, type FileResult, type Finding } from '../../../model/index.js';
import type { ErrorBody } from '../../../review/server/schemas/common.js';
import type { Correction as CorrectionSchema } from '../../../review/server/schemas/documents.js';
import type { Answer, Client } from './harness.js';
import { readAll, samples, upload, type Uploaded } from './samples.js';
import { onEachSite } from './sites.js';

type Correction = z.infer<typeof CorrectionSchema>;
interface Corrected {
  correction: Correction;
  appeared: Finding[];
  vanished: Finding[];
}

const NAMES = ['half-width-libreoffice', 'plain-libreoffice', 'numbered-rows-libreoffice', 'bordered-libreoffice'];
const code = (answer: Answer): [number, string] => [answer.statusCode, answer.json<ErrorBody>().code];
const rules = (findings: readonly { rule: string }[]): string[] => findings.map(({ rule }) => rule);

onEachSite('corrections', (sites) => {
  let reviewer: Client;
  let second: Client;
  let ids: Record<string, string>;
  beforeAll(async () => {
    const { site, other } = sites;
    reviewer = await site.client('reviewer', '顾青禾');
    second = await other.client('reviewer', '陆知远');
    const { receipts } = (await upload(await site.client('clerk'), samples(NAMES))).json<Uploaded>();
    ids = Object.fromEntries(receipts.map(({ name, documentId }) => [name.replace('.pdf', ''), documentId!]));
    await readAll(site);
  }, 60_000);

  const type = (id: string, path: string, value: unknown, client = reviewer, seen?: unknown): Promise<Answer> =>
    client.send('POST', `/api/documents/${id}/corrections`, { path, value, ...(seen === undefined ? {} : { seen }) });
  const undo = (id: string, correction: string, client = reviewer): Promise<Answer> =>
    client.send('DELETE', `/api/documents/${id}/corrections/${correction}`);
  const recordOf = async (id: string): Promise<AuditReport> =>
    (await reviewer.get(`/api/documents/${id}/record`)).json<{ record: AuditReport }>().record;
  const machineOf = async (id: string): Promise<FileResult> => (await reviewer.get(`/api/documents/${id}/result`)).json<FileResult>();
  const onFile = async (id: string): Promise<Correction[]> =>
    (await reviewer.get(`/api/documents/${id}`)).json<{ corrections: Correction[] }>().corrections;
  const found = async (id: string): Promise<string[]> =>
    rules((await reviewer.get(`/api/findings?documentId=${id}`)).json<{ rows: { rule: string }[] }>().rows);
  const readAgain = async (id: string, change?: Parameters<typeof readAll>[1]): Promise<void> => {
    await reviewer.send('POST', '/api/documents/reread', { ids: [id] });
    expect(await readAll(sites.site, change)).toBe(1);
  };
  const row = async (id: string): Promise<{ total: number; failed: number; organization: string }> => {
    const { rows } = (await reviewer.get('/api/documents')).json<{
      rows: { id: string; total: number; failed: number; organization: string }[];
    }>();
    return rows.find((one) => one.id === id)!;
  };

  describe('a misread figure', () => {
    it('is corrected beside what the machine read, its finding goes at once, and comes back with it', async () => {
      const id = ids['half-width-libreoffice']!;
      const machine = await machineOf(id);
      const [total] = machine.findings.filter(({ rule }) => rule === 'score/total-mismatch');
      const computed = Number(total!.data['computed']);
      const answer = await type(id, 'score.total', computed);
      expect(answer.statusCode).toBe(201);
      const { correction, vanished } = answer.json<Corrected>();
      expect(correction).toMatchObject({
        path: 'score.total',
        value: computed,
        machineValue: machine.report!.score.total,
        applied: true,
        user: '顾青禾',
        undoneAt: null,
      });
      expect(vanished.map(({ fingerprint }) => fingerprint)).toContain(total!.fingerprint);
      expect(await found(id)).not.toContain('score/total-mismatch');
      expect((await row(id)).total).toBe(computed);
      expect((await recordOf(id)).score.total).toBe(computed);
      expect(await machineOf(id)).toEqual(machine);

      const undone = (await undo(id, correction.id)).json<Corrected>();
      expect(undone.correction).toMatchObject({ applied: false, undoneAt: expect.any(String) as string });
      expect(undone.appeared.map(({ fingerprint }) => fingerprint)).toEqual(vanished.map(({ fingerprint }) => fingerprint));
      expect(await found(id)).toContain('score/total-mismatch');
      expect(await recordOf(id)).toEqual(machine.report);
      expect(code(await undo(id, correction.id))).toEqual([404, 'request/not-found']);
      const history = (await reviewer.get(`/api/documents/${id}/history`)).json<{ rows: unknown[] }>().rows;
      expect(history).toMatchObject([
        { action: 'correction.undone', user: '顾青禾', before: { value: computed }, after: { value: machine.report!.score.total } },
        { action: 'correction.made', user: '顾青禾', before: { value: machine.report!.score.total }, after: { value: computed } },
      ]);
    });

    it('typed wrongly makes a finding, and the last of two values stands', async () => {
      const id = ids['plain-libreoffice']!;
      const total = (await recordOf(id)).score.total!;
      const wrong = (await type(id, 'score.total', total - 1)).json<Corrected>();
      expect(rules(wrong.appeared)).toContain('score/total-mismatch');
      const right = (await type(id, 'score.total', total)).json<Corrected>();
      expect(right.vanished.map(({ fingerprint }) => fingerprint)).toEqual(wrong.appeared.map(({ fingerprint }) => fingerprint));
      expect(rules((await undo(id, right.correction.id)).json<Corrected>().appeared)).toContain('score/total-mismatch');
      expect((await undo(id, wrong.correction.id)).json<Corrected>().vanished).toHaveLength(wrong.appeared.length);
      expect((await row(id)).failed).toBe(0);
    });
  });

  describe('two who correct one document', () => {
    it('over what the other has just typed: the second is told', async () => {
      const id = ids['plain-libreoffice']!;
      const path = 'basic.organization';
      const seen = (await recordOf(id)).basic.organization;
      const first = await type(id, path, '远山家政服务有限公司', second, seen);
      expect(first.statusCode).toBe(201);
      expect(code(await type(id, path, '青岚有限公司', reviewer, seen))).toEqual([409, 'store/conflict']);
      expect((await recordOf(id)).basic.organization).toBe('远山家政服务有限公司');
      expect((await undo(id, first.json<Corrected>().correction.id)).statusCode).toBe(200);
    });

    it('at once, on two servers: everything stands', async () => {
      const id = ids['numbered-rows-libreoffice']!;
      const paths = [
        'basic.organization',
        'cover.organization',
        'basic.projectNumber',
        'cover.projectNumber',
        'cover.address',
        'basic.contact.name',
        'basic.contact.phone',
        'cover.phone',
      ];
      const answers = await Promise.all(paths.map((path, i) => type(id, path, `值${i}`, i % 2 === 0 ? reviewer : second)));
      expect(answers.map(({ statusCode }) => statusCode)).toEqual(paths.map(() => 201));
      const record = await recordOf(id);
      expect(paths.map((path) => valueAt(record, path))).toEqual(paths.map((_, i) => `值${i}`));
      await Promise.all((await onFile(id)).map((one, i) => undo(id, one.id, i % 2 === 0 ? reviewer : second)));
      expect(await recordOf(id)).toEqual((await machineOf(id)).report);
      expect((await onFile(id)).every(({ applied }) => !applied)).toBe(true);
    });
  });

  describe('a new reading', () => {
    it('has the corrections put into it again, where the same thing stands, whatever is read there now', async () => {
      const id = ids['bordered-libreoffice']!;
      const place = (await machineOf(id)).provenance['score.total']!;
      const { correction } = (await type(id, 'score.total', 88.5)).json<Corrected>();
      const before = await found(id);
      await readAgain(id);
      expect(await found(id)).toEqual(before);
      expect((await row(id)).total).toBe(88.5);
      // Another engine reads another figure, in a box a little different.
      await readAgain(id, (result) => {
        result.report!.score.total = 12;
        result.provenance['score.total'] = { ...place, box: place.box.map((edge, i) => edge + [1, -1, 2, 1][i]!) as typeof place.box };
      });
      expect((await recordOf(id)).score.total).toBe(88.5);
      expect((await machineOf(id)).report!.score.total).toBe(12);
      expect(await found(id)).toEqual(before);
      expect(await onFile(id)).toEqual([correction]);
    });

    it('in which nothing is there any more to correct leaves them on file, not applied, until it is back', async () => {
      const id = ids['bordered-libreoffice']!;
      const [correction] = await onFile(id);
      const place = (await machineOf(id)).provenance['score.total']!;
      const elsewhere: Parameters<typeof readAll>[1][] = [
        // The place is another row's now.
        (result) =>
          (result.provenance['score.total'] = { ...place, box: [place.box[0], place.box[1] + 60, place.box[2], place.box[3] + 60] }),
        (result) => (result.provenance['score.total'] = { ...place, page: place.page + 1 }),
        (result) => delete result.provenance['score.total'],
        (result) => Object.assign(result, { status: 'failed', report: null, provenance: {}, findings: [] }),
      ];
      for (const change of elsewhere) {
        await readAgain(id, change);
        expect(await onFile(id)).toEqual([{ ...correction, applied: false }]);
        const machine = await machineOf(id);
        expect((await found(id)).toSorted()).toEqual(rules(machine.findings).toSorted());
        if (machine.report !== null) expect(await recordOf(id)).toEqual(machine.report);
      }
      await readAgain(id);
      expect(await onFile(id)).toEqual([correction]);
      expect((await row(id)).total).toBe(88.5);
      // One that is not applied can be taken back as well.
      await readAgain(id, (result) => delete result.provenance['score.total']);
      expect((await undo(id, correction!.id)).json<Corrected>()).toMatchObject({ appeared: [], vanished: [] });
      await readAgain(id);
      expect((await row(id)).total).not.toBe(88.5);
    });
  });

  describe('a correction', () => {
    it('is of a field that is there, with a value it can have', async () => {
      const id = ids['plain-libreoffice']!;
      const before = await recordOf(id);
      for (const path of [
        'score',
        'score.groups',
        'score.groups[99].subtotal',
        'nothing.here',
        '__proto__.polluted',
        'constructor.name',
        'score.__proto__',
        'score.groups.length',
        '[]',
        '.',
      ])
        expect([path, ...code(await type(id, path, 'x'))]).toEqual([path, 422, 'correction/impossible']);
      for (const [path, value] of [
        ['score.total', 'many'],
        ['basic.audit.start', '2024-02-30'],
        ['result.star', 'six-star'],
        ['scheme', 5],
        ['score.groups[0].name', null],
      ] as const) {
        const answer = await type(id, path, value);
        expect([path, ...code(answer)]).toEqual([path, 422, 'correction/impossible']);
        expect(answer.json<ErrorBody>().message.zh).toContain(path);
      }
      for (const body of [
        {},
        { path: '', value: 1 },
        { path: 'a\0b', value: 1 },
        { path: 'score.total' },
        { path: 'score.total', value: 1e300 },
        { path: 'score.total', value: {} },
        { path: 'basic.organization', value: 'x'.repeat(20_001) },
      ])
        expect(code(await reviewer.send('POST', `/api/documents/${id}/corrections`, body))).toEqual([400, 'request/invalid']);
      expect(await recordOf(id)).toEqual(before);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    });

    it('may hold any text, and be of a blank', async () => {
      const id = ids['plain-libreoffice']!;
      for (const value of ['<script>alert(1)</script>', '=HYPERLINK("http://x")', '甲乙\ud800\u202e', '长'.repeat(10_000), null]) {
        const answer = await type(id, 'cover.address', value);
        expect(answer.statusCode).toBe(201);
        expect((await recordOf(id)).cover.address).toBe(value);
        expect((await undo(id, answer.json<Corrected>().correction.id)).statusCode).toBe(200);
      }
    });

    it('changes by what a document is found, and has the archive look again', async () => {
      const id = ids['plain-libreoffice']!;
      const { store } = sites.site;
      await store.archive.replace(await store.archive.begin(id), [], (await store.archive.records([id]))[0]!.revision);
      const { correction } = (await type(id, 'basic.organization', '松江某某物业有限公司')).json<Corrected>();
      const search = async (text: string): Promise<number> =>
        (await reviewer.get(`/api/documents?text=${encodeURIComponent(text)}`)).json<{ total: number }>().total;
      expect(await search('某某物业')).toBe(1);
      expect(await store.archive.unsettled(10)).toContain(id);
      await undo(id, correction.id);
      expect(await search('某某物业')).toBe(0);
    });

    it('is of a document that was read, and by those who may', async () => {
      const batch = await sites.site.store.batches.create({ name: 'b', priority: 10, created_by: null });
      const { document_id } = await sites.site.store.batches.addReceipt({
        batch_id: batch.id,
        name: 'n.pdf',
        size: 1,
        sha256: 'a'.repeat(64),
      });
      for (const id of ['nobody', document_id!]) expect(code(await type(id, 'score.total', 1))).toEqual([404, 'request/not-found']);
      expect(code(await undo(ids['plain-libreoffice']!, 'nothing'))).toEqual([404, 'request/not-found']);
      const auditor = await sites.site.client('auditor');
      expect(code(await type(ids['plain-libreoffice']!, 'score.total', 1, auditor))).toEqual([403, 'auth/forbidden']);
    });
  });
});
