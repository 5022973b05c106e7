import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkDocument } from '../../pipeline/stages/check-document.js';
import { scoreResult, type GroundTruth, type Score } from './score.js';

/**
 * `npm run eval`: checks generated reports against their ground truth and fails below the promised figures: every field
 * and every score cell exact, every planted discrepancy found, no finding of severity error or warning beyond those.
 * Generates the set first when the folder is not there (needs Debian's chromium, libreoffice-writer and the fonts of fixtures/README.md).
 */
const { values } = parseArgs({
  options: {
    dir: { type: 'string', default: '.generated/eval' },
    count: { type: 'string', default: '240' },
    seed: { type: 'string', default: '20' },
    verbose: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});

if (!existsSync(values.dir)) {
  execFileSync(
    'npx',
    ['tsx', 'fixtures/generator/generate.ts', '--all', '--count', values.count, '--seed', values.seed, '--out', values.dir],
    {
      stdio: 'inherit',
    },
  );
}

const scores: Score[] = [];
for (const file of readdirSync(values.dir)
  .filter((name) => name.endsWith('.json'))
  .sort()) {
  const path = join(values.dir, file);
  const truth = JSON.parse(readFileSync(path, 'utf8')) as GroundTruth;
  if (values.only !== undefined && !`${truth.id} ${truth.edition} ${truth.engine}`.includes(values.only)) continue;
  const bytes = readFileSync(path.replace(/\.json$/, '.pdf'));
  const result = await checkDocument(bytes, basename(path), {});
  const score = scoreResult(truth, result);
  scores.push(score);
  if (values.verbose) printDetails(score);
}
process.exitCode = printSummary(scores) ? 0 : 1;

function printDetails(score: Score): void {
  for (const { path, expected, actual } of [...score.wrongFields, ...score.wrongCells]) {
    console.log(`${score.id} ${score.edition}  ${path}\n    expected ${JSON.stringify(expected)}\n    read     ${JSON.stringify(actual)}`);
  }
  for (const rule of score.missed) console.log(`${score.id} ${score.edition}  MISSED ${rule}`);
  for (const finding of score.unplanted)
    console.log(`${score.id} ${score.edition}  UNPLANTED ${finding.outcome} ${finding.rule} ${finding.at.path}: ${finding.message.zh}`);
}

function printSummary(all: Score[]): boolean {
  const groups = new Map<string, Score[]>();
  for (const score of all) {
    const key = `${score.edition} (${score.engine})`;
    groups.set(key, [...(groups.get(key) ?? []), score]);
  }
  const rows = [...groups.entries()].sort(([a], [b]) => a.localeCompare(b));
  for (const [name, group] of [...rows, ['all', all] as const]) console.log(`${name.padEnd(34)} ${summary(group)}`);
  const total =
    all.length > 0 &&
    all.every((score) => score.wrongFields.length + score.wrongCells.length + score.missed.length + score.unplanted.length === 0);
  console.log(total ? 'eval passed' : 'eval failed: every figure above must be whole, and nothing unplanted');
  return total;
}

function summary(group: Score[]): string {
  const sum = (count: (score: Score) => number): number => group.reduce((total, score) => total + count(score), 0);
  const planted = sum((score) => score.planted);
  return [
    `${group.length} reports`,
    share(
      'fields',
      sum((score) => score.fields),
      sum((score) => score.wrongFields.length),
    ),
    share(
      'score cells',
      sum((score) => score.scoreCells),
      sum((score) => score.wrongCells.length),
    ),
    `planted ${planted - sum((score) => score.missed.length)}/${planted}`,
    `unplanted ${sum((score) => score.unplanted.length)}`,
    `partial ${group.filter(({ status }) => status !== 'checked').length}`,
  ].join(' | ');
}

function share(name: string, total: number, wrong: number): string {
  return `${name} ${total - wrong}/${total}${wrong === 0 ? '' : ` (${((100 * (total - wrong)) / Math.max(total, 1)).toFixed(2)} %)`}`;
}
