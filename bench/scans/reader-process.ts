import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { OcrChoice } from '../../extractors/ocr/engine.js';
import { checkDocument } from '../../pipeline/stages/check-document.js';
import type { FileResult } from '../../model/index.js';

/** What eval-scans.ts asks this child process, one document at a time. */
export interface ReadRequest {
  path: string;
  ocr: OcrChoice;
}

export interface ReadAnswer {
  result: FileResult;
  /** By the clock, and of processors' work; on a busy machine only the latter tells anything. */
  seconds: number;
  processorSeconds: number;
}

process.on('message', (request: ReadRequest) => {
  void answer(request);
});

async function answer({ path, ocr }: ReadRequest): Promise<void> {
  const bytes = readFileSync(path);
  const start = performance.now();
  const before = process.cpuUsage();
  // One process a core: more threads than that would only wait for each other.
  const result = await checkDocument(bytes, basename(path), { ocr, ocrThreads: 1 });
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - start) / 1000;
  process.send!({ result, seconds, processorSeconds: (user + system) / 1e6 } satisfies ReadAnswer);
}
