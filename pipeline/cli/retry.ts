import { readConfig } from '../config/config.js';
import { GoujiError } from '../../model/index.js';
import { openService } from '../service/service.js';
import { EXIT } from './exit-codes.js';
import { write, type CommandIo } from './io.js';
import type { Language } from './locale.js';
import { say } from './words.js';

/** Which documents are to be read again: those named, the failed ones of a batch, or all failed ones. */
export interface RetryCommand {
  documents: string[];
  batch?: string | undefined;
  failed: boolean;
  language: Language;
}

/** Queues documents again. @throws GoujiError retry/nothing-named, store/unavailable */
export async function runRetry({ documents, batch, failed, language }: RetryCommand, io: CommandIo): Promise<number> {
  if (documents.length === 0 && batch === undefined && !failed) throw new GoujiError('retry/nothing-named');
  const service = await openService(readConfig(io.env), { role: 'hand-over' });
  try {
    const what = documents.length > 0 ? { ids: documents } : batch !== undefined ? { batchId: batch } : ('failed' as const);
    const ids = await service.store.documents.requeue(what);
    await service.store.audit.add({ userId: null, action: 'document/retry', subject: batch ?? 'documents', after: { documents: ids } });
    await service.dispatcher.wake(ids.map((id) => ({ id, priority: 0 })));
    await write(io.stdout, `${say('requeued', language, { n: ids.length })}\n`);
    return EXIT.clean;
  } finally {
    await service.close();
  }
}
