import type { ServerConfig, ServerDeps } from './config.js';
import { buildServer } from './server.js';

/** A server that listens: where, and how to end it. */
export interface RunningServer {
  /** As http://host:port. */
  address: string;
  /** Takes no more requests, ends streams, and resolves when those under way are answered. */
  close: () => Promise<void>;
}

/** Listens on the configured address. @throws the system's error when that is taken or not ours */
export async function startServer(deps: ServerDeps): Promise<RunningServer> {
  const app = await buildServer(deps);
  const { host, port } = deps.config.server;
  for (const warning of exposure(deps.config)) deps.log.warn({ host }, warning);
  try {
    const address = await app.listen({ host, port });
    return { address, close: () => app.close() };
  } catch (error) {
    await app.close();
    throw error;
  }
}

/** What is risky about the address to listen on; nothing as long as only this machine reaches it. */
export function exposure({ server: { host, secureCookies, trustProxy } }: Pick<ServerConfig, 'server'>): string[] {
  if (/^(127\.\d+\.\d+\.\d+|localhost|::1|\[::1\])$/.test(host)) return [];
  return [
    ...(secureCookies
      ? []
      : [
          'Other machines reach the server without TLS: passwords and sessions can be read on the way. Put a TLS proxy in front of it and set GOUJI_SECURE_COOKIES=1.',
        ]),
    ...(trustProxy
      ? ['Whoever reaches the server past its proxy can make up the address they ask from: let only the proxy reach it.']
      : []),
  ];
}
