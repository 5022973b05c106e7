import { setTimeout as sleep } from 'node:timers/promises';
import { pino, type Logger } from 'pino';
import { expect, it } from 'vitest';
import { archiveKeeper } from '../../../pipeline/service/archive-keeper.js';
import { startUpkeep } from '../../../pipeline/service/upkeep.js';
import { newBatch, onEachDatabase, stored } from '../store/databases.js';

function logTo(lines: Record<string, unknown>[]): Logger {
  return pino({ base: null }, { write: (line: string) => lines.push(JSON.parse(line) as Record<string, unknown>) });
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let round = 0; !(await isSo()); round++) {
    if (round > 200) throw new Error('It never came to be.');
    await sleep(25);
  }
}

onEachDatabase('what is looked after', (database) => {
  it('is what killed processes left: reports not compared, batches that nobody receives', async () => {
    const { store } = database;
    const batch = await newBatch(store);
    const id = await stored(store, batch, 1);
    const lines: Record<string, unknown>[] = [];
    const upkeep = startUpkeep(store, archiveKeeper(store), logTo(lines), { roundSeconds: 0.02, leftSeconds: -60, abandonedSeconds: -60 });
    await until(async () => (await store.archive.unsettled(10)).length === 0 && (await store.batches.find(batch.id))?.state === 'running');
    await upkeep.stop();
    expect(lines.map(({ msg }) => msg)).toEqual(expect.arrayContaining(['abandoned batches', 'compared later']));
    // Nothing goes on once it is stopped.
    await store.documents.requeue({ ids: [id] });
    const before = lines.length;
    await sleep(100);
    expect(lines).toHaveLength(before);
  });

  it('is left to others while they may be at it', async () => {
    const { store } = database;
    const batch = await newBatch(store);
    const id = await stored(store, batch, 1);
    const lines: Record<string, unknown>[] = [];
    const upkeep = startUpkeep(store, archiveKeeper(store), logTo(lines), { roundSeconds: 0.02 });
    await sleep(150);
    await upkeep.stop();
    expect(await store.archive.unsettled(10)).toEqual([id]);
    expect((await store.batches.find(batch.id))?.state).toBe('receiving');
    expect(lines).toEqual([]);
  });

  it('goes on after the database was away', async () => {
    const { store } = database;
    await stored(store, await newBatch(store), 1);
    let isAway = true;
    const archive = archiveKeeper(store);
    const lines: Record<string, unknown>[] = [];
    const upkeep = startUpkeep(
      store,
      { catchUp: (...rest) => (isAway ? Promise.reject(new Error('away')) : archive.catchUp(...rest)) },
      logTo(lines),
      { roundSeconds: 0.02, leftSeconds: -60 },
    );
    await until(() => Promise.resolve(lines.length >= 2));
    expect(lines[0]).toMatchObject({ msg: 'trouble', reason: 'away' });
    isAway = false;
    await until(async () => (await store.archive.unsettled(10)).length === 0);
    await upkeep.stop();
  });
});
