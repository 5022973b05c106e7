import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { GoujiError } from '../../model/index.js';
import type { Batches } from '../../pipeline/store/tables.js';
import type { Context } from './config.js';
import { may, type Access, type Permission } from './roles.js';
import { cookieName, CSRF_HEADER, sameSecret, sessionOf, type Session } from './sessions.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    session: Session | null;
  }
  interface FastifyInstance {
    /** Every route and who reaches it. */
    accessTable: () => { method: string; url: string; access: Access }[];
  }
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Lets a request through only when its route says who reaches it and they do; before its body is read. A server with a route that does not
 * say so does not start.
 */
export function guardRoutes(app: FastifyInstance, { store, config }: Pick<Context, 'store' | 'config'>): void {
  const routes: RouteOptions[] = [];
  const table = (): ReturnType<FastifyInstance['accessTable']> =>
    routes.flatMap(({ method, url, config: { access } = {} }) => {
      if (access === undefined) throw new Error(`${String(method)} ${url} does not say who reaches it.`);
      return [method].flat().map((one) => ({ method: one, url, access }));
    });
  app.addHook('onRoute', (route) => {
    routes.push(route);
  });
  app.addHook('onReady', (done) => {
    table();
    done();
  });
  app.decorate('accessTable', table);
  app.decorateRequest('session', null);
  app.addHook('onRequest', async (request, reply) => {
    if (request.is404) return;
    const { access } = request.routeOptions.config;
    if (!READS.has(request.method)) refuseForeignPages(request);
    if (access === 'anybody') return;
    // Browsers must not show it to whoever uses them next; answers that may be kept say so themselves.
    void reply.header('cache-control', 'no-store');
    if (access === 'metrics') {
      refuseScrapers(request, config.server.metricsToken);
      return;
    }
    const session = await sessionOf(store.users, request.cookies[cookieName(config)]);
    if (session === null) throw new GoujiError('auth/required');
    request.session = session;
    if (access === undefined || !reaches(session, access)) throw new GoujiError('auth/forbidden');
    if (!READS.has(request.method) && !sameSecret(String(request.headers[CSRF_HEADER] ?? ''), session.csrf))
      throw new GoujiError('auth/csrf');
  });
}

/** Browsers say where a request comes from; of those that do, only our own pages may change something, signing in included. */
function refuseForeignPages(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new GoujiError('auth/csrf');
}

function reaches({ user }: Session, access: Exclude<Access, 'anybody' | 'metrics'>): boolean {
  return access === 'signed-in' || access.some((permission) => may(user.role, permission));
}

/** With a token only its holder; else this machine, unless the request was passed on by a proxy on it. */
function refuseScrapers({ headers, socket }: FastifyRequest, token: string | null): void {
  if (token !== null) {
    if (!sameSecret(headers.authorization ?? '', `Bearer ${token}`)) throw new GoujiError('auth/required');
    return;
  }
  const isLocal = /^(127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '');
  const isPassedOn = ['forwarded', 'x-forwarded-for', 'x-real-ip'].some((name) => name in headers);
  if (!isLocal || isPassedOn) throw new GoujiError('auth/forbidden');
}

/** Who is asking, on a route for those signed in. */
export function sessionFor({ session }: FastifyRequest): Session {
  if (session === null) throw new Error('A route for anybody asks who it is.');
  return session;
}

/** Whether who is asking may do that. */
export function allows(request: FastifyRequest, permission: Permission): boolean {
  return may(sessionFor(request).user.role, permission);
}

/**
 * The batch, when who is asking may see it: all with `batches.read`, else their own.
 * @throws GoujiError request/not-found also for those of others: whether they exist is not theirs to know
 */
export async function visibleBatch(request: FastifyRequest, { store }: Pick<Context, 'store'>, id: string): Promise<Batches> {
  const batch = await store.batches.find(id);
  const isVisible = batch !== null && (allows(request, 'batches.read') || batch.created_by === sessionFor(request).user.id);
  if (!isVisible) throw new GoujiError('request/not-found', { what: 'batch' });
  return batch;
}

/** Writes what was done into the audit log. */
export async function note(
  request: FastifyRequest,
  { store }: Pick<Context, 'store'>,
  entry: { action: string; subject: string; before?: unknown; after?: unknown },
): Promise<void> {
  await store.audit.add({ userId: request.session?.user.id ?? null, ...entry });
}

/** Lets a browser keep an answer that its hash names, but ask each time whether it may still show it. True when it has it already. */
export function notModified(request: FastifyRequest, reply: FastifyReply, tag: string): boolean {
  void reply.header('etag', `"${tag}"`).header('cache-control', 'private, no-cache').header('vary', 'cookie');
  if (request.headers['if-none-match'] !== `"${tag}"`) return false;
  void reply.status(304);
  return true;
}
