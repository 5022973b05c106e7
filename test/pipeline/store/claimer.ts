import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '../../../pipeline/store/open.js';
import { checkedResult } from '../sample-results.js';

/**
 * A process with several workers that claim and finish documents until there are none: `claimer.ts ADDRESS WORKERS NAME`. Prints a line for each:
 * its id, and whether it could be finished.
 */
const [address, workers, name] = process.argv.slice(2);
const { url, file } = JSON.parse(address!) as { url: string | null; file?: string };
const store = await openStore(url, file === undefined ? {} : { file });
await Promise.all(
  Array.from({ length: Number(workers) }, async (_, worker) => {
    for (;;) {
      const claim = `${name}-${worker}`;
      const document = await store.documents.claim({ claim, until: new Date(Date.now() + 60_000).toISOString() });
      if (document === null) return;
      await sleep(Math.random() * 5);
      const reading = { engineVersion: claim, startedAt: new Date().toISOString(), result: checkedResult() };
      const finished = await store.documents.finish(document.id, claim, reading);
      process.stdout.write(`${document.id} ${finished}\n`);
    }
  }),
);
await store.close();
