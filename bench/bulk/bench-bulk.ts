import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LoopProcess } from './processes.js';
import { queries } from './queries.js';
import { bullmqService, embeddedService, type BulkService, type SliceTimes } from './services.js';

/**
 * `npm run bench:bulk [-- --reports 1000 --slices 4 --dir .generated/bulk --sizes 1000,10000,50000 --only reading|queries]`
 *   reading  text reports read by the embedded workers (SQLite) and by BullMQ with one worker per core (Redis, PostgreSQL), against a plain
 *            loop of `check` in one process per core over the same files; slices in turn, so that each sees the same weather
 *   queries  list, filter and full-text queries over that many generated records
 * Fails below the promised figures. Generates the reports first when the folder is not there (about 10 minutes; see fixtures/README.md).
 */
const { values } = parseArgs({
  options: {
    dir: { type: 'string', default: '.generated/bulk' },
    reports: { type: 'string', default: '1000' },
    slices: { type: 'string', default: '4' },
    sizes: { type: 'string', default: '1000,10000,50000' },
    only: { type: 'string', default: 'all' },
  },
});

const CORES = availableParallelism();
/** Reports per second against the loop's, at least; memory of the last slice against the second's, at most. */
const TARGET = { rate: 0.9, growth: 1.2 };

let met = true;
if (values.only !== 'queries') met = (await reading(Number(values.reports), Number(values.slices))) && met;
if (values.only !== 'reading') met = (await queries(values.sizes.split(',').map(Number))) && met;
process.exitCode = met ? 0 : 1;

async function reading(reports: number, count: number): Promise<boolean> {
  if (!existsSync(values.dir)) {
    const flags = ['--all', '--count', String(reports), '--seed', '7', '--out', values.dir];
    execFileSync('npx', ['tsx', 'fixtures/generator/generate.ts', ...flags], { stdio: 'inherit' });
  }
  const files = readdirSync(values.dir)
    .filter((name) => name.endsWith('.pdf'))
    .sort()
    .slice(0, reports)
    .map((name) => join(values.dir, name));
  if (files.length < reports) throw new Error(`${values.dir} holds ${files.length} reports, not ${reports}.`);
  const slices = Array.from({ length: count }, (_, slice) => files.filter((_, index) => index % count === slice));
  const loops = Array.from({ length: CORES }, () => new LoopProcess());
  const services = [await embeddedService(slices, CORES), await bullmqService(slices, CORES)];
  const loopSeconds: number[] = [];
  const times = new Map<BulkService, SliceTimes[]>(services.map((service) => [service, []]));
  console.log(`${reports} text reports in ${count} slices, ${CORES} cores: seconds a slice`);
  for (const [slice, paths] of slices.entries()) {
    const start = performance.now();
    const answers = await Promise.all(
      loops.map((loop, number) => loop.check({ paths: paths.filter((_, index) => index % CORES === number) })),
    );
    if (answers.some(({ failed }) => failed > 0)) throw new Error('The loop could not read every report.');
    loopSeconds.push((performance.now() - start) / 1000);
    for (const service of services) times.get(service)!.push(await service.read(slice));
    const row = services.map((service) => `${service.name} ${times.get(service)!.at(-1)!.seconds.toFixed(1)}`);
    console.log(`  ${slice + 1}: plain loop ${loopSeconds.at(-1)!.toFixed(1)}, ${row.join(', ')}`);
  }
  for (const loop of loops) loop.stop();
  const loopRate = reports / sum(loopSeconds);
  console.log(`plain loop: ${loopRate.toFixed(2)} reports per second, ${(loopRate / CORES).toFixed(2)} per core`);
  let met = true;
  for (const service of services) met = (await summary(service, times.get(service)!, loopRate, reports)) && met;
  return met;
}

async function summary(service: BulkService, slices: readonly SliceTimes[], loopRate: number, reports: number): Promise<boolean> {
  const rate = reports / sum(slices.map(({ seconds }) => seconds));
  const failed = sum(slices.map((slice) => slice.failed));
  const overhead = (1000 * CORES) / rate - (1000 * CORES) / loopRate;
  const perReport = (await service.databaseBytes()) / reports;
  // Processes fill up while the first slice is read.
  const settled = slices.length > 2 ? slices.slice(1) : slices;
  const growth = (settled.at(-1)!.own + settled.at(-1)!.children) / (settled[0]!.own + settled[0]!.children);
  const met = rate / loopRate >= TARGET.rate && growth <= TARGET.growth && failed === 0;
  console.log(
    `${service.name}: ${rate.toFixed(2)} reports per second, ${(rate / loopRate).toFixed(3)} of the loop (target ${TARGET.rate})`,
  );
  console.log(
    `  overhead ${overhead.toFixed(1)} ms a document and core; intake ${((1000 * service.ingestSeconds) / reports).toFixed(1)} ms a file`,
  );
  console.log(`  database ${(perReport / 1024).toFixed(1)} KB a report; ${failed} failed`);
  const memory = slices.map(({ own, children }) => `${own.toFixed(0)} + ${children.toFixed(0)}`);
  console.log(
    `  MB of workers + their children, slice by slice: ${memory.join(', ')}; last to ${slices.length > 2 ? 'second' : 'first'} ${growth.toFixed(2)}`,
  );
  console.log(`  ${met ? 'met' : 'NOT met'}`);
  await service.stop();
  return met;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
