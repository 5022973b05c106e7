import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GoujiError } from '../../../model/index.js';
import { zipOf } from '../../pipeline/zips.js';
import type { ErrorBody } from '../../../review/server/schemas/common.js';
import { CONFIG, multipart, openSite, type Client, type Site } from './harness.js';
import { CLEAN, FAULTY, sample, samples, upload, type Uploaded } from './samples.js';

let site: Site;
let clerk: Client;
beforeEach(async () => {
  site = await openSite();
  clerk = await site.client('clerk');
});
afterEach(() => site.close());

const ALL = { offset: 0, limit: 1000 };
const pdf = (text: string): Buffer => Buffer.from(`%PDF-1.7\n${text}`);
const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('an upload', () => {
  it('of many reports gives each its receipt, stores what it says, and wakes the readers', async () => {
    const files = samples([...CLEAN, ...FAULTY]);
    const answer = await upload(clerk, files, `/api/uploads?name=${encodeURIComponent('2024年第一批')}`);
    expect(answer.statusCode).toBe(201);
    const { batch, totals, receipts } = answer.json<Uploaded>();
    expect(batch).toMatchObject({ name: '2024年第一批', state: 'running', createdBy: clerk.userId, priority: 10 });
    expect(totals).toMatchObject({ found: 6, accepted: 6, duplicate: 0, rejected: 0, skipped: 0 });
    expect(receipts.map(({ number, name, sha256, outcome }) => [number, name, sha256, outcome])).toEqual(
      files.map(({ name, bytes }, i) => [i + 1, name, sha(bytes), 'accepted']),
    );
    for (const { sha256, size } of receipts) expect(await site.files.stat(sha256!)).toEqual({ sha256, size });
    expect(site.woken.flat()).toEqual(receipts.map(({ documentId }) => documentId));
    const listed = await clerk.get(`/api/batches/${batch.id}/receipts?offset=4&limit=1`);
    expect(listed.json()).toMatchObject({ total: 6, rows: [{ id: receipts[4]!.id }] });
  });

  it('keeps the names of folders, whatever slashes they came with', async () => {
    const names = ['2024\\一月\\甲.pdf', '2024/二月/乙.pdf', '../../etc/丙.pdf'];
    const { receipts } = (
      await upload(
        clerk,
        names.map((name) => ({ name, bytes: pdf(name) })),
      )
    ).json<Uploaded>();
    // A backslash in a quoted name is an escape to some; both ways the label must stay readable.
    expect(receipts.map(({ name }) => name)).toEqual(['2024/一月/甲.pdf', '2024/二月/乙.pdf', '../../etc/丙.pdf']);
    expect(receipts.map(({ outcome }) => outcome)).toEqual(Array(3).fill('accepted'));
  });

  it('of a ZIP from a Chinese Windows gives its entries by their names', async () => {
    const gbk = (text: string): Buffer => Buffer.from({ 报告: 'b1a8b8e6', 青岚: 'c7e0e1b0' }[text]!, 'hex');
    const zip = zipOf([
      { name: Buffer.concat([gbk('报告'), Buffer.from('/'), gbk('青岚'), Buffer.from('.pdf')]), bytes: sample(CLEAN[0]) },
      { name: '报告/二.pdf', bytes: sample(CLEAN[1]), utf8: true },
      { name: '报告/说明.txt', bytes: Buffer.from('说明'), utf8: true },
      { name: '__MACOSX/._x', bytes: Buffer.from('x') },
    ]);
    const { totals, receipts, batch } = (await upload(clerk, [{ name: '归档.zip', bytes: zip }])).json<Uploaded>();
    expect(totals).toMatchObject({ found: 4, accepted: 2, rejected: 1, skipped: 1 });
    expect(receipts.map(({ name, outcome, error }) => [name, outcome, error?.code])).toEqual([
      ['归档.zip/报告/青岚.pdf', 'accepted', undefined],
      ['归档.zip/报告/二.pdf', 'accepted', undefined],
      ['归档.zip/报告/说明.txt', 'rejected', 'file/unsupported'],
    ]);
    expect(batch.priority).toBe(10);
  });

  it('tells what was there already', async () => {
    const [first] = (await upload(clerk, samples([CLEAN[0]]))).json<Uploaded>().receipts;
    const { totals, receipts } = (await upload(clerk, [{ name: 'again.pdf', bytes: sample(CLEAN[0]) }])).json<Uploaded>();
    expect(totals).toMatchObject({ found: 1, accepted: 0, duplicate: 1 });
    expect(receipts[0]).toMatchObject({ outcome: 'duplicate', documentId: first!.documentId });
    expect(site.woken.flat()).toEqual([first!.documentId]);
  });

  it('refuses single files with a reason in the language set, and takes the others', async () => {
    const small = await openSite({ config: { ...CONFIG, limits: { maxBytes: 2000, maxEntries: 10 } } });
    const admin = await small.client('admin');
    const files = [
      { name: 'a.pdf', bytes: pdf('x'.repeat(5000)) },
      { name: 'b.pdf', bytes: Buffer.alloc(0) },
      { name: 'c.pdf', bytes: Buffer.from('PK\u0003\u0004 no zip at all', 'latin1') },
      { name: 'd.pdf', bytes: pdf('good') },
    ];
    const { totals, receipts } = (await upload(admin, files)).json<Uploaded>();
    expect(totals).toMatchObject({ found: 4, accepted: 1, rejected: 3 });
    expect(receipts.map(({ error }) => error?.code)).toEqual(['file/too-large', 'file/empty', 'archive/damaged', undefined]);
    expect(receipts[1]!.error?.message).toContain('文件为空');
    await small.close();
  });
});

