import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ErrorBody } from '../../../review/server/schemas/common.js';
import { may, PERMISSIONS, permissionsOf, type Access, type Role } from '../../../review/server/roles.js';
import { openSite, type Client, type Site } from './harness.js';

const ROLES: Role[] = ['clerk', 'reviewer', 'auditor', 'admin'];
/** What may be reached without a session, and why. */
const OPEN: Record<string, string> = {
  'POST /api/session': 'signing in',
  'GET /health': 'whether the process runs',
  'GET /ready': 'whether it can be used',
  'GET /metrics': 'this machine, or a token',
};

let site: Site;
let clients: Record<Role, Client>;
beforeAll(async () => {
  site = await openSite();
  clients = Object.fromEntries(await Promise.all(ROLES.map(async (role) => [role, await site.client(role)]))) as Record<Role, Client>;
});
afterAll(() => site.close());

const code = (body: string): string => (JSON.parse(body) as ErrorBody).code;
const path = (url: string): string => url.replace(/:\w+/g, '1').replace('*', 'x');

function mayReach(role: Role, access: Access): boolean {
  return access === 'signed-in' || (typeof access !== 'string' && access.some((permission) => may(role, permission)));
}

describe('every route', () => {
  it('is in the table, and there are as many as the API has', () => {
    const routes = site.app.accessTable();
    expect(routes.length).toBeGreaterThan(35);
    const open = routes.filter(({ access }) => access === 'anybody' || access === 'metrics').map(({ method, url }) => `${method} ${url}`);
    expect(open.sort()).toEqual(Object.keys(OPEN).sort());
  });

  it('refuses whoever is not signed in', async () => {
    for (const { method, url, access } of site.app.accessTable()) {
      if (access === 'anybody' || access === 'metrics') continue;
      const answer = await site.anybody({ method: method, url: path(url) });
      expect([method, url, answer.statusCode, code(answer.body)]).toEqual([method, url, 401, 'auth/required']);
    }
  });

  it('refuses a made-up session, and one whose token is the stored hash', async () => {
    for (const token of ['x'.repeat(43), 'a'.repeat(64)]) {
      const answer = await site.anybody({ method: 'GET', url: '/api/session', headers: { cookie: `gouji=${token}` } });
      expect(answer.statusCode).toBe(401);
    }
  });

  for (const role of ROLES) {
    it(`lets a ${role} in exactly where the table says`, async () => {
      const { cookie, csrf } = clients[role];
      for (const { method, url, access } of site.app.accessTable()) {
        // The session itself must outlive the test.
        if (url.startsWith('/api/session') || access === 'anybody' || access === 'metrics') continue;
        const answer = await site.anybody({ method: method, url: path(url), headers: { cookie, 'x-csrf-token': csrf } });
        const isRefused = answer.statusCode === 403;
        expect([method, url, isRefused]).toEqual([method, url, !mayReach(role, access)]);
        if (isRefused) expect(code(answer.body)).toBe('auth/forbidden');
        else expect(answer.statusCode).not.toBe(401);
      }
    });

    it(`changes nothing for a ${role} without the session's own token`, async () => {
      const { cookie } = clients[role];
      const other = clients[role === 'admin' ? 'clerk' : 'admin'].csrf;
      for (const { method, url, access } of site.app.accessTable()) {
        if (method === 'GET' || access === 'anybody' || !mayReach(role, access)) continue;
        for (const headers of [{}, { 'x-csrf-token': '' }, { 'x-csrf-token': other }]) {
          const answer = await site.anybody({ method: method, url: path(url), headers: { cookie, ...headers } });
          expect([method, url, answer.statusCode, code(answer.body)]).toEqual([method, url, 403, 'auth/csrf']);
        }
      }
      expect((await clients[role].get('/api/session')).statusCode).toBe(200);
    });
  }
});

describe('roles', () => {
  it('are as agreed', () => {
    expect(permissionsOf('clerk')).toEqual(['batches.create', 'batches.own', 'batches.control', 'documents.own']);
    expect(permissionsOf('auditor').filter((permission) => /write|create|control|decide|reread|users/.test(permission))).toEqual([]);
    expect(permissionsOf('reviewer')).toEqual(expect.arrayContaining(['findings.decide', 'corrections.write']));
    expect(
      Object.keys(PERMISSIONS)
        .filter((permission) => !permission.endsWith('.own'))
        .sort(),
    ).toEqual(permissionsOf('admin').sort());
  });
});

describe('answers', () => {
  it('carry strict headers', async () => {
    const answer = await clients.admin.get('/api/session');
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'cache-control': 'no-store' });
    expect(answer.headers['strict-transport-security']).toBeUndefined();
  });

  it('to unknown addresses are errors like others', async () => {
    const answer = await site.anybody({ method: 'GET', url: '/api/nothing' });
    expect([answer.statusCode, code(answer.body)]).toEqual([404, 'request/not-found']);
    expect(answer.json()).toMatchObject({ message: { zh: expect.any(String) as string, en: expect.any(String) as string } });
  });

  it('name the field that is wrong', async () => {
    const answer = await clients.reviewer.get('/api/findings?severity=terrible&limit=0');
    expect(answer.statusCode).toBe(400);
    const body = answer.json<ErrorBody>();
    expect(body.code).toBe('request/invalid');
    expect(body.fields?.map(({ field }) => field).sort()).toEqual(['querystring.limit', 'querystring.severity']);
  });

  it('to broken and oversized bodies say so', async () => {
    const { cookie, csrf } = clients.admin;
    const send = (payload: string, type = 'application/json') =>
      site.anybody({ method: 'POST', url: '/api/users', headers: { cookie, 'x-csrf-token': csrf, 'content-type': type }, payload });
    const answers = [await send('{'), await send(`"${'x'.repeat(2_000_000)}"`), await send('<a/>', 'text/xml')];
    expect(answers.map(({ statusCode, body }) => [statusCode, code(body)])).toEqual([
      [400, 'request/invalid'],
      [413, 'request/too-large'],
      [415, 'request/unsupported'],
    ]);
  });

  it('never show a stack, and the log has it', async () => {
    const broken = vi.spyOn(site.store.audit, 'list').mockRejectedValue(new Error('secret detail at /srv/gouji'));
    const answer = await clients.admin.get('/api/audit');
    broken.mockRestore();
    expect([answer.statusCode, code(answer.body)]).toEqual([500, 'internal/bug']);
    expect(answer.body).not.toMatch(/secret|srv|\bat\b .*\.ts/);
    expect(site.logged.join('')).toContain('secret detail');
  });
});

describe('the log', () => {
  it('holds patterns of routes, no names that were looked for', async () => {
    await clients.reviewer.get(`/api/documents?organization=${encodeURIComponent('某某物业')}`);
    const lines = site.logged.join('');
    expect(lines).toContain('/api/documents');
    expect(decodeURIComponent(lines.replaceAll('%', '%25'))).not.toMatch(/某某物业|%E6%9F%90/);
  });
});

describe('requests', () => {
  it('from pages of others change nothing, signing in included', async () => {
    const answer = await site.anybody({
      method: 'POST',
      url: '/api/session',
      headers: { 'sec-fetch-site': 'cross-site' },
      payload: { name: 'admin', password: 'whatever it is' },
    });
    expect([answer.statusCode, code(answer.body)]).toEqual([403, 'auth/csrf']);
  });
});
