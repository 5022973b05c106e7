import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditReport, FileResult } from '../../../model/index.js';
import type { ErrorBody } from '../../../review/server/schemas/common.js';
import { attachment, partOf } from '../../../review/server/routes/original.js';
import { openSite, type Answer, type Client, type Site } from './harness.js';
import { CLEAN, FAULTY, readAll, sample, samples, upload, type Uploaded } from './samples.js';

interface Row {
  id: string;
  name: string;
  state: string;
  organization: string | null;
  auditStart: string | null;
  total: number | null;
  failed: number;
  runId: string | null;
  projectNumber: string | null;
}
interface Rows {
  rows: Row[];
  total: number;
  exact: boolean;
}

const NAMES = [...CLEAN, ...FAULTY];
let site: Site;
let reviewer: Client;
let clerk: Client;
let batchId: string;
/** By sample. */
let ids: Record<string, string>;
beforeAll(async () => {
  site = await openSite();
  [reviewer, clerk] = [await site.client('reviewer'), await site.client('clerk')];
  const files = [...samples(NAMES), { name: '坏.pdf', bytes: Buffer.from('%PDF-1.7 broken') }];
  const { batch, receipts } = (await upload(clerk, files)).json<Uploaded>();
  batchId = batch.id;
  ids = Object.fromEntries(receipts.map(({ name, documentId }) => [name.replace('.pdf', ''), documentId!]));
  await readAll(site);
}, 60_000);
afterAll(() => site.close());

const list = async (query = '', client = reviewer): Promise<Rows> => (await client.get(`/api/documents?${query}`)).json<Rows>();
const names = async (query: string): Promise<string[]> => (await list(query)).rows.map(({ name }) => name.replace('.pdf', '')).sort();
const code = (answer: Answer): [number, string] => [answer.statusCode, answer.json<ErrorBody>().code];
const enc = encodeURIComponent;

describe('the list of documents', () => {
  it('shows what was read, in the order they came, page by page', async () => {
    const { rows, total, exact } = await list();
    expect([total, exact]).toEqual([7, true]);
    expect(rows.map(({ id }) => id)).toEqual([...NAMES, '坏'].map((name) => ids[name]));
    expect(rows[0]).toMatchObject({
      organization: '湖南诺衡医疗器械有限公司',
      projectNumber: '57181-2016-SB',
      state: 'checked',
      failed: 0,
    });
    expect(rows[6]).toMatchObject({ state: 'failed', organization: null, total: null, error: { code: 'pdf/damaged' } });
    const paged: string[] = [];
    for (let offset = 0; offset < 7; offset += 2) paged.push(...(await list(`offset=${offset}&limit=2`)).rows.map(({ id }) => id));
    expect(paged).toEqual(rows.map(({ id }) => id));
    expect(await list('offset=100')).toEqual({ rows: [], total: 7, exact: true });
  });

  it('is narrowed by each filter, and by several at once', async () => {
    const all = (await list()).rows;
    const half = all.find(({ id }) => id === ids['half-width-libreoffice'])!;
    expect(await names(`organization=${enc(half.organization!)}`)).toEqual(['half-width-libreoffice']);
    expect(await names(`projectNumber=${half.projectNumber!}`)).toEqual(['half-width-libreoffice']);
    expect(await names('state=failed')).toEqual(['坏']);
    expect((await list('state=failed&state=checked&state=partial')).total).toBe(7);
    expect((await list(`batchId=${batchId}`)).total).toBe(7);
    expect((await list('batchId=another')).total).toBe(0);
    expect(await names(`auditFrom=${half.auditStart!}&auditTo=${half.auditStart!}`)).toEqual(['half-width-libreoffice']);
    expect(await names('text=57181')).toEqual(['plain-libreoffice']);
    expect(await names(`text=${enc('医疗器械 湖南')}`)).toEqual(['plain-libreoffice']);
    expect(await names(`text=${enc('医疗器械')}&organization=${enc(half.organization!)}`)).toEqual(['half-width-libreoffice']);
    const { report } = (await reviewer.get(`/api/documents/${half.id}/result`)).json<FileResult>();
    const auditor = report!.basic.auditors![0]!.name!;
    expect(await names(`auditor=${enc(auditor)}&star=${report!.result.star!}`)).toContain('half-width-libreoffice');
    expect(await names(`auditor=${enc(auditor.slice(0, 1))}`)).toEqual([]);
  });

  it('is sorted, both ways, the same every time', async () => {
    for (const sort of ['created', 'finished', 'audit', 'total', 'organization']) {
      const up = (await list(`sort=${sort}`)).rows.map(({ id }) => id);
      const down = (await list(`sort=${sort}&descending=true`)).rows.map(({ id }) => id);
      expect(down).toEqual(up.toReversed());
    }
    const totals = (await list('sort=total&descending=true')).rows.map(({ total }) => total);
    expect(totals.slice(0, -1)).toEqual(totals.slice(0, -1).toSorted((a, b) => Number(b) - Number(a)));
    expect(totals.at(-1)).toBeNull();
  });

  it('takes words as words, whatever they look like', async () => {
    for (const text of ['"', '*', 'NEAR(a b)', "' OR 1=1 --", '%', '_', 'a AND', '\\', '<script>', '（', '-57181', 'body:x'])
      expect((await reviewer.get(`/api/documents?text=${enc(text)}`)).statusCode).toBe(200);
  });

  it('refuses what it does not know', async () => {
    const queries = [
      'state=done',
      'sort=size',
      'organisation=x',
      'auditFrom=2024-13-01',
      'limit=0',
      'offset=-1',
      'text=',
      'text=a%00b',
      'descending=1',
      'batchId=a&batchId=b',
    ];
    for (const query of queries)
      expect([query, ...code(await reviewer.get(`/api/documents?${query}`))]).toEqual([query, 400, 'request/invalid']);
  });

  it('is for clerks that of a batch of their own', async () => {
    expect((await list(`batchId=${batchId}`, clerk)).total).toBe(7);
    const other = await site.client('clerk', 'another');
    for (const query of ['', `batchId=${batchId}`])
      expect(code(await other.get(`/api/documents?${query}`))).toEqual([404, 'request/not-found']);
    expect(code(await clerk.get(`/api/documents/${ids[CLEAN[0]]!}`))).toEqual([403, 'auth/forbidden']);
  });
});

