import { writeSync } from 'node:fs';
import { openFileStore } from '../../../pipeline/files/open.js';
import { ingest } from '../../../pipeline/intake/ingest.js';
import { memoryStore } from './memory-store.js';

/** Takes the second argument's folder into the file store at the first, and prints the hash of each file whose receipt says accepted. */
const files = await openFileStore({ kind: 'local', folder: process.argv[2]! });
await ingest([process.argv[3]!], {
  store: memoryStore(files),
  files,
  batchName: 'to be killed',
  user: null,
  onReceipt: ({ sha256 }) => void writeSync(1, `${sha256 ?? ''}\n`),
});
