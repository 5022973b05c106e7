import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { GoujiError } from '../../../model/index.js';
import { note, sessionFor } from '../access.js';
import { DONE, Done, type App } from '../app.js';
import type { Context } from '../config.js';
import { hashPassword, verifyPassword } from '../passwords.js';
import { permissionsOf } from '../roles.js';
import { ERRORS } from '../schemas/common.js';
import { NewPassword, SessionView } from '../schemas/users.js';
import { cookieName, cookieOptions, openSession, sessionOf, type Session } from '../sessions.js';
import { readSettings } from '../settings.js';

const Credentials = z.object({ name: z.string().min(1).max(100), password: z.string().min(1).max(1000) });
const PasswordChange = z.object({ current: z.string().min(1).max(1000), next: NewPassword });

/** Signing in and out, and one's own password. */
export function sessionRoutes(app: App, context: Context): void {
  const { store, config, attempts } = context;
  const tags = ['session'];

  /** Checks a password; as often as is allowed, and as slowly for names that nobody has. */
  const check = async (request: FastifyRequest, reply: FastifyReply, name: string, password: string) => {
    const wait = attempts.wait(name, request.ip);
    if (wait > 0) {
      void reply.header('retry-after', String(wait));
      throw new GoujiError('auth/locked', { minutes: Math.ceil(wait / 60) });
    }
    attempts.begin(name, request.ip);
    const user = await store.users.findByName(name);
    const isRight = await verifyPassword(password, user?.password ?? null);
    if (user === null || !isRight || user.disabled_at !== null) {
      await store.audit.add({ userId: null, action: 'session.refused', subject: user?.id ?? 'unknown' });
      throw new GoujiError('auth/wrong-credentials');
    }
    attempts.succeeded(name, request.ip);
    return user;
  };
  const begin = async (reply: FastifyReply, user: Session['user']) => {
    const { sessionHours } = await readSettings(store.settings);
    const { token, ...session } = await openSession(store.users, user, sessionHours);
    void reply.setCookie(cookieName(config), token, cookieOptions(config, session.expiresAt)).header('cache-control', 'no-store');
    return session;
  };

  /** Whoever signs in where somebody is signed in takes their place. */
  const closeEarlier = async (request: FastifyRequest): Promise<void> => {
    const earlier = await sessionOf(store.users, request.cookies[cookieName(config)]);
    if (earlier !== null) await store.users.closeSession(earlier.id);
  };

  app.post(
    '/api/session',
    {
      config: { access: 'anybody' },
      schema: { tags, summary: 'Sign in', body: Credentials, response: { 200: SessionView, ...ERRORS } },
    },
    async (request, reply) => {
      const user = await check(request, reply, request.body.name, request.body.password);
      await closeEarlier(request);
      const session = await begin(reply, user);
      await store.audit.add({ userId: user.id, action: 'session.opened', subject: user.id });
      return view(session);
    },
  );

  app.get(
    '/api/session',
    { config: { access: 'signed-in' }, schema: { tags, summary: 'Who is signed in', response: { 200: SessionView, ...ERRORS } } },
    (request) => view(sessionFor(request)),
  );

  app.delete(
    '/api/session',
    { config: { access: 'signed-in' }, schema: { tags, summary: 'Sign out', response: { 200: Done, ...ERRORS } } },
    async (request, reply) => {
      const { id, user } = sessionFor(request);
      await store.users.closeSession(id);
      await note(request, context, { action: 'session.closed', subject: user.id });
      void reply.clearCookie(cookieName(config), cookieOptions(config));
      return DONE;
    },
  );

  app.delete(
    '/api/session/everywhere',
    { config: { access: 'signed-in' }, schema: { tags, summary: 'Sign out everywhere', response: { 200: Done, ...ERRORS } } },
    async (request, reply) => {
      const { user } = sessionFor(request);
      await store.users.closeSessions(user.id);
      await note(request, context, { action: 'session.closed-everywhere', subject: user.id });
      void reply.clearCookie(cookieName(config), cookieOptions(config));
      return DONE;
    },
  );

  app.put(
    '/api/session/password',
    {
      config: { access: 'signed-in' },
      schema: {
        tags,
        summary: 'Change one’s password; other sessions end',
        body: PasswordChange,
        response: { 200: SessionView, ...ERRORS },
      },
    },
    async (request, reply) => {
      const { user } = sessionFor(request);
      await check(request, reply, user.name, request.body.current);
      await store.users.update(user.id, { password: await hashPassword(request.body.next) });
      await store.users.closeSessions(user.id);
      await note(request, context, { action: 'user.password-changed', subject: user.id });
      return view(await begin(reply, user));
    },
  );
}

function view({ user: { id, name, role }, csrf, expiresAt }: Session): z.infer<typeof SessionView> {
  return { user: { id, name, role }, permissions: permissionsOf(role), csrf, expiresAt };
}
