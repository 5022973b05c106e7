import { openFileStore } from '../../../pipeline/files/open.js';

/** A process that receives half a content into the store at its argument and waits for the rest, until it is killed. */
const files = await openFileStore({ kind: 'local', folder: process.argv[2]! });
await files.put(
  (async function* () {
    yield Buffer.alloc(1_000_000, 'half');
    process.stdout.write('half\n');
    await new Promise((resolve) => setTimeout(resolve, 60_000));
  })(),
);
