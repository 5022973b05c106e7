import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { extractPages } from '../../extractors/index.js';
import type { ScanTruth } from '../../fixtures/scanner/simulate.js';
import { inLanes, nativeTesseract, picturesOf } from './native-tesseract.js';
import { errorsOn, pageTexts, type PageText } from './page-text.js';
import type { ReadingAnswer, ReadingRequest } from './reading-process.js';

/**
 * `npm run bench:ocr [-- --dir .generated/scans --originals .generated/eval --documents 6 --rounds 2 --only seal --pages 300]`
 *   comparison  whole reading (both readers, tables, ticks) against native Tesseract on the same upright scans: seconds a page on all
 *               cores, rounds interleaved, and character error rates against the text layer of the born-digital originals
 *   growth      with --pages: memory of one reading process while that many pages go through it
 * Turned scans are left out: native Tesseract does not turn pages. Rendering the pictures for it is not counted in its time.
 */
const { values } = parseArgs({
  options: {
    dir: { type: 'string', default: '.generated/scans' },
    originals: { type: 'string', default: '.generated/eval' },
    documents: { type: 'string', default: '6' },
    rounds: { type: 'string', default: '2' },
    only: { type: 'string', default: '' },
    pages: { type: 'string', default: '0' },
    /** `each`: one reading process per core with one thread; `one`: a single process with all threads. */
    processes: { type: 'string', default: 'each' },
  },
});

const CORES = availableParallelism();
const TARGET = { errorRate: 0.005, speed: 0.5, megabytes: 1024, growth: 1.2 };

interface Sample {
  id: string;
  path: string;
  pictures: string[];
  dpi: number;
  /** Truth by page number of the scan. */
  truth: Map<number, PageText>;
}

class ReadingProcess {
  readonly #child: ChildProcess = fork(fileURLToPath(new URL('reading-process.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });

  read(request: ReadingRequest): Promise<ReadingAnswer> {
    return new Promise((resolve, reject) => {
      const died = (code: number | null): void => reject(new Error(`The reading process ended with code ${code ?? '?'}.`));
      this.#child.once('exit', died);
      this.#child.once('message', (answer: ReadingAnswer) => {
        this.#child.off('exit', died);
        resolve(answer);
      });
      this.#child.send(request);
    });
  }

  close(): void {
    this.#child.kill();
  }
}

async function loadSamples(folder: string): Promise<Sample[]> {
  const truths = readdirSync(values.dir)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(values.dir, name), 'utf8')) as ScanTruth)
    .filter(({ conditions, file, original, condition }) => {
      const upright = conditions.turns === 'none' && file.endsWith('.pdf');
      return upright && condition.includes(values.only) && existsSync(join(values.originals, original));
    });
  const wanted = Number(values.documents);
  const chosen = truths.filter((_, i) => i % Math.max(1, Math.floor(truths.length / wanted)) === 0).slice(0, wanted);
  if (chosen.length === 0) throw new Error(`No upright scans in ${values.dir} with their originals in ${values.originals}.`);
  const samples: Sample[] = [];
  for (const { id, file, original, pages, conditions } of chosen) {
    const texts = pageTexts(await extractPages(new Uint8Array(readFileSync(join(values.originals, original)))));
    const scanned = pages.filter(({ source }) => source === 'scan');
    const truth = new Map(scanned.map((page) => [page.number, texts.get(page.original) ?? { pieces: [], ticks: 0 }]));
    const path = join(values.dir, file);
    const pictures = await picturesOf(path, conditions.dpi, mkdtempSync(join(folder, 'scan-')), pages.length);
    samples.push({ id, path, pictures, dpi: conditions.dpi, truth });
  }
  return samples;
}

/** Errors and characters of one reader over one document. */
function judge({ truth }: Sample, read: ReadonlyMap<number, readonly string[]>): { errors: number; characters: number } {
  let [errors, characters] = [0, 0];
  for (const [number, text] of truth) {
    const page = errorsOn(text, read.get(number) ?? []);
    errors += page.errors;
    characters += page.characters;
  }
  return { errors, characters };
}

