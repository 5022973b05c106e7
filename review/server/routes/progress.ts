import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { GoujiError } from '../../../model/index.js';
import { sessionFor, visibleBatch } from '../access.js';
import type { App } from '../app.js';
import { STREAMS, type Context } from '../config.js';
import { progressView, type Progress } from '../schemas/batches.js';
import { ERRORS, IdParams } from '../schemas/common.js';
import { liveSession } from '../sessions.js';

/** How a batch gets on, as server-sent events: `progress` when it has changed, `finished` at the end. */
export function progressRoutes(app: App, context: Context): void {
  let open = 0;
  const look = sharedLook(context);
  app.get(
    '/api/batches/:id/events',
    {
      config: { access: ['batches.read', 'batches.own'] },
      schema: {
        tags: ['batches'],
        summary: 'Progress as server-sent events',
        params: IdParams,
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
      const stream = Readable.from(events(id, sessionFor(request).id));
      stream.once('close', () => (open -= 1));
      return reply.type('text/event-stream; charset=utf-8').header('x-accel-buffering', 'no').send(stream);
    },
  );

  async function* events(batchId: string, session: string): AsyncGenerator<string> {
    let [last, said, checked] = ['', Date.now(), Date.now()];
    while (!context.closing.aborted) {
      const progress = await look(batchId);
      if (progress === null) return;
      const text = JSON.stringify(progress);
      if (text !== last) {
        yield `event: progress\ndata: ${text}\n\n`;
        [last, said] = [text, Date.now()];
      } else if (Date.now() - said > STREAMS.heartbeatSeconds * 1000) {
        yield ':\n\n';
        said = Date.now();
      }
      if (progress.finished) {
        yield 'event: finished\ndata: {}\n\n';
        return;
      }
      if (Date.now() - checked > STREAMS.sessionSeconds * 1000) {
        if ((await liveSession(context.store.users, session)) === null) return;
        checked = Date.now();
      }
      await sleep(STREAMS.lookSeconds * 1000, undefined, { signal: context.closing }).catch(() => undefined);
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
