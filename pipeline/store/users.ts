import { v7 as newId } from 'uuid';
import { GoujiError } from '../../model/index.js';
import type { Trx } from './columns.js';
import { now, takeTurns, type Connection } from './connection.js';
import type { UserStore } from './store.js';

/** People, and where they are signed in. */
export function userStore({ kind, db, write }: Connection): UserStore {
  return {
    add: async (user) => {
      const row = { ...user, id: newId(), created_at: now(), disabled_at: null };
      const added = await write((trx) =>
        trx
          .insertInto('users')
          .values(row)
          .onConflict((conflict) => conflict.column('name').doNothing())
          .returning('id')
          .execute(),
      );
      if (added.length === 0) throw new GoujiError('user/exists', { name: user.name });
      return row;
    },
    findByName: async (name) => (await db.selectFrom('users').selectAll().where('name', '=', name).executeTakeFirst()) ?? null,
    find: async (id) => (await db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst()) ?? null,
    list: () => db.selectFrom('users').selectAll().orderBy('name').execute(),
    update: async (id, change) => {
      if (Object.keys(change).length === 0) return (await db.selectFrom('users').select('id').where('id', '=', id).execute()).length > 0;
      return write(async (trx) => {
        // Two administrators who take each other's role away at once must not both succeed.
        const takesAway = (change.role ?? 'admin') !== 'admin' || (change.disabled_at ?? null) !== null;
        if (takesAway) await takeTurns(kind, trx, 'administrators');
        if (takesAway && (await isLastAdmin(trx, id))) throw new GoujiError('user/last-admin');
        const changed = await trx.updateTable('users').set(change).where('id', '=', id).returning('id').execute();
        return changed.length > 0;
      });
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

async function isLastAdmin(trx: Trx, id: string): Promise<boolean> {
  const admins = await trx.selectFrom('users').select('id').where('role', '=', 'admin').where('disabled_at', 'is', null).execute();
  return admins.length === 1 && admins[0]!.id === id;
}
