import type { FastifyInstance } from 'fastify';
import { GoujiError } from '../../../model/index.js';
import { QUEUE } from '../../../pipeline/dispatch/bullmq.js';
import type { Context } from '../config.js';
import { answerError } from '../errors.js';

const PREFIX = '/queues';

/** Bull Board, to look at: the queue is changed through batches alone. */
export async function queueRoutes(app: FastifyInstance, { config, queuePrefix = 'gouji', log }: Context): Promise<void> {
  if (config.redis === null) return;
  const [{ createBullBoard }, { BullMQAdapter }, { FastifyAdapter }, { Queue }, { Redis }] = await Promise.all([
    import('@bull-board/api'),
    import('@bull-board/api/bullMQAdapter'),
    import('@bull-board/fastify'),
    import('bullmq'),
    import('ioredis'),
  ]);
  const connection = new Redis(config.redis, { enableOfflineQueue: false, maxRetriesPerRequest: 1 });
  const queue = new Queue(QUEUE, { connection, prefix: queuePrefix });
  for (const source of [connection, queue]) source.on('error', (error: Error) => log.debug({ reason: error.message }, 'queue board'));
  const serverAdapter = new FastifyAdapter().setBasePath(PREFIX);
  createBullBoard({ queues: [new BullMQAdapter(queue, { readOnlyMode: true })], serverAdapter });
  await app.register(
    (board, _, done) => {
      board.addHook('onRoute', (route) => {
        route.config = { ...route.config, access: ['queues'] };
        // The board has error answers of its own, with what went wrong in them.
        route.errorHandler = answerError;
        route.schema = { ...route.schema, hide: true };
      });
      board.addHook('onRequest', (request, _reply, next) => {
        if (request.method !== 'GET') next(new GoujiError('auth/forbidden'));
        // The board would wait for as long as Redis is away.
        else next(connection.status === 'ready' ? undefined : new GoujiError('queue/unavailable', { reason: connection.status }));
      });
      void board.register(serverAdapter.registerPlugin());
      done();
    },
    { prefix: PREFIX },
  );
  app.addHook('onClose', async () => {
    const closed = queue.close().catch(() => undefined);
    // Without Redis it would never come to its end.
    if (connection.status === 'ready') await closed;
    connection.disconnect();
  });
}
