import { parseArgs } from 'node:util';
import { makeArchive, type MadeArchive } from '../fixtures/archive/archive.js';
import { ARCHIVE_RULES, archiveKeys, MemoryArchive, type ArchiveFinding, type ArchiveRule } from '../validators/archive/index.js';

/**
 * `npm run bench:archive [-- --reports 10000 --copies 50 --seed 1]`: an invented archive is uploaded report by report and compared as it
 * grows, as a store would; first for copied narratives alone, then by all rules. Printed: copies found and missed, findings nobody
 * planted, candidates looked at per report, seconds. Fails when a copy is missed or anything else is found.
 */
const { values } = parseArgs({
  options: {
    reports: { type: 'string', default: '10000' },
    copies: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
  },
});
const COPIED = 'archive/copied-narrative';
const PARTS = 4;

const made = makeArchive({ reports: Number(values.reports), copies: Number(values.copies), seed: Number(values.seed) });
const keys = made.documents.map(({ record, provenance }) => archiveKeys(record, provenance).length);
console.log(`${made.documents.length} reports, ${made.copies.length} copied narratives planted; ${mean(keys).toFixed(0)} keys a report`);
const alone = measure(
  made,
  ARCHIVE_RULES.filter(({ id }) => id === COPIED),
);
const whole = measure(made, ARCHIVE_RULES);
process.exitCode = alone && whole ? 0 : 1;

function measure({ documents, copies }: MadeArchive, rules: readonly ArchiveRule[]): boolean {
  const archive = new MemoryArchive();
  const findings = new Map<string, ArchiveFinding[]>();
  const candidates: number[] = [];
  const ends: number[] = [];
  let reruns = 0;
  const start = performance.now();
  for (const [index, document] of documents.entries()) {
    archive.add(document);
    const run = archive.run(document.documentId, rules);
    candidates.push(run.candidates);
    findings.set(document.documentId, run.findings);
    for (const id of run.affected) findings.set(id, archive.run(id, rules).findings);
    reruns += run.affected.length;
    if (index + 1 >= Math.ceil((documents.length * (ends.length + 1)) / PARTS)) ends.push(performance.now());
  }
  const seconds = (ends.at(-1)! - start) / 1000;
  const all = [...findings.values()].flat();
  const organizations = new Map(documents.map(({ documentId, record }) => [documentId, record.basic.organization!]));
  const pairOf = (one: string, other: string): string => [organizations.get(one), organizations.get(other)].sort().join();
  const missed = copies.filter(
    ({ documentId }) => !all.some(({ finding, documentId: id }) => finding.rule === COPIED && id === documentId),
  );
  // Later reports of either organization repeat the text of the pair.
  const planted = new Set(copies.map(({ documentId, originalId }) => pairOf(documentId, originalId)));
  const unplanted = all.filter(
    ({ finding, documentId, otherDocumentId }) => finding.rule !== COPIED || !planted.has(pairOf(documentId, otherDocumentId)),
  );
  candidates.sort((a, b) => a - b);
  const at = (share: number): number => candidates[Math.min(candidates.length - 1, Math.floor(candidates.length * share))]!;
  const parts = ends.map((end, part) => ((end - (ends[part - 1] ?? start)) / 1000).toFixed(1));
  console.log(rules.length === 1 ? `${COPIED} alone:` : `all ${rules.length} rules:`);
  console.log(
    `  found ${copies.length - missed.length}, missed ${missed.length}${missed.map(({ documentId }) => ` ${documentId}`).join('')}`,
  );
  console.log(`  findings nobody planted: ${unplanted.length}`);
  for (const { finding, documentId, otherDocumentId } of unplanted.slice(0, 10))
    console.log(`    ${finding.rule} ${finding.outcome} ${documentId} ${otherDocumentId} ${finding.message.en}`);
  console.log(
    `  ${seconds.toFixed(1)} s, ${((seconds / documents.length) * 1000).toFixed(2)} ms a report, ${reruns} others compared again; quarters ${parts.join(', ')} s`,
  );
  console.log(`  candidates a report: median ${at(0.5)}, p95 ${at(0.95)}, most ${at(1)}`);
  return missed.length === 0 && unplanted.length === 0;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
