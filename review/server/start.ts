import type { ServerDeps } from './config.js';
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
  try {
    const address = await app.listen({ host, port });
    return { address, close: () => app.close() };
  } catch (error) {
    await app.close();
    throw error;
  }
}
