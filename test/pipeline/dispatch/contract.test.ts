import { expect, it } from 'vitest';
import { runRetry } from '../../../pipeline/cli/retry.js';
import { PRIORITY } from '../../../pipeline/intake/receive.js';
import type { Documents } from '../../../pipeline/store/tables.js';
import { memoryStream } from '../memory-io.js';
import { onEachDispatcher, severalLooks, until } from './dispatchers.js';
import { mockLane } from './readers.js';

const many = (count: number, say: string): string[] => Array.from({ length: count }, (_, n) => `${say} ${n}`);

onEachDispatcher('dispatch', (here) => {
  it('reads every document once, however many lanes and processes there are and however often they are told', async () => {
    const { work } = here;
    const words = many(60, 'report');
    const lanes = () => [1, 2, 3].map(() => work.readers.lane());
    const [first] = await Promise.all([work.start({ lanes: lanes() }), work.start({ lanes: lanes() })]);
    const { batch, documents } = await work.receive(words.slice(0, 40));
    await Promise.all([first.wake(documents), first.wake(documents), first.wake([])]);
    await work.receive(words.slice(40), batch);
    await work.settled();
    expect(work.readers.begun.toSorted()).toEqual(words.toSorted());
    expect(work.readers.doubled).toEqual([]);
    expect(await work.states(batch)).toEqual({ checked: 60 });
    for (const { id } of documents) expect(await work.store.documents.runs(id)).toHaveLength(1);
    expect(work.trouble).toEqual([]);
  });

  it('reads what waited before it was started', async () => {
    const { work } = here;
    const { batch } = await work.receive(many(3, 'report'));
    await work.start();
    await work.settled();
    expect(await work.states(batch)).toEqual({ checked: 3 });
  });

  it("lets one person's document overtake a batch", async () => {
    const { work } = here;
    const dispatcher = await work.start();
    const { documents } = await work.receive(['bulk HOLD', ...many(8, 'bulk')]);
    await dispatcher.wake(documents);
    await until('the first is read', () => work.readers.begun.length === 1);
    const { documents: single } = await work.receive(['single'], await work.newBatch(PRIORITY.single));
    await dispatcher.wake(single);
    work.readers.letGo(work.readers.begun[0]!);
    const held = work.readers.begun[0] === 'bulk HOLD' ? [] : ['bulk HOLD'];
    if (held.length > 0) await until('the held one is read', () => work.readers.begun.includes('bulk HOLD'));
    work.readers.letGo('bulk HOLD');
    await work.settled();
    // One document of the batch may have been at hand.
    expect(work.readers.begun.slice(1, 3)).toContain('single');
  });

  it('pauses a batch: what is being read ends, nothing else of it begins, others go on; then resumes', async () => {
    const { work } = here;
    const dispatcher = await work.start();
    const { batch, documents } = await work.receive(['HOLD', ...many(4, 'paused')]);
    await dispatcher.wake(documents);
    await until('the first is read', () => work.readers.begun.length === 1);
    await work.store.batches.setState(batch.id, 'paused');
    const { batch: other, documents: others } = await work.receive(many(2, 'other'));
    await dispatcher.wake(others);
    work.readers.letGo('HOLD');
    await until('the other batch is read', async () => (await work.states(other))['checked'] === 2);
    await severalLooks();
    expect(work.readers.begun).toEqual(['HOLD', 'other 0', 'other 1']);
    expect(await work.states(batch)).toEqual({ checked: 1, waiting: 4 });
    await work.store.batches.setState(batch.id, 'running');
    await dispatcher.wake([]);
    await work.settled();
    expect(await work.states(batch)).toEqual({ checked: 5 });
    expect(work.readers.begun).toHaveLength(7);
  });

  it('cancels a batch: what was read stays, what is being read is given up, and the lanes are free for others', async () => {
    const { work } = here;
    const dispatcher = await work.start({ lanes: [work.readers.lane(), work.readers.lane()], policy: { leaseSeconds: 0.6 } });
    const { batch, documents } = await work.receive(['read']);
    await dispatcher.wake(documents);
    await work.settled();
    const { documents: rest } = await work.receive(['HOLD 1', 'HOLD 2', ...many(4, 'never')], batch);
    await dispatcher.wake(rest);
    await until('two are read', () => work.readers.begun.length === 3);
    await work.store.batches.setState(batch.id, 'cancelled');
    const { batch: other, documents: others } = await work.receive(many(4, 'other'));
    await dispatcher.wake(others);
    await work.settled();
    expect(await work.states(other)).toEqual({ checked: 4 });
    expect(await work.states(batch)).toEqual({ checked: 1, cancelled: 6 });
    expect((await work.store.batches.progress(batch.id)).receipts).toMatchObject({ accepted: 7, duplicate: 0, rejected: 0 });
    expect(work.readers.begun.filter((words) => words.startsWith('never'))).toEqual([]);
    for (const { id } of rest) {
      expect(await work.store.documents.runs(id)).toEqual([]);
      expect(await work.find(id)).toMatchObject({ claim: null, claimed_until: null, error: null });
    }
  });

  it('tries again, later each time, when files are out of reach, and never a document that is damaged', async () => {
    const { work } = here;
    work.outOfReach.set('far', 2);
    const begun = Date.now();
    const dispatcher = await work.start({ policy: { backoffSeconds: 0.3 } });
    const { batch, documents } = await work.receive(['far', 'DAMAGED']);
    await dispatcher.wake(documents);
    await work.settled();
    expect(Date.now() - begun).toBeGreaterThanOrEqual(900);
    expect(await work.states(batch)).toEqual({ checked: 1, failed: 1 });
    const [far, damaged] = await Promise.all(documents.map(({ id }) => work.find(id)));
    expect(far).toMatchObject({ state: 'checked', attempts: 3, deaths: 0, error: null });
    expect(damaged).toMatchObject({ state: 'failed', attempts: 1 });
    expect(damaged?.error).toContain('pdf/damaged');
    expect(work.readers.begun.toSorted()).toEqual(['DAMAGED', 'far']);
  });

  it('gives up what stays out of reach, with that reason, and reads it when it is queued again', async () => {
    const { work } = here;
    work.outOfReach.set('far', 3);
    await work.start({ policy: { environmentTries: 3, backoffSeconds: 0.02 } });
    const { batch, documents } = await work.receive(['far']);
    await work.settled();
    expect(await work.states(batch)).toEqual({ failed: 1 });
    expect((await work.find(documents[0]!.id)).error).toContain('storage/unavailable');
    expect(work.readers.begun).toEqual([]);
    await work.store.documents.requeue('failed');
    await work.settled();
    expect(await work.find(documents[0]!.id)).toMatchObject({ state: 'checked', attempts: 1, error: null });
  });

  it('gives up a document that kills its child each time, reads the others, and reads it when told to by gouji retry', async () => {
    const { work } = here;
    const dispatcher = await work.start({ lanes: [mockLane(), mockLane()], policy: { backoffSeconds: 0.02 } });
    const { batch, documents } = await work.receive(['CRASH', ...many(4, 'report')]);
    await dispatcher.wake(documents);
    await work.settled();
    expect(await work.states(batch)).toEqual({ checked: 4, failed: 1 });
    const poison = await work.find(documents[0]!.id);
    expect(poison).toMatchObject({ attempts: 3, deaths: 2, lapses: 0, claim: null });
    expect(JSON.parse(poison.error!)).toMatchObject({ code: 'file/crashed' });
    expect(poison.error).toContain('exit 7');
    expect((await work.store.documents.runs(poison.id)).map(({ status }) => status)).toEqual(['failed']);

    work.replace(poison, 'well again');
    const stdout = memoryStream();
    const io = { stdout, stderr: memoryStream(), env: work.env };
    expect(await runRetry({ documents: [], batch: batch.id, failed: false, language: 'en' }, io)).toBe(0);
    expect(stdout.text()).toBe('1 document queued again\n');
    await work.settled();
    expect(await work.find(poison.id)).toMatchObject({ state: 'checked', attempts: 1, deaths: 0, error: null });
    expect((await work.store.documents.runs(poison.id)).map(({ status }) => status)).toEqual(['failed', 'checked']);
    expect(await work.states(batch)).toEqual({ checked: 5 });
  });

  it('lets what is being read end when it is stopped, and begins nothing more', async () => {
    const { work } = here;
    const dispatcher = await work.start();
    const { batch, documents } = await work.receive(['HOLD', ...many(3, 'left')]);
    await dispatcher.wake(documents);
    await until('one is read', () => work.readers.begun.length === 1);
    const stopped = dispatcher.stop(10);
    work.readers.letGo('HOLD');
    await stopped;
    expect(await work.states(batch)).toEqual({ checked: 1, waiting: 3 });
    expect(work.readers.begun).toEqual(['HOLD']);
    expect(work.trouble).toEqual([]);
  });

  it('gives back what is not done in time, as if it had never been begun, to whoever comes next', async () => {
    const { work } = here;
    const dispatcher = await work.start();
    const { batch, documents } = await work.receive(['HOLD', ...many(3, 'left')]);
    await dispatcher.wake(documents);
    await until('one is read', () => work.readers.begun.length === 1);
    await dispatcher.stop(0.05);
    expect(await work.states(batch)).toEqual({ waiting: 4 });
    const untouched: Partial<Documents> = { attempts: 0, deaths: 0, lapses: 0, claim: null, claimed_until: null, not_before: null };
    for (const { id } of documents) expect(await work.find(id)).toMatchObject(untouched);
    await work.start();
    await until('it is read again', () => work.readers.begun.length > 1);
    await until('it is held again', () => work.readers.begun.filter((words) => words === 'HOLD').length === 2);
    work.readers.letGo('HOLD');
    await work.settled();
    expect(await work.states(batch)).toEqual({ checked: 4 });
    expect(work.readers.begun).toHaveLength(5);
  });

  it('does nothing when it is told of work after it was stopped, and says that it is gone', async () => {
    const { work } = here;
    const dispatcher = await work.start();
    await dispatcher.ping();
    await dispatcher.stop(1);
    const { batch, documents } = await work.receive(many(2, 'late'));
    await dispatcher.wake(documents);
    await dispatcher.wake([]);
    await expect(dispatcher.ping()).rejects.toMatchObject({ code: 'queue/unavailable' });
    await dispatcher.stop(1);
    await severalLooks();
    expect(await work.states(batch)).toEqual({ waiting: 2 });
    expect(work.readers.begun).toEqual([]);
  });
});
