import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { STREAMS } from '../../../review/server/config.js';
import type { ErrorBody } from '../../../review/server/schemas/common.js';
import { openEvents, type Stream, type Told } from './events.js';
import { openSite, type Answer, type Client, type Site } from './harness.js';
import { CLEAN, FAULTY, readAll, samples, upload, type Uploaded } from './samples.js';

let site: Site;
let clerk: Client;
const streams: Stream[] = [];
const usual = { ...STREAMS };
const faster = (changes: Partial<Record<keyof typeof STREAMS, number>>): unknown => Object.assign(STREAMS, changes);
beforeEach(async () => {
  faster({ lookSeconds: 0.03 });
  site = await openSite();
  clerk = await site.client('clerk');
});
afterEach(async () => {
  faster(usual);
  for (const stream of streams.splice(0)) stream.close();
  await site.close();
});

interface Shown {
  id: string;
  state: string;
  progress: { left: number; finished: boolean; pages: number; documents: Record<string, number>; receipts: Record<string, number> };
}
const uploaded = async (names: readonly string[] = CLEAN): Promise<Uploaded> => (await upload(clerk, samples(names))).json<Uploaded>();
const show = async (id: string): Promise<Shown> => (await clerk.get(`/api/batches/${id}`)).json<Shown>();
const act = (id: string, name: string, client = clerk): Promise<Answer> => client.send('POST', `/api/batches/${id}/${name}`);
const code = (answer: Answer): [number, string] => [answer.statusCode, answer.json<ErrorBody>().code];

