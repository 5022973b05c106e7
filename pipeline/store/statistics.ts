import type { Connection } from './connection.js';
import type { DocumentStore } from './store.js';
import type { Documents } from './tables.js';

/** Figures over all documents, for those who watch the system. */
export function statisticsStore({ db }: Connection): Pick<DocumentStore, 'states' | 'runsSince'> {
  return {
    states: async () => {
      const states: Record<Documents['state'], number> = { waiting: 0, reading: 0, checked: 0, partial: 0, failed: 0, cancelled: 0 };
      const counted = await db
        .selectFrom('documents')
        .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
        .groupBy('state')
        .execute();
      for (const { state, count } of counted) states[state] = count;
      return states;
    },
    runsSince: (since, { offset, limit }) =>
      db
        .selectFrom('runs')
        .select(['id', 'status', 'started_at', 'finished_at'])
        .where('finished_at', '>=', since)
        .orderBy('finished_at')
        .orderBy('id')
        .limit(limit)
        .offset(offset)
        .execute(),
  };
}