describe('a document', () => {
  it('has its record, and the place and reading of every field', async () => {
    const id = ids['half-width-libreoffice']!;
    const answer = await reviewer.get(`/api/documents/${id}/result`);
    const result = FileResult.parse(answer.json());
    expect(result).toMatchObject({ file: 'half-width-libreoffice.pdf', error: null });
    const place = result.provenance['score.total']!;
    const page = result.pages[place.page - 1]!;
    expect(place.box[2]).toBeLessThanOrEqual(page.width);
    expect(place.text).toMatch(/\d/);
    expect(result.findings.map(({ rule }) => rule)).toContain('score/total-mismatch');
    const { runId, record } = (await reviewer.get(`/api/documents/${id}/record`)).json<{ runId: string; record: unknown }>();
    expect(AuditReport.parse(record)).toEqual(result.report);
    expect((await reviewer.get(`/api/documents/${id}`)).json()).toMatchObject({ document: { runId } });
  });

  it('has all its runs, and each can be looked at', async () => {
    const id = ids[CLEAN[1]]!;
    const again = await reviewer.send('POST', '/api/documents/reread', { ids: [id, 'nobody'] });
    expect(again.json()).toEqual({ requeued: [id] });
    expect(site.woken.at(-1)).toEqual([id]);
    await readAll(site, (result) => (result.report!.result.score = 77));
    const { runs, document } = (await reviewer.get(`/api/documents/${id}`)).json<{
      runs: { id: string; number: number }[];
      document: Row;
    }>();
    expect(runs.map(({ number }) => number)).toEqual([1, 2]);
    expect(document.runId).toBe(runs[1]!.id);
    const scores = await Promise.all(
      runs.map(async (run) => (await reviewer.get(`/api/documents/${id}/result?run=${run.id}`)).json<FileResult>().report!.result.score),
    );
    expect([scores[0] === 77, scores[1]]).toEqual([false, 77]);
    const history = (await reviewer.get(`/api/documents/${id}/history`)).json<{ rows: { action: string; user: string }[] }>();
    expect(history.rows).toMatchObject([{ action: 'document.reread', user: 'reviewer' }]);
  });

  it('that could not be read has its reason, and no record', async () => {
    const id = ids['坏']!;
    expect((await reviewer.get(`/api/documents/${id}`)).json()).toMatchObject({
      document: { state: 'failed', error: { code: 'pdf/damaged' } },
      runs: [{ status: 'failed', pageCount: 0 }],
    });
    expect(code(await reviewer.get(`/api/documents/${id}/record`))).toEqual([404, 'request/not-found']);
    expect((await reviewer.get(`/api/documents/${id}/result`)).json<FileResult>().report).toBeNull();
  });

  it('that is not there is not found, whatever is asked of it', async () => {
    for (const id of ['nobody', '00000000-0000-0000-0000-000000000000'])
      for (const part of ['', '/record', '/result', '/history', '/original', '/pages/1/image'])
        expect([part, ...code(await reviewer.get(`/api/documents/${id}${part}`))]).toEqual([part, 404, 'request/not-found']);
    expect(code(await reviewer.get(`/api/documents/${ids[CLEAN[0]]!}/result?run=nobody`))).toEqual([404, 'request/not-found']);
    for (const id of ['a%00', '%2e%2e%2fx', 'x'.repeat(65)]) expect(code(await reviewer.get(`/api/documents/${id}`))[0]).toBe(400);
    expect(code(await reviewer.send('POST', '/api/documents/reread', { ids: [] }))).toEqual([400, 'request/invalid']);
  });
});

