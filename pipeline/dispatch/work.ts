import { randomUUID } from 'node:crypto';
import { describeError, GoujiError, type ErrorCode } from '../../model/index.js';
import type { Claim, Store } from '../store/store.js';
import type { Documents } from '../store/tables.js';
import type { Lane } from './lane.js';

/** How long claims hold, and how often what goes wrong is tried again. */
export interface WorkPolicy {
  /** A claim not renewed for so long is anybody's. It is renewed three times in that time. */
  leaseSeconds: number;
  /** Deaths of its child, under a worker that lived to tell, after which a document is given up. */
  deaths: number;
  /**
   * Claims that lapsed after which a document is given up. Workers are killed for many reasons, so these count apart, and it takes more of
   * them; but a document that takes the whole machine down each time must end as well.
   */
  lapses: number;
  /** Failures of the environment (files or database out of reach, an engine not installed) after which it is given up. */
  environmentTries: number;
  /** Wait before the second try in seconds; doubled each time, up to `longestBackoffSeconds`. */
  backoffSeconds: number;
  longestBackoffSeconds: number;
}

export const DEFAULT_POLICY: WorkPolicy = {
  leaseSeconds: 60,
  deaths: 3,
  lapses: 10,
  environmentTries: 8,
  backoffSeconds: 2,
  longestBackoffSeconds: 300,
};

/** What a worker needs of the world. Logs hold ids, never what a document says. */
export interface WorkContext {
  store: Pick<Store, 'documents'>;
  /** The stored file of that hash. @throws GoujiError storage/... */
  bytes: (sha256: string) => Promise<Uint8Array>;
  engineVersion: string;
  policy: WorkPolicy;
  log: WorkLog;
  /** Called when a document has ended, before the next is taken. */
  onFinished?: (documentId: string) => Promise<void>;
}

export type WorkLog = (event: WorkEvent, documentId: string, details: Record<string, string | number>) => void;
export type WorkEvent = 'begun' | 'finished' | 'failed' | 'retry' | 'lost' | 'trouble';

/** `nothing`: no document to take. `lost`: somebody else has it now, nothing was written. `retry`: given back, to be tried later. */
export type WorkEnd = 'finished' | 'failed' | 'retry' | 'lost' | 'nothing';

/** Codes of a child that was lost over a document. */
const DEATHS: ReadonlySet<string> = new Set<ErrorCode>(['file/timeout', 'file/out-of-memory', 'file/crashed']);
/** Codes that say nothing about the document. */
const ENVIRONMENT = /^(storage|store)\/|^ocr\/engine-missing$/;

/**
 * Takes a document (that one, or the next), reads it in the lane's child and writes what came of it. The claim in the database decides:
 * whoever lost it writes nothing, so that a document read twice has one result.
 * @throws GoujiError store/unavailable when the database cannot be reached; the claim then lapses and somebody takes the document over
 */
export async function workOn(lane: Pick<Lane, 'check' | 'abandon'>, context: WorkContext, id?: string): Promise<WorkEnd> {
  const { store, policy } = context;
  const token = randomUUID();
  const document = await store.documents.claim(claimUntil(token, policy), id);
  if (document === null) return 'nothing';
  if (document.lapses >= policy.lapses) return giveUp(document, token, lapsed(document.lapses), context);
  context.log('begun', document.id, { attempt: document.attempts });
  const renewal = keepClaim(document.id, token, lane, context);
  try {
    return await readClaimed(document, token, lane, context);
  } finally {
    renewal.end();
  }
}

async function readClaimed(document: Documents, token: string, lane: Pick<Lane, 'check'>, context: WorkContext): Promise<WorkEnd> {
  const { store, policy, log } = context;
  const { id } = document;
  const startedAt = new Date().toISOString();
  try {
    const bytes = await context.bytes(document.sha256);
    // What the child has to say is logged under the id: names of files hold names of organizations.
    const { result: read } = await lane.check({ file: id, read: () => Promise.resolve(bytes) });
    const result = { ...read, file: document.name };
    const code = result.error?.code ?? '';
    if (ENVIRONMENT.test(code)) return await tryAgain(document, token, new GoujiError(code as ErrorCode), 'environment', context);
    if (DEATHS.has(code) && document.deaths + 1 < policy.deaths)
      return await tryAgain(document, token, new GoujiError(code as ErrorCode), 'death', context);
    const reading = { engineVersion: context.engineVersion, startedAt, result };
    if (!(await store.documents.finish(id, token, reading))) return lost(id, log);
    log(result.status === 'failed' ? 'failed' : 'finished', id, { status: result.status, ...(code === '' ? {} : { code }) });
    await context.onFinished?.(id);
    return result.status === 'failed' ? 'failed' : 'finished';
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') {
      // The worker is being shut down: the document is anybody's at once.
      return (await store.documents.release(id, token, null, 'stopped')) ? 'retry' : lost(id, log);
    }
    if (!(error instanceof GoujiError) || !ENVIRONMENT.test(error.code) || error.code === 'store/unavailable') throw error;
    return await tryAgain(document, token, error, 'environment', context);
  }
}

/** Gives a document back with a longer wait each time; or gives it up, when the environment has failed too often. */
async function tryAgain(
  document: Documents,
  token: string,
  error: GoujiError,
  why: 'death' | 'environment',
  context: WorkContext,
): Promise<WorkEnd> {
  const { store, policy, log } = context;
  const { id, attempts, deaths, lapses } = document;
  const earlier = why === 'death' ? deaths : Math.max(0, attempts - 1 - deaths - lapses);
  if (why === 'environment' && earlier + 1 >= policy.environmentTries) return giveUp(document, token, error, context);
  const wait = Math.min(policy.longestBackoffSeconds, policy.backoffSeconds * 2 ** earlier);
  if (!(await store.documents.release(id, token, secondsFromNow(wait), why))) return lost(id, log);
  log('retry', id, { code: error.code, attempt: attempts, seconds: wait });
  return 'retry';
}

async function giveUp({ id, attempts }: Documents, token: string, error: GoujiError, { store, log }: WorkContext): Promise<WorkEnd> {
  if (!(await store.documents.fail(id, token, describeError(error.code, error.details)))) return lost(id, log);
  log('failed', id, { code: error.code, attempt: attempts });
  return 'failed';
}

function lapsed(times: number): GoujiError {
  return new GoujiError('file/crashed', { reason: `审读它的工作进程 ${times} 次中断 / ${times} workers were lost over it` });
}

function lost(id: string, log: WorkLog): WorkEnd {
  log('lost', id, {});
  return 'lost';
}

/** Renews the claim while the document is read; once it is lost, reading on would be for nothing. */
function keepClaim(id: string, token: string, lane: Pick<Lane, 'abandon'>, { store, policy, log }: WorkContext): { end: () => void } {
  const timer = setInterval(
    () => {
      store.documents.renew(id, claimUntil(token, policy)).then(
        (held) => {
          if (!held) lane.abandon();
        },
        // The database may be back before the claim lapses.
        (error: unknown) => log('trouble', id, { code: error instanceof GoujiError ? error.code : 'internal/bug' }),
      );
    },
    (policy.leaseSeconds * 1000) / 3,
  );
  return { end: () => clearInterval(timer) };
}

function claimUntil(claim: string, { leaseSeconds }: WorkPolicy): Claim {
  return { claim, until: secondsFromNow(leaseSeconds) };
}

function secondsFromNow(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toISOString();
}
