/**
 * The archive's rules: what contradicts between reports. When a report is new, or was read again:
 * 1. `archiveKeys` gives its keys; the store keeps them;
 * 2. the store tells the frequencies of the keys, `lookupKeys` leaves out those that every report shares;
 * 3. the store brings the candidates: documents that share such a key, at most `PER_KEY` for each;
 * 4. `runArchive` gives the report's findings, which replace those it had, and names the affected documents;
 * 5. each of these goes through 1 to 4 as well, once.
 */
export { archiveFacts, type ArchiveFacts } from './facts.js';
export { archiveKeys, COMMON, COUNTED, documentKeys, isNarrative, lookupKeys, PER_KEY } from './keys.js';
export type { ArchiveDocument, ArchiveEntry } from './document.js';
export { entryOf, entryWithoutPlaces } from './document.js';
export { MemoryArchive } from './memory.js';
export type { ArchiveRule } from './rule.js';
export { ARCHIVE_RULES } from './rules/index.js';
export { runArchive, type ArchiveFinding, type ArchiveRun } from './runner.js';