describe('the original', () => {
  const bytes = sample(CLEAN[0]);
  const ask = (headers: Record<string, string> = {}): Promise<Answer> => reviewer.get(`/api/documents/${ids[CLEAN[0]]!}/original`, headers);

  it('comes back as it was uploaded, and is not shown by the browser itself', async () => {
    const answer = await ask();
    expect(answer.statusCode).toBe(200);
    expect(answer.rawPayload.equals(bytes)).toBe(true);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename="${CLEAN[0]}.pdf"; filename*=UTF-8''${CLEAN[0]}.pdf`,
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
      etag: `"${createHash('sha256').update(bytes).digest('hex')}"`,
    });
    const again = await ask({ 'if-none-match': String(answer.headers['etag']) });
    expect([again.statusCode, again.rawPayload.length]).toEqual([304, 0]);
  });

  it('comes in parts', async () => {
    const { length } = bytes;
    const parts: [string, number, number][] = [
      ['bytes=0-0', 0, 0],
      ['bytes=100-299', 100, 299],
      [`bytes=${length - 10}-`, length - 10, length - 1],
      ['bytes=-7', length - 7, length - 1],
      [`bytes=${length - 3}-${length + 50}`, length - 3, length - 1],
      [`bytes=-${length * 2}`, 0, length - 1],
    ];
    for (const [range, start, end] of parts) {
      const answer = await ask({ range });
      expect([range, answer.statusCode]).toEqual([range, 206]);
      expect(answer.headers['content-range']).toBe(`bytes ${start}-${end}/${length}`);
      expect(answer.headers['content-length']).toBe(String(end - start + 1));
      expect(answer.rawPayload.equals(bytes.subarray(start, end + 1))).toBe(true);
    }
  });

  it('has no part beyond its end, and is whole where a part is not asked for properly', async () => {
    for (const range of [`bytes=${bytes.length}-`, 'bytes=-0', 'bytes=99999999999-']) {
      const answer = await ask({ range });
      expect([range, answer.statusCode, answer.rawPayload.length]).toEqual([range, 416, 0]);
      expect(answer.headers['content-range']).toBe(`bytes */${bytes.length}`);
    }
    for (const range of ['bytes=5-2', 'bytes=0-1,5-6', 'lines=1-2', 'bytes=-', 'x'])
      expect([range, (await ask({ range })).statusCode]).toEqual([range, 200]);
    expect((await ask({ range: 'bytes=0-9', 'if-range': '"another"' })).statusCode).toBe(200);
    expect((await ask({ range: 'bytes=0-9', 'if-range': String((await ask()).headers['etag']) })).statusCode).toBe(206);
    expect(partOf('bytes=0-', 0)).toBe('none');
  });

  it('of which the storage has lost the content says so', async () => {
    const gone = '0'.repeat(64);
    const batch = await site.store.batches.create({ name: 'b', priority: 10, created_by: null });
    const { document_id } = await site.store.batches.addReceipt({ batch_id: batch.id, name: 'lost.pdf', size: 10, sha256: gone });
    for (const headers of [{}, { range: 'bytes=0-3' }])
      expect(code(await reviewer.get(`/api/documents/${document_id!}/original`, headers))).toEqual([500, 'storage/missing']);
  });

  it('has a name that is safe in a header, however hostile it was', () => {
    const hostile = [
      'a"b\r\nSet-Cookie: x=1;.pdf',
      '../../etc/passwd',
      '\u202egnp.exe',
      `${'长'.repeat(300)}.pdf`,
      "it's (1)*!.pdf",
      '%41.pdf',
      'x\\',
      '\ud800.pdf',
      '',
    ];
    for (const name of hostile) {
      const header = attachment(name);
      expect(header).toMatch(/^attachment; filename="[\x20-\x21\x23-\x5b\x5d-\x7e]*"; filename\*=UTF-8''[\w.~%-]*$/);
      expect(header).not.toMatch(/passwd.*etc|%0D|%0A|%E2%80%AE/i);
    }
    expect(attachment('2024/报告.pdf')).toBe(`attachment; filename="__.pdf"; filename*=UTF-8''%E6%8A%A5%E5%91%8A.pdf`);
  });
});
