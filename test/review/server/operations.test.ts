import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GoujiError } from '../../../model/index.js';
import { newBatch, receive, stored } from '../../pipeline/store/databases.js';
import { CONFIG, openSite, type Site } from './harness.js';

let site: Site;
beforeEach(async () => {
  site = await openSite();
});
afterEach(() => site.close());
const get = (url: string, options: object = {}) => site.anybody({ method: 'GET', url, ...options });

describe('health and readiness', () => {
  it('need no session', async () => {
    expect((await get('/health')).json()).toEqual({ status: 'ok' });
    expect((await get('/ready')).json()).toMatchObject({ ready: true });
  });

  it('name the part that is missing, and not why', async () => {
    vi.spyOn(site.store, 'ping').mockRejectedValue(new GoujiError('store/unavailable', { reason: 'secret.host' }));
    const answer = await get('/ready');
    expect([answer.statusCode, answer.json()]).toEqual([503, { ready: false, database: 'failed', files: 'ok', queue: 'ok', space: 'ok' }]);
    expect(answer.body).not.toContain('secret');
    expect((await get('/health')).statusCode).toBe(200);
  });

  it('see a full disk', async () => {
    vi.spyOn(site.files, 'freeSpace').mockResolvedValue(1000);
    expect((await get('/ready')).json()).toMatchObject({ ready: false, space: 'failed' });
  });
});

describe('metrics', () => {
  it('count documents by state, readings and requests by route, and name nobody', async () => {
    const batch = await newBatch(site.store);
    await receive(site.store, batch, [1, 2]);
    await stored(site.store, batch, 3);
    await (await site.client('reviewer')).get('/api/documents?organization=secret');
    const { body } = await get('/metrics');
    expect(body).toContain('gouji_documents{state="waiting"} 2');
    expect(body).toContain('gouji_readings_total{status="checked"} 1');
    expect(body).toMatch(/gouji_reading_duration_seconds_sum\{status="checked"\} [\d.]+/);
    expect(body).toContain('route="/api/documents"');
    expect(body).toContain('gouji_database_up 1');
    expect(body).not.toMatch(/secret|organization/);
    expect((await get('/metrics')).body).toContain('gouji_readings_total{status="checked"} 1');
  });

  it('are there without the database, and say so', async () => {
    const away = () => Promise.reject(new GoujiError('store/unavailable', { reason: 'x' }));
    vi.spyOn(site.store.documents, 'states').mockImplementation(away);
    vi.spyOn(site.store.documents, 'runsSince').mockImplementation(away);
    const { statusCode, body } = await get('/metrics');
    expect(statusCode).toBe(200);
    expect(body).toContain('gouji_database_up 0');
    expect(body).not.toContain('gouji_documents{');
  });

  it('are for this machine, not through a proxy; or for the holder of the token', async () => {
    expect((await get('/metrics', { remoteAddress: '10.0.0.9' })).statusCode).toBe(403);
    expect((await get('/metrics', { headers: { 'x-forwarded-for': '127.0.0.1' } })).statusCode).toBe(403);
    const guarded = await openSite({ config: { ...CONFIG, server: { ...CONFIG.server, metricsToken: 'a token of metrics' } } });
    const ask = (headers: Record<string, string>) => guarded.anybody({ method: 'GET', url: '/metrics', headers });
    expect((await ask({})).statusCode).toBe(401);
    expect((await ask({ authorization: 'Bearer a token of metrics' })).statusCode).toBe(200);
    await guarded.close();
  });
});
