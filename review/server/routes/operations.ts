import { z } from 'zod';
import type { App } from '../app.js';
import type { Context } from '../config.js';
import type { Metrics } from '../metrics.js';

/** With less room for files than this the server is not ready for more. */
const LEAST_FREE_BYTES = 100e6;

const State = z.enum(['ok', 'failed']);
const Readiness = z.object({ ready: z.boolean(), database: State, files: State, queue: State, space: State });

/** For those who run the server. */
export function operationRoutes(app: App, { store, files, dispatcher, log }: Context, { registry }: Metrics): void {
  const tags = ['operations'];

  app.get(
    '/health',
    {
      config: { access: 'anybody' },
      schema: { tags, security: [], summary: 'The process answers', response: { 200: z.object({ status: z.literal('ok') }) } },
    },
    () => ({ status: 'ok' as const }),
  );

  app.get(
    '/ready',
    {
      config: { access: 'anybody' },
      schema: {
        tags,
        security: [],
        summary: 'Database, files, queue and disk can be used; 503 when one cannot',
        response: { 200: Readiness, 503: Readiness },
      },
    },
    async (_, reply) => {
      const check = async (what: string, look: () => Promise<boolean>): Promise<z.infer<typeof State>> => {
        try {
          return (await look()) ? 'ok' : 'failed';
        } catch (error) {
          log.warn({ what, reason: error instanceof Error ? error.message : String(error) }, 'not ready');
          return 'failed';
        }
      };
      const [database, stored, queue, space] = await Promise.all([
        check('database', () => store.ping().then(() => true)),
        check('files', () => files.has('0'.repeat(64)).then(() => true)),
        check('queue', () => dispatcher.ping().then(() => true)),
        check('space', async () => (await files.freeSpace()) >= LEAST_FREE_BYTES),
      ]);
      const ready = [database, stored, queue, space].every((state) => state === 'ok');
      return reply.status(ready ? 200 : 503).send({ ready, database, files: stored, queue, space });
    },
  );

  app.get(
    '/metrics',
    {
      config: { access: 'metrics' },
      schema: {
        tags,
        summary: 'Prometheus metrics, for this machine or the holder of the token',
        response: { 200: { description: 'Metrics', content: { 'text/plain': { schema: z.string() } } } },
      },
    },
    async (_, reply) => reply.type(registry.contentType).send(await registry.metrics()),
  );
}
