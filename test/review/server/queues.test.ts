import { Queue } from 'bullmq';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { QUEUE } from '../../../pipeline/dispatch/bullmq.js';
import { startRedis, type TestServer } from '../../servers.js';
import { CONFIG, openSite, type Client, type Site } from './harness.js';

let redis: TestServer;
let site: Site;
let admin: Client;
let queue: Queue;
beforeAll(async () => {
  redis = await startRedis();
  site = await openSite({ config: { ...CONFIG, redis: redis.url } });
  admin = await site.client('admin');
  queue = new Queue(QUEUE, { connection: { url: redis.url }, prefix: 'gouji' });
  await queue.add('document', { id: 'one' }, { jobId: 'one' });
}, 300_000);
afterAll(async () => {
  await queue.close();
  await site.close();
  await redis.stop();
});

describe('the board of queues', () => {
  it('is for administrators', async () => {
    expect((await site.anybody({ method: 'GET', url: '/queues' })).statusCode).toBe(401);
    for (const role of ['clerk', 'reviewer', 'auditor'] as const)
      for (const url of ['/queues', '/queues/api/queues', '/queues/static/favicon.svg'])
        expect([role, url, (await (await site.client(role)).get(url)).statusCode]).toEqual([role, url, 403]);
  });

  it('shows the queue and its jobs, under the policy of all pages', async () => {
    await vi.waitFor(async () => expect((await admin.get('/queues')).statusCode).toBe(200), 5000);
    const page = await admin.get('/queues');
    expect([page.statusCode, String(page.headers['content-type'])]).toEqual([200, expect.stringContaining('text/html')]);
    expect(String(page.headers['content-security-policy'])).not.toContain('unsafe-inline');
    const listed = await admin.get(`/queues/api/queues?activeQueue=${QUEUE}&status=waiting&page=1`);
    expect(listed.json<{ queues: { name: string; readOnlyMode: boolean; counts: { waiting: number } }[] }>().queues).toMatchObject([
      { name: QUEUE, readOnlyMode: true },
    ]);
  });

  it('changes nothing, whoever asks', async () => {
    const changing = site.app.accessTable().filter(({ method, url }) => url.startsWith('/queues') && !['GET', 'HEAD'].includes(method));
    expect(changing.length).toBeGreaterThan(5);
    for (const { method, url } of changing) {
      const path = url
        .replace(':queueName', QUEUE)
        .replace(':jobId', 'one')
        .replace(/:queueStatus|:status/, 'waiting')
        .replace(/:\w+/g, 'x');
      const answer = await admin.send(method as 'PUT', path);
      expect([method, path, answer.statusCode]).toEqual([method, path, 403]);
    }
    expect(await queue.getJobCountByTypes('waiting', 'prioritized')).toBe(1);
    expect(await queue.isPaused()).toBe(false);
  });

  it('is not there without a queue, and a server whose Redis is away still closes', async () => {
    const without = await openSite();
    expect((await (await without.client('admin')).get('/queues')).statusCode).toBe(404);
    await without.close();
    const away = await openSite({ config: { ...CONFIG, redis: 'redis://127.0.0.1:1' } });
    const answer = await (await away.client('admin')).get('/queues/api/queues');
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([503, 'queue/unavailable']);
    await away.close();
  });
});
