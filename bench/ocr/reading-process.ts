import { readFileSync } from 'node:fs';
import { extractPages } from '../../extractors/index.js';
import { pageTexts } from './page-text.js';

/** One document to be read by this child process. */
export interface ReadingRequest {
  path: string;
  threads: number;
}

export interface ReadingAnswer {
  /** Page number -> lines as read. */
  texts: [number, string[]][];
  issues: string[];
  /** Resident memory now and at its highest, in megabytes. */
  memory: number;
  peak: number;
}

process.on('message', (request: ReadingRequest) => {
  void read(request);
});

async function read({ path, threads }: ReadingRequest): Promise<void> {
  const pages = await extractPages(new Uint8Array(readFileSync(path)), { ocr: 'auto', ocrThreads: threads });
  const answer: ReadingAnswer = {
    texts: [...pageTexts(pages)].map(([number, { pieces }]) => [number, pieces]),
    issues: pages.flatMap((page) => page.issues.map(({ code }) => `${page.number}: ${code}`)),
    memory: process.memoryUsage().rss / 1024 ** 2,
    peak: process.resourceUsage().maxRSS / 1024,
  };
  process.send!(answer);
}