describe('a batch', () => {
  it('shows how far it is', async () => {
    const { batch } = await uploaded([...CLEAN, ...FAULTY]);
    expect(await show(batch.id)).toMatchObject({ state: 'running', progress: { left: 6, finished: false, documents: { waiting: 6 } } });
    expect(await readAll(site)).toBe(6);
    const { progress } = await show(batch.id);
    expect(progress).toMatchObject({ left: 0, finished: true, receipts: { accepted: 6, duplicate: 0 } });
    expect(progress.documents['checked']! + progress.documents['partial']!).toBe(6);
    expect(progress.pages).toBeGreaterThan(30);
  });

  it('is listed after those that came later, to clerks only their own', async () => {
    const first = (await uploaded([CLEAN[0]])).batch.id;
    const second = (await uploaded([CLEAN[1]])).batch.id;
    const other = await site.client('clerk', 'another');
    const auditor = await site.client('auditor');
    const ids = async (client: Client, query = ''): Promise<string[]> =>
      (await client.get(`/api/batches${query}`)).json<{ rows: Shown[] }>().rows.map(({ id }) => id);
    expect(await ids(clerk)).toEqual([second, first]);
    expect(await ids(clerk, '?offset=1&limit=1')).toEqual([first]);
    expect(await ids(auditor)).toEqual([second, first]);
    expect(await ids(other)).toEqual([]);
    for (const path of ['', '/receipts', '/events'])
      expect(code(await other.get(`/api/batches/${first}${path}`))).toEqual([404, 'request/not-found']);
    for (const name of ['seal', 'pause', 'resume', 'cancel', 'retry'])
      expect(code(await act(first, name, other))).toEqual([404, 'request/not-found']);
    expect(code(await act(first, 'cancel', auditor))).toEqual([403, 'auth/forbidden']);
  });

  it('stands still while it is paused', async () => {
    const { id } = (await uploaded()).batch;
    expect((await act(id, 'pause')).json()).toMatchObject({ state: 'paused', progress: { left: 2, finished: false } });
    expect(await readAll(site)).toBe(0);
    expect(code(await act(id, 'pause'))).toEqual([409, 'batch/finished']);
    site.woken.length = 0;
    expect((await act(id, 'resume')).json()).toMatchObject({ state: 'running' });
    expect(site.woken).toEqual([[]]);
    expect(await readAll(site)).toBe(2);
    for (const name of ['pause', 'resume', 'cancel', 'seal']) expect(code(await act(id, name))).toEqual([409, 'batch/finished']);
    expect(await show(id)).toMatchObject({ state: 'running', progress: { finished: true } });
  });

  it('is cancelled for good, but what was read stays', async () => {
    const { batch, receipts } = await uploaded();
    const claim = { claim: 'worker', until: new Date(Date.now() + 60_000).toISOString() };
    await site.store.documents.claim(claim, receipts[0]!.documentId!);
    await site.store.documents.fail(receipts[0]!.documentId!, 'worker', { code: 'file/crashed', message: 'm', hint: 'h' });
    const answer = (await act(batch.id, 'cancel')).json<Shown>();
    expect(answer).toMatchObject({ state: 'cancelled', progress: { finished: true, documents: { failed: 1, cancelled: 1 } } });
    expect(await readAll(site)).toBe(0);
    for (const name of ['cancel', 'resume', 'retry', 'seal']) expect(code(await act(batch.id, name))).toEqual([409, 'batch/finished']);
    // The same file again is wanted after all.
    expect((await uploaded([CLEAN[1]])).totals.duplicate).toBe(1);
    expect(await readAll(site)).toBe(1);
  });

  it('has its failed documents read again', async () => {
    const { batch, receipts } = await uploaded();
    const id = receipts[0]!.documentId!;
    await site.store.documents.claim({ claim: 'worker', until: new Date(Date.now() + 60_000).toISOString() }, id);
    await site.store.documents.fail(id, 'worker', { code: 'file/crashed', message: '崩溃', hint: '…' });
    const failed = (await clerk.get(`/api/documents?batchId=${batch.id}&state=failed`)).json<{ rows: { id: string; error: unknown }[] }>();
    expect(failed.rows).toMatchObject([{ id, error: { code: 'file/crashed', message: '崩溃' } }]);
    site.woken.length = 0;
    expect((await act(batch.id, 'retry')).json()).toEqual({ requeued: 1 });
    expect(site.woken).toEqual([[id]]);
    expect(await readAll(site)).toBe(2);
    expect((await show(batch.id)).progress).toMatchObject({ finished: true, documents: { failed: 0 } });
    expect((await act(batch.id, 'retry')).json()).toEqual({ requeued: 0 });
  });

  it('has who did what to it in the audit log', async () => {
    const { id } = (await clerk.send('POST', '/api/batches', { name: ' 归档 ' })).json<{ id: string }>();
    await upload(clerk, samples([CLEAN[0]]), `/api/batches/${id}/files`);
    for (const name of ['seal', 'pause', 'cancel']) expect((await act(id, name)).statusCode).toBe(200);
    const { rows } = await site.store.audit.list({ subject: id }, { offset: 0, limit: 10 });
    expect(rows.map(({ action, user }) => `${action} ${user ?? ''}`)).toEqual(
      ['batch.cancel', 'batch.pause', 'batch.seal', 'batch.received', 'batch.created'].map((action) => `${action} clerk`),
    );
    expect(rows[1]).toMatchObject({ before: { state: 'running' }, after: { state: 'paused' } });
    expect(rows[4]).toMatchObject({ after: { name: '归档' } });
  });

  it('is begun with a name of a sensible length', async () => {
    for (const body of [{}, { name: '  ' }, { name: 'x'.repeat(201) }, { name: 'a\0b' }, { name: 'b', single: 'yes' }, []]) {
      expect(code(await clerk.send('POST', '/api/batches', body))).toEqual([400, 'request/invalid']);
    }
    expect(code(await clerk.get('/api/batches/a%00b'))).toEqual([400, 'request/invalid']);
    expect(code(await clerk.get('/api/batches?limit=201'))).toEqual([400, 'request/invalid']);
  });
});

