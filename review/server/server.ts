import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { GoujiError } from '../../model/index.js';
import { Pictures } from '../../pipeline/dispatch/pictures.js';
import { guardRoutes } from './access.js';
import { Attempts } from './attempts.js';
import type { Context, ServerConfig, ServerDeps } from './config.js';
import { answerError } from './errors.js';
import { serverMetrics, type Metrics } from './metrics.js';
import { describeRoutes, openApiRoute } from './openapi.js';
import { refuseNul, validatorInBothLanguages } from './validation.js';
import { administrationRoutes } from './routes/administration.js';
import { archiveRoutes } from './routes/archive.js';
import { batchRoutes } from './routes/batches.js';
import { correctionRoutes } from './routes/corrections.js';
import { documentRoutes } from './routes/documents.js';
import { exportRoutes } from './routes/exports.js';
import { findingRoutes } from './routes/findings.js';
import { operationRoutes } from './routes/operations.js';
import { pageRoutes } from './routes/pages.js';
import { progressRoutes } from './routes/progress.js';
import { queueRoutes } from './routes/queues.js';
import { sessionRoutes } from './routes/session.js';
import { uploadRoutes } from './routes/uploads.js';
import { userRoutes } from './routes/users.js';

/** Bytes of a request that is no upload. */
const BODY_LIMIT = 1e6;
const REQUESTS_PER_MINUTE = 1200;
/** Pages drawn at the same time, and waiting to be. */
const PICTURES = { count: 2, maxWaiting: 64, timeoutSeconds: 30 };

/** Every part of the API. */
const ROUTES = [
  sessionRoutes,
  userRoutes,
  batchRoutes,
  uploadRoutes,
  progressRoutes,
  documentRoutes,
  pageRoutes,
  findingRoutes,
  correctionRoutes,
  exportRoutes,
  archiveRoutes,
  administrationRoutes,
] as const;

/** The HTTP server, ready to listen or to be asked in tests. Closing it ends its streams and the children that draw. */
export async function buildServer(deps: ServerDeps): Promise<FastifyInstance> {
  const { config } = deps;
  const loggerInstance: FastifyBaseLogger = deps.log;
  const app = fastify({
    loggerInstance,
    // Addresses of requests hold names that people look for; what is logged of them is below.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    // Of a list of addresses only the last was added by our own proxy: whoever asks may have made up the others.
    trustProxy: config.server.trustProxy ? (_, hop) => hop === 0 : false,
    genReqId: () => randomUUID(),
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorInBothLanguages);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerError);

  const closing = new AbortController();
  const { memoryMegabytes, maxPages } = config.reading;
  const pictures = new Pictures({ ...PICTURES, memoryMegabytes, maxPages });
  app.addHook('preClose', (done) => {
    closing.abort();
    done();
  });
  app.addHook('onClose', (_, done) => {
    pictures.stop();
    done();
  });
  const context: Context = { ...deps, pictures, attempts: new Attempts(), closing: closing.signal };
  const metrics = serverMetrics(context);

  observe(app, metrics);
  await protect(app, config);
  guardRoutes(app, context);
  app.addHook('preValidation', refuseNul);
  app.setNotFoundHandler((request, reply) => answerError(new GoujiError('request/not-found', { what: request.method }), request, reply));
  await describeRoutes(app, context);
  for (const add of ROUTES) add(app, context);
  operationRoutes(app, context, metrics);
  openApiRoute(app);
  await queueRoutes(app, context);
  return app;
}

/** Headers for browsers, cookies, and how much one address may ask for. */
async function protect(app: FastifyInstance, { server }: ServerConfig): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'blob:', 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: server.secureCookies,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
  await app.register(cookie);
  await app.register(rateLimit, {
    global: false,
    max: server.requestsPerMinute ?? REQUESTS_PER_MINUTE,
    timeWindow: 60_000,
    cache: 20_000,
    allowList: (request) => request.url === '/health' || request.url === '/ready',
    errorResponseBuilder: (_, { ttl }) => new GoujiError('request/too-many', { seconds: Math.ceil(ttl / 1000) }),
  });
  app.addHook('onRequest', app.rateLimit());
  await app.register(multipart, { throwFileSizeLimit: false });
}

/** One line and one measurement per request: its route's pattern, not its address. */
function observe(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    const milliseconds = Math.round(reply.elapsedTime);
    metrics.answered(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    request.log.info({ method: request.method, route, status: reply.statusCode, milliseconds, user: request.session?.user.id }, 'request');
    done();
  });
}
