import { GoujiError } from '../../model/index.js';
import { now, type Connection } from './connection.js';
import type { Trx } from './columns.js';
import { record } from './records.js';
import type { Decision } from './store.js';
import type { Dispositions } from './tables.js';

type Decided = Pick<Dispositions, 'document_id' | 'fingerprint' | 'user_id' | 'decided_at' | 'reason'> & Pick<Decision, 'decision'>;

/**
 * Decides on findings, all or none; with `each` those that can be, and the ids of the others. Every decision has its entry in the audit log.
 * @throws GoujiError store/conflict when one of them has been decided since its `version`, or is not there any more
 */
export function decide({ write }: Connection, decisions: readonly Decision[], userId: string, each: boolean): Promise<string[]> {
  return write(async (trx) => {
    const time = now();
    const late: string[] = [];
    // In one order, so that two who decide on the same findings do not wait for each other.
    for (const decision of decisions.toSorted((a, b) => (a.findingId < b.findingId ? -1 : 1))) {
      if (await decideOne(trx, decision, userId, time)) continue;
      if (!each) throw new GoujiError('store/conflict');
      late.push(decision.findingId);
    }
    return late;
  });
}

/** False when somebody was first, or the finding is gone. */
async function decideOne(trx: Trx, { findingId, version, decision, reason }: Decision, userId: string, time: string): Promise<boolean> {
  const finding = await trx
    .selectFrom('findings')
    .select(['document_id', 'fingerprint', 'rule'])
    .where('id', '=', findingId)
    .executeTakeFirst();
  if (finding === undefined) return false;
  const { document_id, fingerprint, rule } = finding;
  const before = await trx
    .selectFrom('dispositions')
    .select(['decision', 'reason', 'version'])
    .where('document_id', '=', document_id)
    .where('fingerprint', '=', fingerprint)
    .executeTakeFirst();
  const stands = { decision, reason: decision === null ? null : reason };
  const decided = { document_id, fingerprint, ...stands, user_id: userId, decided_at: time };
  if (!(await (version === 0 ? first(trx, decided) : change(trx, decided, version)))) return false;
  await trx
    .updateTable('findings')
    .set({ decision })
    .where('document_id', '=', document_id)
    .where('fingerprint', '=', fingerprint)
    .execute();
  await record(trx, {
    userId,
    action: 'finding.decided',
    subject: findingId,
    before: before ?? { decision: null, reason: null, version: 0 },
    after: { ...stands, version: version + 1, document: document_id, fingerprint, rule },
  });
  return true;
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
