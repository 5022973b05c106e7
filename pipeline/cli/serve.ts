import { readConfig } from '../config/config.js';
import { openService } from '../service/service.js';
import { EXIT } from './exit-codes.js';
import type { CommandIo } from './io.js';
import { untilStopped } from './until-stopped.js';

/** Runs the server, and reads documents in the same process unless Redis hands them to workers. */
export async function runServe(io: CommandIo): Promise<number> {
  const config = readConfig(io.env);
  const service = await openService(config, { role: config.redis === null ? 'work' : 'hand-over' });
  try {
    const { startServer } = await import('../../review/server/start.js');
    await service.start();
    const server = await startServer(service);
    service.log.info({ address: server.address, reads: config.redis === null }, 'server ready');
    try {
      await untilStopped(io);
    } finally {
      service.log.info('stopping');
      await server.close();
    }
  } finally {
    await service.close();
  }
  return EXIT.clean;
}