describe('the events of a batch', () => {
  const listen = (): Promise<string> => site.app.listen({ host: '127.0.0.1', port: 0 });
  const follow = async (path: string, headers?: Record<string, string>, client = clerk): Promise<Stream> => {
    const stream = await openEvents(site, client, path, headers);
    streams.push(stream);
    return stream;
  };
  const of = ({ told }: Stream, event: string): Told[] => told.filter((one) => one.event === event);
  const numbers = (stream: Stream): (string | null)[] => of(stream, 'receipt').map(({ id }) => id);

  it('tell every receipt as it comes, the progress as it changes, and the end', async () => {
    await listen();
    const { id } = (await clerk.send('POST', '/api/batches', { name: 'b' })).json<{ id: string }>();
    const stream = await follow(`/api/batches/${id}/events`);
    await vi.waitFor(() => expect(of(stream, 'progress')).toHaveLength(1));
    expect(of(stream, 'progress')[0]!.data).toMatchObject({ state: 'receiving', left: 0, finished: false });
    const { receipts } = (await upload(clerk, samples([CLEAN[0]]), `/api/batches/${id}/files`)).json<Uploaded>();
    await vi.waitFor(() => expect(of(stream, 'receipt')).toHaveLength(1));
    expect(of(stream, 'receipt')[0]).toEqual({ event: 'receipt', id: '1', data: receipts[0] });
    await upload(clerk, samples([CLEAN[0], CLEAN[1]]), `/api/batches/${id}/files`);
    await act(id, 'seal');
    await vi.waitFor(() => expect(numbers(stream)).toEqual(['1', '2', '3']));
    await readAll(site);
    await stream.ended;
    expect(stream.told.at(-1)!.event).toBe('finished');
    expect(of(stream, 'progress').at(-1)!.data).toEqual((await show(id)).progress);
    expect(stream.told[0]!.event).toBeNull();
  });

  it('go on after the last receipt that was told, with the progress as it is', async () => {
    await listen();
    const { batch } = await uploaded([...CLEAN, ...FAULTY]);
    const path = `/api/batches/${batch.id}/events`;
    const again = await follow(path, { 'last-event-id': '4' });
    await vi.waitFor(() => expect(numbers(again)).toEqual(['5', '6']));
    expect(of(again, 'progress')[0]!.data).toMatchObject({ left: 6 });
    const asked = await follow(`${path}?after=5`, { 'last-event-id': 'what' });
    await vi.waitFor(() => expect(numbers(asked)).toEqual(['6']));
    await readAll(site);
    await Promise.all([again.ended, asked.ended]);
    // Whoever comes when all is over is told so at once.
    const late = await follow(`${path}?after=6`);
    await late.ended;
    expect(late.told.map(({ event }) => event)).toEqual([null, 'progress', 'finished']);
  });

  it('tell of hundreds of receipts without waiting between them', async () => {
    await listen();
    faster({ lookSeconds: 30 });
    const batch = await site.store.batches.create({ name: 'b', priority: 10, created_by: clerk.userId });
    const error = { code: 'file/empty', message: '空', hint: '' };
    for (let n = 1; n <= 450; n++)
      await site.store.batches.addReceipt({ batch_id: batch.id, name: `${n}.pdf`, size: 0, sha256: null, error });
    const stream = await follow(`/api/batches/${batch.id}/events`);
    await vi.waitFor(() => expect(numbers(stream)).toHaveLength(450), 5000);
    expect(numbers(stream).at(-1)).toBe('450');
  });

  it('show signs of life, and end with the session or the server', async () => {
    await listen();
    faster({ heartbeatSeconds: 0.05, sessionSeconds: 0.05 });
    const { batch } = await uploaded();
    const stream = await follow(`/api/batches/${batch.id}/events`);
    await vi.waitFor(() => expect(of(stream, 'comment').length).toBeGreaterThan(2));
    await clerk.send('DELETE', '/api/session');
    await stream.ended;
    expect(of(stream, 'finished')).toEqual([]);
    const other = await site.client('admin');
    const next = await follow(`/api/batches/${batch.id}/events`, {}, other);
    await vi.waitFor(() => expect(of(next, 'progress')).toHaveLength(1));
    const before = Date.now();
    await site.app.close();
    await next.ended;
    expect(Date.now() - before).toBeLessThan(2000);
  });

  it('are for so many at once, and whoever leaves makes room', async () => {
    await listen();
    faster({ most: 2 });
    const { batch } = await uploaded();
    const path = `/api/batches/${batch.id}/events`;
    const first = await follow(path);
    await follow(path);
    expect((await follow(path)).status).toBe(503);
    first.close();
    await vi.waitFor(async () => expect((await follow(path)).status).toBe(200), 5000);
  });
});
