import { stat } from 'node:fs/promises';
import { GoujiError } from '../../model/index.js';
import { folderName, specialFile, walkFolder } from './folder.js';
import { asFileError } from './read-file.js';
import { Receiver, type ReceiveContext, type Received } from './receive.js';

export type IngestContext = Omit<ReceiveContext, 'single'>;

/**
 * Takes in everything the paths hold as one batch, in the order given, folders with all below them, ZIPs entry by entry: one receipt per file
 * (see Totals for what has none). A path that is not there has a receipt that says so.
 * @throws GoujiError storage/*, store/* when storage or database fail, the signal's reason when stopped: what came until then stays and is worked on
 */
export async function ingest(paths: readonly string[], context: IngestContext): Promise<Received> {
  const receiver = new Receiver({ ...context, single: paths.length === 1 && (await isFile(paths[0]!)) });
  try {
    for (const path of paths) await ingestPath(path, receiver);
  } catch (error) {
    // The first failure is the one to be told; the batch stays `receiving` if the database is what failed.
    await receiver.finish().catch(() => undefined);
    throw error;
  }
  return receiver.finish();
}

async function ingestPath(path: string, receiver: Receiver): Promise<void> {
  let info;
  try {
    info = await stat(path);
  } catch (error) {
    const coded = asFileError(error, path);
    if (!(coded instanceof GoujiError)) throw coded;
    await receiver.refuse(path, 0, coded);
    return;
  }
  if (info.isDirectory()) await ingestFolder(path, receiver);
  else if (info.isFile()) await receiver.file(path, path, info.size);
  else await receiver.refuse(path, 0, specialFile());
}

async function ingestFolder(given: string, receiver: Receiver): Promise<void> {
  let files = 0;
  for await (const entry of walkFolder(given, folderName(given))) {
    if (entry.found === 'hidden') {
      receiver.skip();
      continue;
    }
    files += 1;
    if (entry.found === 'refused') await receiver.refuse(entry.file, 0, entry.error);
    else await receiver.file(entry.path, entry.file, entry.size);
  }
  if (files === 0) await receiver.refuse(given, 0, new GoujiError('archive/empty', { file: given }));
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