describe('the priority', () => {
  const priorities = async (): Promise<number[]> => (await site.store.documents.list({}, ALL)).rows.map(({ priority }) => priority);

  it('of one file is above bulk; a ZIP is bulk, and so are two files', async () => {
    expect((await upload(clerk, samples([CLEAN[0]]))).json<Uploaded>().batch.priority).toBe(0);
    expect((await upload(clerk, samples([CLEAN[1], FAULTY[0]]))).json<Uploaded>().batch.priority).toBe(10);
    const zip = { name: 'z.zip', bytes: zipOf([{ name: 'a.pdf', bytes: sample(FAULTY[1]) }]) };
    expect((await upload(clerk, [zip])).json<Uploaded>().batch.priority).toBe(10);
    expect(await priorities()).toEqual([0, 10, 10, 10]);
  });

  it('of a batch that was said to be single is lost with its second file', async () => {
    const { id, priority } = (await clerk.send('POST', '/api/batches', { name: 'b', single: true })).json<{
      id: string;
      priority: number;
    }>();
    expect(priority).toBe(0);
    await upload(clerk, samples([CLEAN[0]]), `/api/batches/${id}/files`);
    expect(await priorities()).toEqual([0]);
    await upload(clerk, samples([CLEAN[1]]), `/api/batches/${id}/files`);
    expect(await priorities()).toEqual([10, 10]);
  });
});

