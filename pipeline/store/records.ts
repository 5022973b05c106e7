import { now, type Connection } from './connection.js';
import type { Trx } from './columns.js';
import type { AuditStore, SettingStore } from './store.js';

/** Who did what, the last first. */
export function auditStore({ db, write }: Connection): AuditStore {
  return {
    add: (entry) => write((trx) => record(trx, entry)),
    list: async ({ subject, userId, action, from, to }, { offset, limit }) => {
      let query = db.selectFrom('audit_log');
      if (subject !== undefined) query = query.where('subject', '=', subject);
      if (userId !== undefined) query = query.where('audit_log.user_id', '=', userId);
      // After a dot comes a letter, and all letters are before the brace.
      if (action?.endsWith('.') === true) query = query.where('action', '>', action).where('action', '<', `${action}{`);
      else if (action !== undefined) query = query.where('action', '=', action);
      if (from !== undefined) query = query.where('at', '>=', from);
      if (to !== undefined) query = query.where('at', '<', to);
      const rows = await query
        .leftJoin('users', 'users.id', 'audit_log.user_id')
        .select(['at', 'audit_log.user_id as userId', 'users.name as user', 'action', 'subject', 'before', 'after'])
        .orderBy('audit_log.id', 'desc')
        .limit(limit)
        .offset(offset)
        .execute();
      const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
      return { rows: rows.map((row) => ({ ...row, before: parse(row.before), after: parse(row.after) })), total, exact: true };
    },
  };
}

/** What is set for the whole installation, as JSON values; null what was never set. */
export function settingStore({ db, write }: Connection): SettingStore {
  return {
    get: async (key) => {
      const row = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst();
      return parse(row?.value ?? null);
    },
    set: async (key, value) => {
      const text = JSON.stringify(value ?? null);
      await write((trx) =>
        trx
          .insertInto('settings')
          .values({ key, value: text })
          .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: text }))
          .execute(),
      );
    },
  };
}

/** Writes an entry of the audit log, in the transaction of what it tells. */
export async function record(trx: Trx, { userId, action, subject, before, after }: Parameters<AuditStore['add']>[0]): Promise<void> {
  const row = { at: now(), user_id: userId, action, subject, before: json(before), after: json(after) };
  await trx.insertInto('audit_log').values(row).execute();
}

function json(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

function parse(text: string | null): unknown {
  return text === null ? null : (JSON.parse(text) as unknown);
}