async function compare(samples: readonly Sample[]): Promise<boolean> {
  const pages = samples.reduce((sum, { pictures }) => sum + pictures.length, 0);
  const [lanes, threads] = values.processes === 'one' ? [1, CORES] : [CORES, 1];
  const readers = Array.from({ length: lanes }, () => new ReadingProcess());
  const free = [...readers];
  const seconds = { ours: [] as number[], native: [] as number[] };
  const ours = new Map<Sample, Map<number, string[]>>();
  const native = new Map<Sample, Map<number, string[]>>();
  let peak = 0;
  for (let round = 0; round < Number(values.rounds); round++) {
    let start = performance.now();
    await inLanes(
      samples.flatMap((sample) => sample.pictures.map((picture, i) => ({ sample, picture, number: i + 1 }))),
      CORES,
      async ({ sample, picture, number }) => {
        const lines = await nativeTesseract(picture, sample.dpi);
        native.set(sample, (native.get(sample) ?? new Map<number, string[]>()).set(number, lines));
      },
    );
    seconds.native.push((performance.now() - start) / 1000 / pages);
    start = performance.now();
    await inLanes(samples, lanes, async (sample) => {
      const reader = free.pop()!;
      const answer = await reader.read({ path: sample.path, threads });
      free.push(reader);
      ours.set(sample, new Map(answer.texts));
      peak = Math.max(peak, answer.peak);
      if (answer.issues.length > 0 && round === 0) console.log(`  ${sample.id}: ${answer.issues.join(', ')}`);
    });
    seconds.ours.push((performance.now() - start) / 1000 / pages);
    console.log(`round ${round + 1}: ours ${seconds.ours.at(-1)!.toFixed(2)} s/page, native ${seconds.native.at(-1)!.toFixed(2)} s/page`);
  }
  for (const reader of readers) reader.close();
  const rate = { ours: report(samples, ours, 'ours'), native: report(samples, native, 'native') };
  const speed = Math.max(...seconds.ours.map((ours, i) => seconds.native[i]! / ours));
  console.log(`${pages} pages, ${CORES} cores, ${lanes} reading process(es) with ${threads} thread(s), best of ${values.rounds} round(s)`);
  return [
    verdict(
      'character error rate',
      percent(rate.ours),
      `<= ${percent(TARGET.errorRate)} (native ${percent(rate.native)})`,
      rate.ours <= TARGET.errorRate,
    ),
    verdict('pages per second, of native', speed.toFixed(2), `>= ${TARGET.speed}`, speed >= TARGET.speed),
    verdict('peak memory of one process', `${peak.toFixed(0)} MB`, `<= ${TARGET.megabytes} MB`, peak <= TARGET.megabytes),
  ].every(Boolean);
}

function report(samples: readonly Sample[], read: ReadonlyMap<Sample, ReadonlyMap<number, readonly string[]>>, who: string): number {
  let [errors, characters] = [0, 0];
  for (const sample of samples) {
    const judged = judge(sample, read.get(sample) ?? new Map<number, string[]>());
    errors += judged.errors;
    characters += judged.characters;
    console.log(`  ${who.padEnd(7)} ${sample.id.padEnd(34)} ${percent(judged.errors / judged.characters)} of ${judged.characters}`);
  }
  return errors / characters;
}

async function grow(samples: readonly Sample[], pages: number): Promise<boolean> {
  const reader = new ReadingProcess();
  const memory: number[] = [];
  let [read, mark, peak] = [0, 10, 0];
  for (let i = 0; read < pages; i++) {
    const sample = samples[i % samples.length]!;
    const answer = await reader.read({ path: sample.path, threads: 1 });
    read += sample.pictures.length;
    peak = answer.peak;
    memory.push(answer.memory);
    if (read >= mark) {
      console.log(`  ${String(read).padStart(4)} pages: ${answer.memory.toFixed(0)} MB, peak ${answer.peak.toFixed(0)} MB`);
      mark = read * 1.6;
    }
  }
  reader.close();
  // The first documents load the models; from the first quarter on memory must stay where it is.
  const quarter = Math.ceil(memory.length / 4);
  const early = Math.max(...memory.slice(quarter, quarter * 2));
  const late = Math.max(...memory.slice(-quarter));
  return [
    verdict(
      `memory at the end of ${read} pages`,
      `${late.toFixed(0)} MB`,
      `<= ${TARGET.growth} x ${early.toFixed(0)} MB`,
      late <= early * TARGET.growth,
    ),
    verdict('peak memory', `${peak.toFixed(0)} MB`, `<= ${TARGET.megabytes} MB`, peak <= TARGET.megabytes),
  ].every(Boolean);
}

function verdict(name: string, value: string, target: string, met: boolean): boolean {
  console.log(`${met ? 'ok  ' : 'MISS'} ${name}: ${value} (target ${target})`);
  return met;
}

function percent(part: number): string {
  return `${(part * 100).toFixed(2)} %`;
}

const folder = mkdtempSync(join(tmpdir(), 'bench-ocr-'));
try {
  const samples = await loadSamples(folder);
  const met = Number(values.pages) > 0 ? await grow(samples, Number(values.pages)) : await compare(samples);
  process.exitCode = met ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
