import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ScanTruth } from '../../fixtures/scanner/simulate.js';
import { readScans } from './read-scans.js';
import type { ReadRequest } from './reader-process.js';
import { scoreScan, type ScanScore } from './score-scan.js';
import { broken, details, figuresOf, reliabilityTable, summaryTable } from './summary.js';

/**
 * `npm run eval:scans`: checks scanned reports against their ground truth, prints figures per condition and fails below the promised
 * ones: score cells, fields, planted score discrepancies found or open, no false fail finding, values silently wrong.
 * Scans reports first where scans are absent (needs poppler-utils, and .generated/eval made by `npm run eval`).
 *   --held-out | --all   conditions held out of tuning only, or too      --cache      keep results, to score again without reading
 *   --only TEXT          part of id, condition or edition                --limit N    the first N scans
 *   --ocr, --jobs        reader and processes (default: one per core)    --verbose    every difference, with both texts
 */
const { values } = parseArgs({
  options: {
    dir: { type: 'string', default: '.generated/scans' },
    reports: { type: 'string', default: '.generated/eval' },
    count: { type: 'string', default: '160' },
    seed: { type: 'string', default: '7' },
    only: { type: 'string' },
    limit: { type: 'string', default: 'Infinity' },
    ocr: { type: 'string', default: 'auto' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    'held-out': { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    cache: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});

if (!existsSync(values.dir)) {
  const flags = ['--all', '--count', values.count, '--seed', values.seed, '--reports', values.reports, '--out', values.dir];
  execFileSync('npx', ['tsx', 'fixtures/scanner/simulate.ts', ...flags], { stdio: 'inherit' });
}

const truths = new Map<string, ScanTruth>();
for (const name of readdirSync(values.dir)
  .filter((file) => file.endsWith('.json'))
  .sort()) {
  const truth = JSON.parse(readFileSync(join(values.dir, name), 'utf8')) as ScanTruth;
  if (!values.all && truth.heldOut !== values['held-out']) continue;
  if (values.only !== undefined && !`${truth.id} ${truth.condition} ${truth.edition} ${truth.engine}`.includes(values.only)) continue;
  if (truths.size < Number(values.limit)) truths.set(join(values.dir, truth.file), truth);
}
if (truths.size === 0) throw new Error(`no scans to read in ${values.dir}`);

const scores: ScanScore[] = [];
const options = {
  ocr: values.ocr as ReadRequest['ocr'],
  processes: Number(values.jobs),
  cache: values.cache ? '.generated/scans-results' : null,
};
await readScans([...truths.keys()], options, (path, answer) => {
  const score = scoreScan(truths.get(path)!, answer);
  scores.push(score);
  process.stderr.write(`${scores.length}/${truths.size} ${score.id}\n`);
  if (values.verbose) console.log(details(score));
});

scores.sort((a, b) => a.id.localeCompare(b.id));
const total = figuresOf(scores);
console.log(`${summaryTable(scores)}\n\n${reliabilityTable(scores)}\n`);
console.log(
  `${total.longWrong} of ${total.fields - total.fieldsRight} wrong fields are long texts; ${total.widthOnly} further values differ only in the width of punctuation, which most fonts do not show (not counted as wrong)`,
);
const wrongs = broken(total);
console.log(wrongs.length === 0 ? 'eval passed' : `eval failed: ${wrongs.join('; ')}`);
process.exitCode = wrongs.length === 0 ? 0 : 1;
