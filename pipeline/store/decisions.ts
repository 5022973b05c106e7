import { GoujiError } from '../../model/index.js';
import { now, type Connection } from './connection.js';
import type { Trx } from './columns.js';
import type { Decision } from './store.js';
import type { Dispositions } from './tables.js';

type Decided = Pick<Dispositions, 'document_id' | 'fingerprint' | 'user_id' | 'decided_at' | 'reason'> & Pick<Decision, 'decision'>;

/**
 * Decides on findings, all or none.
 * @throws GoujiError store/conflict when one of them has been decided since its `version`, or is not there any more
 */
export function decide({ write }: Connection, decisions: readonly Decision[], userId: string): Promise<void> {
  return write(async (trx) => {
    const time = now();
    // In one order, so that two who decide on the same findings do not wait for each other.
    for (const { findingId, version, decision, reason } of decisions.toSorted((a, b) => (a.findingId < b.findingId ? -1 : 1))) {
      const finding = await trx
        .selectFrom('findings')
        .select(['document_id', 'fingerprint'])
        .where('id', '=', findingId)
        .executeTakeFirst();
      if (finding === undefined) throw new GoujiError('store/conflict');
      const decided = { ...finding, decision, reason: decision === null ? null : reason, user_id: userId, decided_at: time };
      if (!(await (version === 0 ? first(trx, decided) : change(trx, decided, version)))) throw new GoujiError('store/conflict');
      await trx
        .updateTable('findings')
        .set({ decision })
        .where('document_id', '=', finding.document_id)
        .where('fingerprint', '=', finding.fingerprint)
        .execute();
    }
  });
}

async function first(trx: Trx, decided: Decided): Promise<boolean> {
  const added = await trx
    .insertInto('dispositions')
    .values({ ...decided, version: 1 })
    .onConflict((conflict) => conflict.columns(['document_id', 'fingerprint']).doNothing())
    .returning('version')
    .execute();
  return added.length > 0;
}

async function change(trx: Trx, { document_id, fingerprint, ...decided }: Decided, version: number): Promise<boolean> {
  const changed = await trx
    .updateTable('dispositions')
    .set({ ...decided, version: version + 1 })
    .where('document_id', '=', document_id)
    .where('fingerprint', '=', fingerprint)
    .where('version', '=', version)
    .returning('version')
    .execute();
  return changed.length > 0;
}
