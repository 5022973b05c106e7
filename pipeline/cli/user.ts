import { text as textOf } from 'node:stream/consumers';
import { GoujiError } from '../../model/index.js';
import { readConfig } from '../config/config.js';
import { openService } from '../service/service.js';
import type { Users } from '../store/tables.js';
import { EXIT } from './exit-codes.js';
import { write, type CommandIo } from './io.js';
import type { Language } from './locale.js';
import { say } from './words.js';

/** Adds a user, whose password is the first line of standard input. @throws GoujiError user/exists, user/weak-password, store/unavailable */
export async function runUserAdd(
  { name, role, language }: { name: string; role: Users['role']; language: Language },
  io: CommandIo,
  input: NodeJS.ReadableStream = process.stdin,
): Promise<number> {
  const { hashPassword, PASSWORD_LENGTH } = await import('../../review/server/passwords.js');
  const [password = ''] = (await textOf(input)).split(/\r?\n/);
  if (password.length < PASSWORD_LENGTH.least) throw new GoujiError('user/weak-password', { least: PASSWORD_LENGTH.least });
  const service = await openService(readConfig(io.env), { role: 'hand-over' });
  try {
    if ((await service.store.users.findByName(name)) !== null) throw new GoujiError('user/exists', { name });
    const user = await service.store.users.add({ name, role, password: await hashPassword(password) });
    await service.store.audit.add({ userId: null, action: 'user/add', subject: user.id, after: { name, role } });
    await write(io.stdout, `${say('userAdded', language, { what: name })}\n`);
    return EXIT.clean;
  } finally {
    await service.close();
  }
}
