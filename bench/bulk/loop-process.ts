import { readFileSync } from 'node:fs';
import { checkDocument } from '../../pipeline/stages/check-document.js';

/** Files to be checked one after the other, as a plain loop does. */
export interface LoopRequest {
  paths: string[];
}

export interface LoopAnswer {
  seconds: number;
  /** How many could not be read: none, in the reports this is measured with. */
  failed: number;
}

process.on('message', (request: LoopRequest) => {
  void loop(request);
});

async function loop({ paths }: LoopRequest): Promise<void> {
  const start = performance.now();
  let failed = 0;
  for (const path of paths) {
    const result = await checkDocument(readFileSync(path), path, {});
    if (result.status === 'failed') failed += 1;
  }
  const answer: LoopAnswer = { seconds: (performance.now() - start) / 1000, failed };
  process.send!(answer);
}
