import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import type { FileResult } from '../../../model/index.js';
import { checkDocument } from '../../../pipeline/stages/check-document.js';
import type { Received } from '../../../review/server/schemas/batches.js';
import { multipart, type Answer, type Client, type Site } from './harness.js';

/** Of these the rules have nothing to say; in the others one fault was planted. */
export const CLEAN = ['plain-libreoffice', 'numbered-rows-libreoffice'] as const;
export const FAULTY = ['half-width-libreoffice', 'old-boxes-libreoffice', 'office-a-chromium', 'brackets-libreoffice'] as const;

export type Uploaded = z.infer<typeof Received>;

/** The bytes of a sample report. */
export function sample(name: string): Buffer {
  return readFileSync(fileURLToPath(new URL(`../../../fixtures/samples/${name}.pdf`, import.meta.url)));
}

export function samples(names: readonly string[]): { name: string; bytes: Buffer }[] {
  return names.map((name) => ({ name: `${name}.pdf`, bytes: sample(name) }));
}

/** Uploads files in one request, as a batch of their own or to one that is there. */
export function upload(
  client: Client,
  files: readonly { name: string; bytes: Uint8Array }[],
  to = '/api/uploads?name=test',
): Promise<Answer> {
  const { payload, headers } = multipart(files);
  return client.send('POST', to, payload, { ...headers, 'x-csrf-token': client.csrf });
}

const known = new Map<string, Promise<FileResult>>();

/** Reads what waits, as a worker does: how many. `change` is what another version of the engine makes of it. */
export async function readAll(
  { store, files }: Pick<Site, 'store' | 'files'>,
  change: (result: FileResult) => void = () => undefined,
): Promise<number> {
  for (let count = 0; ; count++) {
    const claim = randomUUID();
    const document = await store.documents.claim({ claim, until: new Date(Date.now() + 60_000).toISOString() });
    if (document === null) return count;
    const { id, sha256, name } = document;
    // The same bytes are read alike: once is enough for all tests of a file.
    const reading = known.get(sha256) ?? checkDocument(await files.read(sha256), name);
    known.set(sha256, reading);
    const result = structuredClone({ ...(await reading), file: name });
    change(result);
    await store.documents.finish(id, claim, { engineVersion: '1.0.0', startedAt: new Date().toISOString(), result });
  }
}
