import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it, vi } from 'vitest';
import { Attempts } from '../../../review/server/attempts.js';
import { exposure } from '../../../review/server/start.js';
import { languageOf } from '../../../review/server/validation.js';
import { createDatabase, startPostgres, type TestServer } from '../../servers.js';
import { openStore } from '../../../pipeline/store/open.js';
import { CONFIG, cookieOf, openSite, PASSWORD, type Answer, type Site } from './harness.js';

const code = (answer: Answer): string => answer.json<{ code: string }>().code;
const signIn = (site: Site, name: string, password = PASSWORD, headers: Record<string, string> = {}): Promise<Answer> =>
  site.anybody({ method: 'POST', url: '/api/session', payload: { name, password }, headers });
const whoAmI = (site: Site, cookie: string): Promise<Answer> => site.anybody({ method: 'GET', url: '/api/session', headers: { cookie } });

let site: Site;
beforeEach(async () => {
  site = await openSite();
});
afterEach(() => site.close());

describe('signing in', () => {
  it('gives a cookie no script can read, that no other site sends, and whose token is not stored', async () => {
    const { cookie } = await site.client('clerk');
    const answer = await signIn(site, 'clerk');
    expect(answer.cookies[0]).toMatchObject({ name: 'gouji', httpOnly: true, sameSite: 'Strict', path: '/' });
    expect(answer.cookies[0]).not.toHaveProperty('secure');
    const token = cookie.split('=')[1]!;
    expect(await site.store.users.session(token)).toBeNull();
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('over HTTPS ties the cookie to the host, and browsers to HTTPS', async () => {
    const secure = await openSite({ config: { ...CONFIG, server: { ...CONFIG.server, secureCookies: true } } });
    await secure.client('clerk');
    const answer = await signIn(secure, 'clerk');
    expect(answer.cookies[0]).toMatchObject({ name: '__Host-gouji', secure: true, path: '/' });
    expect(answer.headers['strict-transport-security']).toContain('max-age');
    await secure.close();
  });

  it('answers alike for unknown names, wrong passwords and closed accounts, after as much work', async () => {
    const { userId } = await site.client('clerk');
    await site.client('reviewer');
    await site.store.users.update(userId, { disabled_at: new Date().toISOString() });
    const timed = async (name: string, password: string) => {
      const start = performance.now();
      const answer = await signIn(site, name, password);
      return { answer, took: performance.now() - start };
    };
    const [unknown, wrong, closed] = [
      await timed('nobody', PASSWORD),
      await timed('reviewer', 'wrong words'),
      await timed('clerk', PASSWORD),
    ];
    for (const { answer } of [unknown, wrong, closed]) expect([answer.statusCode, answer.body]).toEqual([401, unknown.answer.body]);
    // One hash each: without it an unknown name is answered in a few milliseconds.
    expect(unknown.took).toBeGreaterThan(wrong.took / 4);
  });

  it('is suspended after five failures from one address, says for how long, and not for others', async () => {
    await site.client('clerk');
    const tries = [];
    for (let n = 0; n < 6; n++) tries.push(await signIn(site, n % 2 === 0 ? 'clerk' : 'ＣＬＥＲＫ', 'wrong words'));
    expect(tries.map(({ statusCode }) => statusCode)).toEqual([401, 401, 401, 401, 401, 429]);
    const locked = await signIn(site, 'clerk');
    expect([locked.statusCode, code(locked)]).toEqual([429, 'auth/locked']);
    expect(Number(locked.headers['retry-after'])).toBeGreaterThan(800);
    expect(locked.json<{ hint: { zh: string; en: string } }>().hint).toMatchObject({
      zh: expect.stringContaining('15 分钟') as string,
      en: expect.stringContaining('15 minutes') as string,
    });
    expect(
      (
        await site.anybody({
          method: 'POST',
          url: '/api/session',
          payload: { name: 'clerk', password: PASSWORD },
          remoteAddress: '10.1.1.1',
        })
      ).statusCode,
    ).toBe(200);
  });

  it('is possible again at once when an administrator sets a new password', async () => {
    const { userId } = await site.client('clerk');
    const admin = await site.client('admin');
    for (let n = 0; n < 5; n++) await signIn(site, 'clerk', 'wrong words');
    expect((await signIn(site, 'clerk')).statusCode).toBe(429);
    expect((await admin.send('PATCH', `/api/users/${userId}`, { password: 'a new password' })).statusCode).toBe(200);
    expect((await signIn(site, 'clerk', 'a new password')).statusCode).toBe(200);
  });

  it('ends the session it takes the place of', async () => {
    const { cookie } = await site.client('clerk');
    expect((await signIn(site, 'clerk', PASSWORD, { cookie })).statusCode).toBe(200);
    expect((await whoAmI(site, cookie)).statusCode).toBe(401);
  });
});

describe('attempts', () => {
  it('of many names from one address, and of many addresses on one name, are limited too, and forgotten in time', () => {
    const attempts = new Attempts({ pair: 5, address: 8, name: 10, seconds: 60 });
    for (let n = 0; n < 8; n++) attempts.begin(`name ${n}`, '10.0.0.1', 0);
    expect(attempts.wait('another', '10.0.0.1', 0)).toBe(60);
    expect(attempts.wait('another', '10.0.0.1', 60_000)).toBe(0);
    for (let n = 0; n < 10; n++) attempts.begin('boss', `10.0.1.${n}`, 0);
    expect(attempts.wait('boss', '10.9.9.9', 0)).toBe(60);
    attempts.forget('BOSS');
    expect(attempts.wait('boss', '10.9.9.9', 0)).toBe(0);
    expect(attempts.wait('another', '10.0.0.1', 0)).toBe(60);
  });
});

describe('behind a proxy', () => {
  it('only the address the proxy itself added counts', async () => {
    const proxied = await openSite({ config: { ...CONFIG, server: { ...CONFIG.server, trustProxy: true } } });
    await proxied.client('clerk');
    const tries = [];
    for (let n = 0; n < 6; n++)
      tries.push(await signIn(proxied, 'clerk', 'wrong words', { 'x-forwarded-for': `203.0.113.${n}, 10.7.7.7` }));
    expect(tries.at(-1)!.statusCode).toBe(429);
    await proxied.close();
  });

  it('listening beyond this machine is warned of, unless there is TLS', () => {
    const of = (host: string, secureCookies: boolean, trustProxy = false) =>
      exposure({ server: { ...CONFIG.server, host, secureCookies, trustProxy } }).length;
    expect([of('127.0.0.1', false), of('localhost', false), of('::1', false), of('0.0.0.0', true)]).toEqual([0, 0, 0, 0]);
    expect([of('0.0.0.0', false), of('::', false), of('10.0.0.5', false), of('0.0.0.0', true, true)]).toEqual([1, 1, 1, 1]);
  });
});

describe('a session', () => {
  it('ends at sign-out, everywhere at sign-out everywhere, and no other one does', async () => {
    const [one, two, three] = [await site.client('clerk'), await site.client('clerk'), await site.client('clerk')];
    const other = await site.client('reviewer');
    expect((await one.send('DELETE', '/api/session')).cookies[0]).toMatchObject({ value: '' });
    expect([(await one.get('/api/session')).statusCode, (await two.get('/api/session')).statusCode]).toEqual([401, 200]);
    await two.send('DELETE', '/api/session/everywhere');
    expect([(await two.get('/api/session')).statusCode, (await three.get('/api/session')).statusCode]).toEqual([401, 401]);
    expect((await other.get('/api/session')).statusCode).toBe(200);
  });

  it('ends after the hours that are set', async () => {
    const { cookie } = await site.client('clerk');
    const later = Date.now() + 12 * 3600e3 + 1000;
    vi.useFakeTimers({ toFake: ['Date'], now: later });
    const answer = await whoAmI(site, cookie);
    vi.useRealTimers();
    expect(answer.statusCode).toBe(401);
    expect((await whoAmI(site, cookie)).statusCode).toBe(200);
  });

  it('of others ends when the password is changed; one’s own goes on with a new token', async () => {
    const [here, there] = [await site.client('clerk'), await site.client('clerk')];
    const wrong = await here.send('PUT', '/api/session/password', { current: 'wrong words', next: 'another password' });
    expect([wrong.statusCode, code(wrong)]).toEqual([401, 'auth/wrong-credentials']);
    const short = await here.send('PUT', '/api/session/password', { current: PASSWORD, next: 'short' });
    expect([short.statusCode, code(short)]).toEqual([400, 'request/invalid']);
    const changed = await here.send('PUT', '/api/session/password', { current: PASSWORD, next: 'another password' });
    expect(changed.statusCode).toBe(200);
    expect((await whoAmI(site, cookieOf(changed))).statusCode).toBe(200);
    for (const { cookie } of [here, there]) expect((await whoAmI(site, cookie)).statusCode).toBe(401);
    expect((await signIn(site, 'clerk')).statusCode).toBe(401);
  });
});

describe('refusals', () => {
  it('give their reasons in the language asked for', async () => {
    const ask = (language: string) =>
      site.anybody({ method: 'POST', url: '/api/session', payload: {}, headers: { 'accept-language': language } });
    const [zh, en] = [(await ask('zh-CN,en;q=0.5')).json<Told>(), (await ask('en')).json<Told>()];
    expect(zh.fields[0]!.reason).toMatch(/\p{Script=Han}/u);
    expect(en.fields[0]!.reason).not.toMatch(/\p{Script=Han}/u);
    expect(zh.message).toEqual(en.message);
    expect(zh.message.zh).toContain(zh.fields[0]!.reason);
    expect(
      ['en-GB', 'fr, en;q=0.1', 'zh;q=0.2, en', '', 'fr', 'en;q=0'].map((header) => languageOf({ headers: { 'accept-language': header } })),
    ).toEqual(['en', 'en', 'en', 'zh', 'zh', 'zh']);
  });
});

interface Told {
  message: { zh: string; en: string };
  fields: { field: string; reason: string }[];
}

describe('on PostgreSQL', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startPostgres();
  }, 300_000);
  afterAll(() => server.stop());

  it('signs in and out, lists the log, and refuses texts the database cannot take', async () => {
    const database = await createDatabase(server);
    const store = await openStore(database.url, {});
    const here = await openSite({ store });
    const admin = await here.client('admin');
    const nul = await signIn(here, 'a\0b');
    expect([nul.statusCode, code(nul)]).toEqual([400, 'request/invalid']);
    expect((await admin.get('/api/archive/auditors/reports?name=%00')).statusCode).toBe(400);
    const log = (await admin.get('/api/audit?action=session.')).json<{ rows: { action: string }[]; total: number }>();
    expect(log).toMatchObject({ total: 1, rows: [{ action: 'session.opened' }] });
    expect((await admin.get('/api/archive/statistics')).json()).toMatchObject({ years: [], rules: [], batches: [] });
    const two = await here.client('admin', 'second');
    const [a, b] = await Promise.all([
      admin.send('PATCH', `/api/users/${two.userId}`, { role: 'clerk' }),
      two.send('PATCH', `/api/users/${admin.userId}`, { role: 'clerk' }),
    ]);
    const left = (await store.users.list()).filter(({ role }) => role === 'admin');
    expect([left.length, [a.statusCode, b.statusCode].sort()[0]]).toEqual([1, 200]);
    expect((await admin.send('DELETE', '/api/session')).statusCode).toBeLessThan(402);
    await here.close();
    await store.close();
    await database.drop();
  });
});
