import { describe, expect, it } from 'vitest';
import { GoujiError, type ErrorCode, type FileResult } from '../../../model/index.js';
import { DEFAULT_POLICY, workOn, type WorkContext, type WorkEvent } from '../../../pipeline/dispatch/work.js';
import { failedResult } from '../../../pipeline/stages/failed-result.js';
import type { DocumentStore } from '../../../pipeline/store/store.js';
import type { Documents } from '../../../pipeline/store/tables.js';

const DOCUMENT: Documents = {
  id: 'd1',
  sha256: 'a'.repeat(64),
  size: 3,
  name: '某某公司报告.pdf',
  batch_id: 'b1',
  state: 'reading',
  priority: 0,
  attempts: 1,
  deaths: 0,
  lapses: 0,
  claim: null,
  claimed_until: null,
  not_before: null,
  error: null,
  run_id: null,
  settled_run_id: null,
  project_number: null,
  version_of: null,
  created_at: '2026-01-01T00:00:00.000Z',
  finished_at: null,
};

const CHECKED: FileResult = { ...failedResult('d1', null, 'file/empty', {}, 'zh'), status: 'checked', error: null };

/** A store of one document that notes what is written, and whose claim can be taken away. */
function world(attempts = 1, counts: Partial<Pick<Documents, 'deaths' | 'lapses'>> = {}) {
  const written: string[] = [];
  const events: [WorkEvent, string, object][] = [];
  const state = { held: true, result: null as FileResult | null, notBefore: null as string | null };
  const documents: Partial<DocumentStore> = {
    claim: () => Promise.resolve({ ...DOCUMENT, attempts, ...counts }),
    renew: () => Promise.resolve(state.held),
    finish: (_id, _claim, { result }) => {
      if (state.held) written.push(`finish ${result.status}`);
      state.result = result;
      return Promise.resolve(state.held);
    },
    release: (_id, _claim, notBefore, why) => {
      if (state.held) written.push(`release ${why}`);
      state.notBefore = notBefore;
      return Promise.resolve(state.held);
    },
    fail: (_id, _claim, { code }) => {
      if (state.held) written.push(`fail ${code}`);
      return Promise.resolve(state.held);
    },
  };
  const context: WorkContext = {
    store: { documents: documents as DocumentStore },
    bytes: () => Promise.resolve(new Uint8Array(3)),
    engineVersion: '0.0.0',
    policy: DEFAULT_POLICY,
    log: (...event) => events.push(event),
  };
  return { written, events, state, context };
}

/** A lane whose child answers like that. */
const lane = (answer: FileResult | ErrorCode | Error) => ({
  abandon: () => undefined,
  check: async () => {
    await Promise.resolve();
    if (answer instanceof Error) throw answer;
    const result = typeof answer === 'string' ? failedResult('d1', null, answer, {}, 'zh') : answer;
    return { result, snippets: null, inspected: null };
  },
});

