import { readConfig } from '../config/config.js';
import { openService } from '../service/service.js';
import { runIngest, type IngestCommand } from './ingest.js';
import type { CommandIo } from './io.js';

/** `gouji ingest` into the store of this machine's configuration; those who read there are told of every new document. */
export async function runIngestCommand(command: IngestCommand, io: CommandIo): Promise<number> {
  const service = await openService(readConfig(io.env), { role: 'hand-over' });
  const { store, files, dispatcher, config } = service;
  try {
    return await runIngest({ ...command, limits: { ...config.limits, ...command.limits } }, io, { store, files });
  } finally {
    await dispatcher.wake([]);
    await service.close();
  }
}
