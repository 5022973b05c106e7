import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { extractPages, extractReport } from '../extractors/index.js';
import { checkDocument } from '../pipeline/stages/check-document.js';

/**
 * `npm run bench:digital [-- --rounds 15 --reports 1000 --dir fixtures/samples]`: born-digital reports, warm, in this process.
 *   growth      time per report and memory while 1, 10, 100, 300, 1000 reports go through one process, before anything else ran
 *   comparison  pages, record and whole check against bare pdfjs getTextContent over the same pages; rounds interleaved, medians
 */
const { values } = parseArgs({
  options: {
    dir: { type: 'string', default: 'fixtures/samples' },
    rounds: { type: 'string', default: '15' },
    reports: { type: 'string', default: '1000' },
  },
});

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const PDFJS = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const TARGET = 1.5;
const CHECKPOINTS = [1, 10, 100, 300, 1000, 3000];
const MEGABYTE = 1024 * 1024;

const files = (existsSync(values.dir) ? readdirSync(values.dir) : []).filter((name) => name.endsWith('.pdf')).sort();
if (files.length === 0) throw new Error(`No PDF in ${values.dir}.`);
const documents = files.map((name) => ({ name: basename(name, '.pdf'), bytes: new Uint8Array(readFileSync(join(values.dir, name))) }));

/** The peer: the words of every page and nothing else, with pdfjs as its documentation sets it up. */
async function bareText(bytes: Uint8Array): Promise<number> {
  const task = getDocument({
    data: bytes.slice(),
    cMapUrl: `${PDFJS}/cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${PDFJS}/standard_fonts/`,
    isEvalSupported: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const document = await task.promise;
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      await page.getTextContent();
      page.cleanup();
    }
    return document.numPages;
  } finally {
    await task.destroy();
  }
}

const CONTESTANTS = {
  'bare getTextContent': bareText,
  pages: (bytes: Uint8Array) => extractPages(bytes),
  'pages and record': (bytes: Uint8Array) => extractReport(bytes),
  'whole check': (bytes: Uint8Array) => checkDocument(bytes, 'bench'),
};

async function timed(run: (bytes: Uint8Array) => Promise<unknown>, bytes: Uint8Array): Promise<number> {
  const start = performance.now();
  await run(bytes);
  return performance.now() - start;
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

await growth(Number(values.reports));
await comparison(Number(values.rounds));

async function growth(reports: number): Promise<void> {
  console.log(`Growth over ${reports} reports in one process (${documents.length} different ones, in turn)`);
  console.log('  reports   ms/report since last   heap MB   RSS MB');
  let since: number[] = [];
  for (let count = 1; count <= reports; count++) {
    since.push(await timed(CONTESTANTS['whole check'], documents[(count - 1) % documents.length]!.bytes));
    if (!CHECKPOINTS.includes(count) && count !== reports) continue;
    collectGarbage();
    const { heapUsed, rss } = process.memoryUsage();
    const mean = since.reduce((sum, ms) => sum + ms, 0) / since.length;
    console.log(`  ${String(count).padStart(7)}   ${mean.toFixed(1).padStart(20)}   ${megabytes(heapUsed)}   ${megabytes(rss)}`);
    since = [];
  }
  console.log(`  peak RSS ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
}

function megabytes(bytes: number): string {
  return (bytes / MEGABYTE).toFixed(1).padStart(7);
}

async function comparison(rounds: number): Promise<void> {
  const names = Object.keys(CONTESTANTS) as (keyof typeof CONTESTANTS)[];
  const totals = new Map(names.map((name) => [name, 0]));
  console.log(`\nTime per report, ms: median of ${rounds} interleaved rounds after 3 unmeasured ones`);
  console.log(`  ${'report'.padEnd(36)}${names.map((name) => name.padStart(22)).join('')}`);
  for (const { name, bytes } of documents) {
    const times = new Map(names.map((contestant) => [contestant, [] as number[]]));
    for (let round = -3; round < rounds; round++) {
      for (const contestant of names) {
        const ms = await timed(CONTESTANTS[contestant], bytes);
        if (round >= 0) times.get(contestant)!.push(ms);
      }
    }
    const medians = names.map((contestant) => median(times.get(contestant)!));
    names.forEach((contestant, index) => totals.set(contestant, totals.get(contestant)! + medians[index]!));
    console.log(`  ${name.padEnd(36)}${medians.map((ms) => ms.toFixed(1).padStart(22)).join('')}`);
  }
  const bare = totals.get('bare getTextContent')!;
  for (const name of names) {
    const total = totals.get(name)!;
    const perReport = total / documents.length;
    console.log(
      `  ${name.padEnd(22)} ${perReport.toFixed(1).padStart(7)} ms/report  ${(total / bare).toFixed(2)} x bare  ${(1000 / perReport).toFixed(1)} reports/s and core`,
    );
  }
  const ratio = totals.get('whole check')! / bare;
  console.log(`  target: whole check at most ${TARGET} x bare: ${ratio <= TARGET ? 'met' : 'NOT met'}`);
  process.exitCode = ratio <= TARGET ? 0 : 1;
}