describe('work on a document', () => {
  it('writes the result under the name the file was uploaded with', async () => {
    const { context, written, state } = world();
    expect(await workOn(lane(CHECKED), context)).toBe('finished');
    expect(written).toEqual(['finish checked']);
    expect(state.result?.file).toBe(DOCUMENT.name);
  });

  it('logs ids, never names', async () => {
    const { context, events } = world();
    await workOn(lane(CHECKED), context);
    expect(JSON.stringify(events)).not.toContain('某某');
    expect(events.map(([event]) => event)).toEqual(['begun', 'finished']);
  });

  it('ends a damaged document at once: trying again would not help', async () => {
    const { context, written } = world();
    expect(await workOn(lane('pdf/damaged'), context)).toBe('failed');
    expect(written).toEqual(['finish failed']);
  });

  it.each(['file/timeout', 'file/out-of-memory', 'file/crashed'] as const)('tries %s again, and gives up the third time', async (code) => {
    const first = world(1);
    expect(await workOn(lane(code), first.context)).toBe('retry');
    expect(first.written).toEqual(['release death']);
    expect(Date.parse(first.state.notBefore!)).toBeGreaterThan(Date.now());
    const third = world(3, { deaths: 2 });
    expect(await workOn(lane(code), third.context)).toBe('failed');
    expect(third.written).toEqual(['finish failed']);
  });

  it('does not hold it against a document that workers were killed over it, or files out of reach', async () => {
    const { context, written } = world(12, { deaths: 1, lapses: 9 });
    expect(await workOn(lane('file/crashed'), context)).toBe('retry');
    expect(written).toEqual(['release death']);
    const unreachable = () => Promise.reject(new GoujiError('storage/unavailable', { reason: 'EIO' }));
    const second = world(12, { deaths: 2, lapses: 9 });
    expect(await workOn(lane(CHECKED), { ...second.context, bytes: unreachable })).toBe('retry');
    expect(Date.parse(second.state.notBefore!) - Date.now()).toBeLessThan(DEFAULT_POLICY.backoffSeconds * 1000 + 1);
  });

  it('gives up, unread, what every worker that took it was lost over', async () => {
    const { context, written } = world(11, { lapses: DEFAULT_POLICY.lapses });
    const unread = { abandon: () => undefined, check: () => Promise.reject(new Error('was read')) };
    expect(await workOn(unread, context)).toBe('failed');
    expect(written).toEqual(['fail file/crashed']);
  });

  it('waits longer each time when files are out of reach, then gives up with that reason', async () => {
    const unreachable = () => Promise.reject(new GoujiError('storage/unavailable', { reason: 'EIO' }));
    const waits: number[] = [];
    for (const attempts of [1, 2, 3]) {
      const { context, state } = world(attempts);
      expect(await workOn(lane(CHECKED), { ...context, bytes: unreachable })).toBe('retry');
      waits.push(Date.parse(state.notBefore!) - Date.now());
    }
    expect(waits[1]! / waits[0]!).toBeCloseTo(2, 0);
    expect(waits[2]! / waits[1]!).toBeCloseTo(2, 0);
    const last = world(DEFAULT_POLICY.environmentTries);
    expect(await workOn(lane(CHECKED), { ...last.context, bytes: unreachable })).toBe('failed');
    expect(last.written).toEqual(['fail storage/unavailable']);
  });

  it('writes nothing once the claim is lost', async () => {
    const { context, written, state } = world();
    state.held = false;
    expect(await workOn(lane(CHECKED), context)).toBe('lost');
    expect(written).toEqual([]);
  });

  it('gives a document back at once when the worker is shut down', async () => {
    const { context, written, state } = world();
    expect(await workOn(lane(new DOMException('stopped', 'AbortError')), context)).toBe('retry');
    expect(written).toEqual(['release stopped']);
    expect(state.notBefore).toBeNull();
  });

  it('leaves the claim to lapse when the database is away', async () => {
    const { context } = world();
    context.store.documents.finish = () => Promise.reject(new GoujiError('store/unavailable', { reason: 'ECONNREFUSED' }));
    await expect(workOn(lane(CHECKED), context)).rejects.toMatchObject({ code: 'store/unavailable' });
  });

  it('ends the reading when the claim is lost on the way', async () => {
    const { context, state } = world();
    state.held = false;
    let abandoned = 0;
    let answer: () => void = () => undefined;
    const slow = {
      abandon: () => {
        abandoned++;
        answer();
      },
      check: () =>
        new Promise<Awaited<ReturnType<ReturnType<typeof lane>['check']>>>((resolve) => {
          answer = () => resolve({ result: CHECKED, snippets: null, inspected: null });
        }),
    };
    expect(await workOn(slow, { ...context, policy: { ...DEFAULT_POLICY, leaseSeconds: 0.03 } })).toBe('lost');
    expect(abandoned).toBeGreaterThan(0);
  });
});
