import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { UserStore } from '../../pipeline/store/store.js';
import type { Users } from '../../pipeline/store/tables.js';
import type { ServerConfig } from './config.js';

/** Somebody signed in. */
export interface Session {
  /** SHA-256 of the cookie's token: the token itself is with the browser alone. */
  id: string;
  user: Users;
  /** To be sent in {@link CSRF_HEADER} with every request that changes something. */
  csrf: string;
  expiresAt: string;
}

export const CSRF_HEADER = 'x-csrf-token';
const TOKEN_BYTES = 32;

/** The session cookie's name; browsers tie one of this prefix to exactly our host, but only over HTTPS. */
export function cookieName({ server }: Pick<ServerConfig, 'server'>): string {
  return server.secureCookies ? '__Host-gouji' : 'gouji';
}

export function cookieOptions({ server }: Pick<ServerConfig, 'server'>, expiresAt?: string): CookieSerializeOptions {
  return {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: server.secureCookies,
    ...(expiresAt === undefined ? {} : { expires: new Date(expiresAt) }),
  };
}

/** Opens a session; the token is for the cookie and is not kept. */
export async function openSession(users: Pick<UserStore, 'openSession'>, user: Users, hours: number): Promise<Session & { token: string }> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const csrf = randomBytes(TOKEN_BYTES).toString('base64url');
  const id = sessionId(token);
  const expiresAt = new Date(Date.now() + hours * 3600_000).toISOString();
  await users.openSession({ id, userId: user.id, csrf, expiresAt });
  return { id, user, csrf, expiresAt, token };
}

/** The session of a cookie; null when there is none, it has expired, or its user was disabled. */
export async function sessionOf(users: Pick<UserStore, 'session'>, token: string | undefined): Promise<Session | null> {
  if (token === undefined || token === '') return null;
  return liveSession(users, sessionId(token));
}

/** The session of that id as it stands now. */
export async function liveSession(users: Pick<UserStore, 'session'>, id: string): Promise<Session | null> {
  const found = await users.session(id);
  if (found === null || found.expiresAt <= new Date().toISOString() || found.user.disabled_at !== null) return null;
  return { id, ...found };
}

/** Compares secrets without telling by the time taken where they differ. */
export function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

function sessionId(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
