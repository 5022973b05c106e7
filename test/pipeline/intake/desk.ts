import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FileStore } from '../../../pipeline/files/file-store.js';
import { openFileStore } from '../../../pipeline/files/open.js';
import { Receiver, type IncomingFile, type ReceiveContext, type Received } from '../../../pipeline/intake/receive.js';
import { ingest } from '../../../pipeline/intake/ingest.js';
import { memoryStore, outcomeOf, type MemoryStore } from './memory-store.js';

/** A folder with a file store, a store of receipts and a place for the files to be taken in. */
export interface Desk {
  folder: string;
  files: FileStore;
  store: MemoryStore;
  /** Writes a file to be taken in; its path. */
  place: (name: string, bytes: Uint8Array | string) => string;
  context: (changes?: Partial<ReceiveContext>) => ReceiveContext;
  /** Receives streams as one upload. */
  upload: (incoming: readonly IncomingFile[], changes?: Partial<ReceiveContext>) => Promise<Received>;
  ingest: (paths: readonly string[], changes?: Partial<ReceiveContext>) => Promise<Received>;
  /** Name (below the desk's folder) and outcome of every receipt, in order. */
  lines: () => [string, string][];
  /** Hashes of the stored contents, and temporary files that were left. */
  stored: () => string[];
  temporary: () => string[];
  clear: () => void;
}

export async function openDesk(): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), 'gouji-receive-'));
  const data = join(folder, 'data');
  const files = await openFileStore({ kind: 'local', folder: data });
  const store = memoryStore(files);
  const context = (changes: Partial<ReceiveContext> = {}): ReceiveContext => ({
    store,
    files,
    batchName: '2026年归档',
    user: null,
    ...changes,
  });
  return {
    folder,
    files,
    store,
    context,
    place: (name, bytes) => {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes);
      return path;
    },
    upload: async (incoming, changes) => {
      const receiver = new Receiver(context(changes));
      for (const file of incoming) await receiver.receive(file);
      return receiver.finish();
    },
    ingest: (paths, changes) => ingest(paths, context(changes)),
    lines: () => store.written.map((receipt) => [receipt.name.replace(`${folder}/`, ''), outcomeOf(receipt)]),
    stored: () =>
      (readdirSync(data, { recursive: true }) as string[]).filter((name) => /[0-9a-f]{64}$/.test(name)).map((name) => name.slice(3)),
    temporary: () => readdirSync(join(data, 'tmp')),
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Bytes as an upload brings them: in pieces of `piece` bytes. */
export async function* streamOf(bytes: Uint8Array, piece = 1000): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += piece) {
    await new Promise((resolve) => setImmediate(resolve));
    yield bytes.subarray(start, start + piece);
  }
}