describe('a batch', () => {
  it('takes files in many requests until it is sealed', async () => {
    const { id } = (await clerk.send('POST', '/api/batches', { name: 'b' })).json<{ id: string }>();
    const to = `/api/batches/${id}/files`;
    const answers = await Promise.all([CLEAN[0], CLEAN[1], FAULTY[0]].map((name) => upload(clerk, samples([name]), to)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    expect(answers.map((answer) => answer.json<Uploaded>().receipts[0]!.number).sort()).toEqual([1, 2, 3]);
    expect(answers[0]!.json<Uploaded>().batch.state).toBe('receiving');
    expect((await clerk.send('POST', `/api/batches/${id}/seal`)).statusCode).toBe(200);
    const late = await upload(clerk, samples([FAULTY[1]]), to);
    expect([late.statusCode, late.json<ErrorBody>().code]).toEqual([409, 'batch/not-receiving']);
  });

  it('is added to only by whoever may see it', async () => {
    const other = await site.client('clerk', 'another');
    const { id } = (await clerk.send('POST', '/api/batches', { name: 'b' })).json<{ id: string }>();
    expect((await upload(other, samples([CLEAN[0]]), `/api/batches/${id}/files`)).statusCode).toBe(404);
    expect((await site.store.documents.list({}, ALL)).total).toBe(0);
  });
});

describe('a request', () => {
  const refusal = async (answer: Awaited<ReturnType<Client['get']>>): Promise<[number, string]> => {
    const { code, message, hint } = answer.json<ErrorBody>();
    for (const text of [message.zh, message.en, hint.zh, hint.en]) expect(text).toMatch(/\S/);
    expect(message.zh).toMatch(/\p{Script=Han}/u);
    return Promise.resolve([answer.statusCode, code]);
  };
  const post = (payload: Buffer | object, headers: Record<string, string>, url = '/api/uploads?name=b') =>
    clerk.send('POST', url, payload, { ...headers, 'x-csrf-token': clerk.csrf });

  it('that is no upload is refused, and nothing stays of it', async () => {
    const { payload, headers } = multipart(samples([CLEAN[0]]));
    expect(await refusal(await post({ files: [] }, {}))).toEqual([415, 'request/unsupported']);
    expect(await refusal(await post(Buffer.from('x'), { 'content-type': 'application/pdf' }))).toEqual([415, 'request/unsupported']);
    expect(await refusal(await post(payload, { 'content-type': 'multipart/form-data' }))).toEqual([400, 'request/invalid']);
    expect(await refusal(await post(payload, headers, '/api/uploads'))).toEqual([400, 'request/invalid']);
    expect(await refusal(await post(payload, headers, '/api/uploads?name=a%00b'))).toEqual([400, 'request/invalid']);
    expect(await refusal(await post(multipart([]).payload, headers))).toEqual([400, 'request/invalid']);
    expect((await site.store.batches.list(ALL)).total).toBe(0);
  });

  it('whose body ends early keeps what came whole, and says that it did not end', async () => {
    const { payload, headers } = multipart([...samples([CLEAN[0], CLEAN[1]])]);
    const answer = await post(payload.subarray(0, payload.length - 60_000), headers);
    expect(await refusal(answer)).toEqual([400, 'request/invalid']);
    const { rows } = await site.store.batches.list(ALL);
    expect(rows).toMatchObject([{ state: 'running' }]);
    const receipts = (await site.store.batches.receipts(rows[0]!.id, ALL)).rows;
    expect(receipts.map(({ outcome }) => outcome)).toEqual(['accepted', 'rejected']);
    expect(JSON.parse(receipts[1]!.error!)).toMatchObject({ code: 'file/broken-off' });
    expect((await site.store.documents.list({}, ALL)).total).toBe(1);
    expect(await site.files.has(sha(sample(CLEAN[1])))).toBe(false);
  });

  it('of more parts than there may be is too large, and the first ones are kept', async () => {
    const one = pdf('one');
    const parts = Array.from({ length: 20_001 }, (_, i) => ({ name: `${i}.pdf`, bytes: one }));
    // The same content every time: only the receipts are counted.
    const { payload, headers } = multipart(parts);
    const counted = vi.spyOn(site.store.batches, 'addReceipt').mockImplementation((receipt) =>
      Promise.resolve({
        ...receipt,
        id: 'r',
        number: 1,
        outcome: 'duplicate',
        document_id: null,
        of_document_id: null,
        error: null,
        created_at: '',
      } as never),
    );
    vi.spyOn(site.files, 'put').mockResolvedValue({ sha256: sha(one), size: one.length });
    expect(await refusal(await post(payload, headers))).toEqual([413, 'request/too-large']);
    expect(counted.mock.calls.length).toBe(20_000);
  }, 60_000);

  it('that finds the storage full says so, and may come again', async () => {
    const put = vi.spyOn(site.files, 'put').mockRejectedValueOnce(new GoujiError('storage/full', { free: 1, reserve: 2 }));
    expect(await refusal(await upload(clerk, samples([CLEAN[0]])))).toEqual([507, 'storage/full']);
    put.mockRestore();
    expect((await upload(clerk, samples([CLEAN[0]]))).statusCode).toBe(201);
  });

  it('beyond those that may upload at once is told to come later', async () => {
    let let_go = (): void => undefined;
    const waiting = new Promise<void>((resolve) => (let_go = resolve));
    const put = site.files.put.bind(site.files);
    vi.spyOn(site.files, 'put').mockImplementation(async (content) => (await waiting, put(content)));
    const many = Array.from({ length: 16 }, (_, i) => upload(clerk, [{ name: `${i}.pdf`, bytes: pdf(String(i)) }]));
    await sleep(200);
    const answer = await upload(clerk, samples([CLEAN[0]]));
    expect(await refusal(answer)).toEqual([503, 'server/busy']);
    expect(answer.headers['retry-after']).toBe('5');
    let_go();
    expect((await Promise.all(many)).map(({ statusCode }) => statusCode)).toEqual(Array(16).fill(201));
  });
});

describe('a connection that breaks', () => {
  it('leaves no half document, and a batch that can be finished', async () => {
    await site.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = site.app.server.address() as AddressInfo;
    const { payload, headers } = multipart(samples([CLEAN[0], CLEAN[1]]));
    const cut = payload.length - 50_000;
    const sent = httpRequest({
      port,
      method: 'POST',
      path: '/api/uploads?name=cut',
      headers: { ...headers, cookie: clerk.cookie, 'x-csrf-token': clerk.csrf, 'content-length': payload.length },
    });
    sent.on('error', () => undefined);
    sent.write(payload.subarray(0, cut));
    await vi.waitFor(async () => expect((await site.store.documents.list({}, ALL)).total).toBe(1), 10_000);
    await sleep(100);
    sent.destroy();
    await vi.waitFor(async () => expect((await site.store.batches.list(ALL)).rows).toMatchObject([{ state: 'running' }]), 10_000);
    const [batch] = (await site.store.batches.list(ALL)).rows;
    const receipts = (await site.store.batches.receipts(batch!.id, ALL)).rows;
    expect(receipts.map(({ outcome }) => outcome)).toEqual(['accepted', 'rejected']);
    expect(await site.files.has(sha(sample(CLEAN[1])))).toBe(false);
    expect(site.woken.flat()).toEqual([receipts[0]!.document_id]);
    // A browser that went away is no fault of ours.
    expect(site.logged.filter((line) => line.includes('internal/bug'))).toEqual([]);
    const again = (await upload(clerk, samples([CLEAN[0], CLEAN[1]]))).json<Uploaded>();
    expect(again.totals).toMatchObject({ duplicate: 1, accepted: 1 });
  });
});
