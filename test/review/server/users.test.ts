import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSite, PASSWORD, type Answer, type Client, type Site } from './harness.js';

const code = (answer: Answer): string => answer.json<{ code: string }>().code;
let site: Site;
let admin: Client;
beforeEach(async () => {
  site = await openSite();
  admin = await site.client('admin');
});
afterEach(() => site.close());

const add = (name: string, role = 'clerk', password = PASSWORD) => admin.send('POST', '/api/users', { name, role, password });
const log = async (query: string) => (await admin.get(`/api/audit?${query}`)).json<{ rows: Record<string, unknown>[]; total: number }>();

describe('users', () => {
  it('are added once, also by two at once, and the log knows by whom; no password is told', async () => {
    const answers = await Promise.all([add('陈青'), add('陈青')]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
    const refused = answers.find(({ statusCode }) => statusCode === 409)!;
    expect(code(refused)).toBe('user/exists');
    const { rows } = await log('action=user.added');
    expect(rows).toMatchObject([{ user: 'admin', before: null, after: { name: '陈青', role: 'clerk' } }]);
    expect((await admin.get('/api/users')).body).not.toMatch(/scrypt|password/);
  });

  it('have names that can be seen, and passwords that are long enough', async () => {
    for (const name of ['', ' a', 'a ', 'a\u202eb', 'a\nb', '\ud800', 'x'.repeat(101)])
      expect([name, (await add(name)).statusCode]).toEqual([name, 400]);
    expect((await add('ok', 'clerk', 'short')).statusCode).toBe(400);
    expect((await add('ok', 'king')).statusCode).toBe(400);
  });

  it('have to sign in again after a change, which the log tells before and after', async () => {
    const clerk = await site.client('clerk');
    expect((await admin.send('PATCH', `/api/users/${clerk.userId}`, {})).statusCode).toBe(400);
    expect((await admin.send('PATCH', `/api/users/${clerk.userId}`, { role: 'reviewer' })).json()).toMatchObject({ role: 'reviewer' });
    expect((await clerk.get('/api/session')).statusCode).toBe(401);
    const { rows } = await log(`subject=${clerk.userId}&action=user.`);
    expect(rows[0]).toMatchObject({ action: 'user.changed', before: { role: 'clerk' }, after: { role: 'reviewer', passwordSet: false } });
    await admin.send('PATCH', `/api/users/${clerk.userId}`, { disabled: true });
    const payload = { name: 'clerk', password: PASSWORD };
    expect((await site.anybody({ method: 'POST', url: '/api/session', payload })).statusCode).toBe(401);
    await admin.send('PATCH', `/api/users/${clerk.userId}`, { disabled: false });
    expect((await site.anybody({ method: 'POST', url: '/api/session', payload })).statusCode).toBe(200);
    expect((await admin.send('PATCH', '/api/users/nobody', { role: 'clerk' })).statusCode).toBe(404);
  });

  it('always have an administrator among them', async () => {
    for (const change of [{ role: 'clerk' }, { disabled: true }]) {
      const answer = await admin.send('PATCH', `/api/users/${admin.userId}`, change);
      expect([answer.statusCode, code(answer)]).toEqual([409, 'user/last-admin']);
    }
    const second = await site.client('admin', 'second');
    const both = await Promise.all([
      admin.send('PATCH', `/api/users/${second.userId}`, { role: 'clerk' }),
      second.send('PATCH', `/api/users/${admin.userId}`, { disabled: true }),
    ]);
    expect(both.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
    const admins = (await site.store.users.list()).filter((user) => user.role === 'admin' && user.disabled_at === null);
    expect(admins).toHaveLength(1);
  });
});

describe('the audit log', () => {
  it('is listed by pages, by person, action and time, the last first', async () => {
    for (let n = 0; n < 5; n++) await add(`用户${n}`);
    const all = await log('action=user.added&limit=2&offset=1');
    expect([all.total, all.rows.map(({ after }) => (after as { name: string }).name)]).toEqual([5, ['用户3', '用户2']]);
    const [last] = (await log('action=user.added&limit=1')).rows;
    const at = String(last!['at']);
    expect((await log(`action=user.added&from=${at}`)).total).toBeGreaterThan(0);
    expect((await log(`action=user.added&to=${at}`)).total).toBeLessThan(5);
    expect((await log(`user=${admin.userId}&action=session.opened`)).total).toBe(1);
    expect((await log('user=nobody')).total).toBe(0);
    expect((await admin.get('/api/audit?action=%25')).statusCode).toBe(400);
  });
});
