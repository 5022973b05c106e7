import { makeArchive } from '../fixtures/archive/archive.js';
import { archiveKeys, MemoryArchive, type ArchiveFinding } from '../validators/archive/index.js';

/**
 * npm run bench:archive [-- --reports 10000 --copies 50 --seed 1]: an invented archive is uploaded report by report and compared as it
 * grows, as a store would. Printed: copies found and missed, findings nobody planted, candidates looked at per report, seconds.
 */
const option = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};

const wishes = { reports: option('reports', 10_000), copies: option('copies', 50), seed: option('seed', 1) };
const made = makeArchive(wishes);
const archive = new MemoryArchive();
const findings = new Map<string, ArchiveFinding[]>();
const candidates: number[] = [];
const thirds: number[] = [];
const start = performance.now();
let reruns = 0;
let again = 0;
for (const [index, document] of made.documents.entries()) {
  archive.add(document);
  const run = archive.run(document.documentId);
  candidates.push(run.candidates);
  findings.set(document.documentId, run.findings);
  const before = performance.now();
  for (const id of run.affected) findings.set(id, archive.run(id).findings);
  again += performance.now() - before;
  reruns += run.affected.length;
  if ((index + 1) % Math.ceil(made.documents.length / 3) === 0) thirds.push(performance.now());
}
const seconds = (performance.now() - start) / 1000;

const all = [...findings.values()].flat();
const copied = all.filter(({ finding }) => finding.rule === 'archive/copied-narrative');
const organizations = new Map(made.documents.map(({ documentId, record }) => [documentId, record.basic.organization!]));
const pairOf = (one: string, other: string): string => [organizations.get(one), organizations.get(other)].sort().join();
const missed = made.copies.filter(({ documentId }) => !copied.some((one) => one.documentId === documentId));
// Later reports of either organization repeat the text of the pair.
const planted = new Set(made.copies.map(({ documentId, originalId }) => pairOf(documentId, originalId)));
const unplanted = all.filter(
  ({ finding, documentId, otherDocumentId }) =>
    finding.rule !== 'archive/copied-narrative' || !planted.has(pairOf(documentId, otherDocumentId)),
);
const keys = made.documents.map(({ record, provenance }) => archiveKeys(record, provenance).length);
candidates.sort((a, b) => a - b);

console.log(`${made.documents.length} reports, ${made.copies.length} copied narratives planted`);
console.log(
  `found ${made.copies.length - missed.length}, missed ${missed.length}${missed.map(({ documentId }) => ` ${documentId}`).join('')}`,
);
console.log(`findings nobody planted: ${unplanted.length}`);
for (const { finding, documentId, otherDocumentId } of unplanted.slice(0, 10))
  console.log(`  ${finding.rule} ${finding.outcome} ${documentId} ${otherDocumentId} ${finding.message.en}`);
console.log(
  `${seconds.toFixed(1)} s in all, ${((seconds / made.documents.length) * 1000).toFixed(2)} ms a report; ${(again / 1000).toFixed(1)} s of it for ${reruns} affected ones run again`,
);
console.log(
  `thirds of the archive: ${thirds.map((at, index) => ((at - (thirds[index - 1] ?? start)) / 1000).toFixed(1) + ' s').join(', ')}`,
);
console.log(`keys a report: ${(keys.reduce((sum, count) => sum + count, 0) / keys.length).toFixed(0)}`);
const at = (share: number): number => candidates[Math.min(candidates.length - 1, Math.floor(candidates.length * share))]!;
console.log(`candidates a report: median ${at(0.5)}, p95 ${at(0.95)}, most ${at(1)}`);
if (missed.length > 0 || unplanted.length > 0) process.exitCode = 1;
