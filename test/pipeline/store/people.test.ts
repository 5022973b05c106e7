import { expect, it } from 'vitest';
import { ALL, inSeconds, onEachDatabase } from './databases.js';

const PERSON = { name: '顾青禾', role: 'reviewer' as const, password: 'scrypt$1' };

onEachDatabase('people', (database) => {
  it('are found by name and id, listed and changed', async () => {
    const { users } = database.store;
    const added = await users.add(PERSON);
    expect(await users.findByName(PERSON.name)).toEqual(added);
    expect(await users.find(added.id)).toEqual(added);
    expect(await users.findByName('nobody')).toBeNull();
    expect(await users.update(added.id, { role: 'admin' })).toBe(true);
    expect(await users.update('nobody', { role: 'admin' })).toBe(false);
    await users.add({ ...PERSON, name: 'a' });
    expect((await users.list()).map(({ name, role }) => `${name} ${role}`)).toEqual(['a reviewer', '顾青禾 admin']);
    await expect(users.add(PERSON)).rejects.toThrow();
  });

  it('are signed in until their session ends', async () => {
    const { users } = database.store;
    const { id } = await users.add(PERSON);
    await users.openSession({ id: 'kept', userId: id, csrf: 'token', expiresAt: inSeconds(60) });
    await users.openSession({ id: 'over', userId: id, csrf: 'token', expiresAt: inSeconds(-1) });
    expect(await users.session('kept')).toMatchObject({ user: { id, name: PERSON.name, role: 'reviewer' }, csrf: 'token' });
    expect(Object.keys((await users.session('kept'))!.user).toSorted()).toEqual(Object.keys((await users.find(id))!).toSorted());
    expect(await users.session('over')).toBeNull();
    await users.closeSession('kept');
    expect(await users.session('kept')).toBeNull();
  });

  it('are signed out everywhere, or when their account is closed', async () => {
    const { users } = database.store;
    const { id } = await users.add(PERSON);
    for (const session of ['a', 'b']) await users.openSession({ id: session, userId: id, csrf: '', expiresAt: inSeconds(60) });
    await users.update(id, { disabled_at: inSeconds(0) });
    expect(await users.session('a')).toBeNull();
    await users.update(id, { disabled_at: null });
    expect(await users.session('a')).not.toBeNull();
    await users.closeSessions(id);
    expect(await users.session('a')).toBeNull();
    expect(await users.session('b')).toBeNull();
  });
});

onEachDatabase('the audit log', (database) => {
  it('tells who did what to what, the last first', async () => {
    const { audit, users } = database.store;
    const { id } = await users.add(PERSON);
    await audit.add({ userId: id, action: 'finding.confirm', subject: 'finding/1', before: null, after: { decision: 'confirmed' } });
    await audit.add({ userId: null, action: 'batch.create', subject: 'batch/1' });
    await audit.add({ userId: id, action: 'finding.dismiss', subject: 'finding/1', before: { decision: 'confirmed' }, after: [1] });
    const { rows, total } = await audit.list({}, ALL);
    expect(total).toBe(3);
    expect(rows.map(({ action, user }) => [action, user])).toEqual([
      ['finding.dismiss', PERSON.name],
      ['batch.create', null],
      ['finding.confirm', PERSON.name],
    ]);
    expect(rows[0]).toMatchObject({ before: { decision: 'confirmed' }, after: [1], userId: id });
    expect(rows[2]!.before).toBeNull();
    expect((await audit.list({ subject: 'finding/1', userId: id }, { offset: 1, limit: 5 })).rows).toHaveLength(1);
    expect((await audit.list({ userId: id }, ALL)).total).toBe(2);
  });
});

onEachDatabase('settings', (database) => {
  it('are values of any shape, null until set', async () => {
    const { settings } = database.store;
    expect(await settings.get('hours')).toBeNull();
    await settings.set('hours', 12);
    await settings.set('hours', { day: [8, 18], on: true });
    expect(await settings.get('hours')).toEqual({ day: [8, 18], on: true });
  });
});
