import { readConfig } from '../config/config.js';
import { openService } from '../service/service.js';
import { EXIT } from './exit-codes.js';
import type { CommandIo } from './io.js';
import { untilStopped } from './until-stopped.js';

/** Reads documents until it is told to stop; any number of workers may run, on any machines that share database, files and queue. */
export async function runWorker(io: CommandIo): Promise<number> {
  const service = await openService(readConfig(io.env), { role: 'work' });
  try {
    await service.start();
    service.log.info({ lanes: service.config.reading.lanes, queue: service.config.redis === null ? 'database' : 'redis' }, 'worker ready');
    await untilStopped(io);
  } finally {
    service.log.info('stopping');
    await service.close();
  }
  return EXIT.clean;
}
