import { randomUUID } from 'node:crypto';
import { now, type Connection } from './connection.js';
import type { UserStore } from './store.js';

/** People, and where they are signed in. */
export function userStore({ db, write }: Connection): UserStore {
  return {
    add: async (user) => {
      const row = { ...user, id: randomUUID(), created_at: now(), disabled_at: null };
      await write((trx) => trx.insertInto('users').values(row).execute());
      return row;
    },
    findByName: async (name) => (await db.selectFrom('users').selectAll().where('name', '=', name).executeTakeFirst()) ?? null,
    find: async (id) => (await db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst()) ?? null,
    list: () => db.selectFrom('users').selectAll().orderBy('name').execute(),
    update: async (id, change) => {
      if (Object.keys(change).length === 0) return (await db.selectFrom('users').select('id').where('id', '=', id).execute()).length > 0;
      const changed = await write((trx) => trx.updateTable('users').set(change).where('id', '=', id).returning('id').execute());
      return changed.length > 0;
    },
    openSession: ({ id, userId, csrf, expiresAt }) =>
      write(async (trx) => {
        await trx.deleteFrom('sessions').where('expires_at', '<=', now()).execute();
        await trx.insertInto('sessions').values({ id, user_id: userId, csrf, created_at: now(), expires_at: expiresAt }).execute();
      }),
    session: async (id) => {
      const row = await db
        .selectFrom('sessions')
        .innerJoin('users', 'users.id', 'sessions.user_id')
        .selectAll('users')
        .select(['csrf', 'expires_at'])
        .where('sessions.id', '=', id)
        .where('expires_at', '>', now())
        .where('disabled_at', 'is', null)
        .executeTakeFirst();
      if (row === undefined) return null;
      const { csrf, expires_at, ...user } = row;
      return { user, csrf, expiresAt: expires_at };
    },
    closeSession: async (id) => {
      await write((trx) => trx.deleteFrom('sessions').where('id', '=', id).execute());
    },
    closeSessions: async (userId) => {
      await write((trx) => trx.deleteFrom('sessions').where('user_id', '=', userId).execute());
    },
  };
}
