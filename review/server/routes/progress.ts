import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { GoujiError } from '../../../model/index.js';
import { sessionFor, visibleBatch } from '../access.js';
import type { App } from '../app.js';
import { STREAMS, type Context } from '../config.js';
import { progressView, receiptView, type Progress } from '../schemas/batches.js';
import { ERRORS, IdParams } from '../schemas/common.js';
import { liveSession } from '../sessions.js';

/** Receipts told between two looks; a stream that is behind goes on at once. */
const STRIDE = 200;
/** Milliseconds after which a browser whose connection broke asks again. */
const RETRY_MS = 2000;

/** Where a stream goes on: browsers send the number of the last receipt they were told in a header, others in the query. */
const After = z.coerce.number().int().min(0).max(1_000_000_000);

/**
 * How a batch gets on, as server-sent events: `progress` (Progress) at the beginning and when it has changed, `receipt` (Receipt, its number as the event's id) for
 * every file in its turn, `finished` at the end. Whoever was cut off gets the progress as it is, and the receipts after the last one they saw.
 */
export function progressRoutes(app: App, context: Context): void {
  let open = 0;
  const look = sharedLook(context);
  app.get(
    '/api/batches/:id/events',
    {
      config: { access: ['batches.read', 'batches.own'] },
      schema: {
        tags: ['batches'],
        summary: 'Progress and receipts as server-sent events; goes on after the receipt of that number',
        params: IdParams,
        querystring: z.object({ after: After.optional() }),
        headers: z.looseObject({ 'last-event-id': After.optional().catch(undefined) }),
        response: {
          200: { description: 'Events', content: { 'text/event-stream': { schema: z.any().meta({ type: 'string' }) } } },
          ...ERRORS,
        },
      },
    },
    async (request, reply) => {
      const { id } = await visibleBatch(request, context, request.params.id);
      if (open >= STREAMS.most) throw new GoujiError('server/busy');
      open += 1;
      const after = request.headers['last-event-id'] ?? request.query.after ?? 0;
      const gone = new AbortController();
      // The stream itself would hear of it only with the next thing it has to say.
      reply.raw.once('close', () => gone.abort());
      const stream = Readable.from(events(id, sessionFor(request).id, after, AbortSignal.any([context.closing, gone.signal])));
      stream.once('close', () => (open -= 1));
      return (
        reply
          .type('text/event-stream; charset=utf-8')
          .header('x-accel-buffering', 'no')
          // It is of no further use when the stream has ended, and a server that is to stop would wait for it.
          .header('connection', 'close')
          .send(stream)
      );
    },
  );

  async function* events(batchId: string, session: string, after: number, ended: AbortSignal): AsyncGenerator<string> {
    let [last, told, said, checked] = ['', after, Date.now(), Date.now()];
    yield `retry: ${RETRY_MS}\n\n`;
    while (!ended.aborted) {
      // Counted before the receipts are asked for: when it says that all is over, all of them are there.
      const progress = await look(batchId);
      if (progress === null) return;
      const text = JSON.stringify(progress);
      if (text !== last) {
        yield `event: progress\ndata: ${text}\n\n`;
        [last, said] = [text, Date.now()];
      }
      const { rows } = await context.store.batches.receipts(batchId, { offset: told, limit: STRIDE });
      for (const receipt of rows) {
        // The number is the receipt's place in the batch, without gaps.
        yield `event: receipt\nid: ${receipt.number}\ndata: ${JSON.stringify(receiptView(receipt))}\n\n`;
        [told, said] = [receipt.number, Date.now()];
      }
      if (rows.length === STRIDE) continue;
      if (progress.finished) {
        yield 'event: finished\ndata: {}\n\n';
        return;
      }
      if (Date.now() - said > STREAMS.heartbeatSeconds * 1000) {
        yield ':\n\n';
        said = Date.now();
      }
      if (Date.now() - checked > STREAMS.sessionSeconds * 1000) {
        if ((await liveSession(context.store.users, session)) === null) return;
        checked = Date.now();
      }
      await sleep(STREAMS.lookSeconds * 1000, undefined, { signal: ended }).catch(() => undefined);
    }
  }
}

/** However many look on, a batch is counted once in a while. */
function sharedLook({ store }: Context): (batchId: string) => Promise<Progress | null> {
  const looks = new Map<string, { at: number; progress: Promise<Progress | null> }>();
  const count = async (batchId: string): Promise<Progress | null> => {
    const batch = await store.batches.find(batchId);
    return batch === null ? null : progressView(batch, await store.batches.progress(batchId));
  };
  return (batchId) => {
    const now = Date.now();
    for (const [id, { at }] of looks) if (now - at > STREAMS.lookSeconds * 900) looks.delete(id);
    const known = looks.get(batchId) ?? { at: now, progress: count(batchId) };
    looks.set(batchId, known);
    return known.progress;
  };
}
