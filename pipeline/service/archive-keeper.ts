import type { AuditReport, Provenance } from '../../model/index.js';
import {
  documentKeys,
  entryOf,
  entryWithoutPlaces,
  lookupKeys,
  PER_KEY,
  runArchive,
  type ArchiveDocument,
  type ArchiveEntry,
} from '../../validators/archive/index.js';
import type { ArchiveCandidate, ArchiveReport, Store } from '../store/store.js';

/** Keeps what the archive's rules say up to date as reports come in. */
export interface ArchiveKeeper {
  /** Compares a report that is new or was read again with the few stored ones it may concern, and those with it. */
  compare(documentId: string): Promise<void>;
  /** Compares the reports whose comparison was cut short; how many. */
  catchUp(): Promise<number>;
  /** Compares every stored report anew; `onDone` hears of each. */
  all(onDone: (documentId: string) => void): Promise<void>;
}

/** Reports fetched at a time when all are compared. */
const STRIDE = 200;
/** Records kept between comparisons: the reports of one office, which come together, are compared with the same ones again and again. */
const KEPT = 400;

export function archiveKeeper(store: Pick<Store, 'archive'>): ArchiveKeeper {
  const { archive } = store;
  const kept = new Map<string, { revision: string; entry: ArchiveEntry }>();
  const entriesOf = async (candidates: readonly ArchiveCandidate[]): Promise<ArchiveEntry[]> => {
    const isKept = ({ documentId, revision }: ArchiveCandidate): boolean => kept.get(documentId)?.revision === revision;
    const found = new Map(candidates.filter(isKept).map(({ documentId }) => [documentId, kept.get(documentId)!]));
    const missing = candidates.filter((candidate) => !isKept(candidate)).map(({ documentId }) => documentId);
    for (const { documentId, revision, sha256, createdAt, record, scanned } of await archive.records(missing)) {
      const entry = entryWithoutPlaces({ documentId, sha256, createdAt, record: record as AuditReport }, scanned);
      found.set(documentId, { revision, entry });
    }
    // The last used stay.
    for (const [id, one] of found) {
      kept.delete(id);
      kept.set(id, one);
    }
    for (const id of kept.keys()) {
      if (kept.size <= KEPT) break;
      kept.delete(id);
    }
    return [...found.values()].map(({ entry }) => entry);
  };
  /** Findings of one report as the later of a pair; before they are written, `first` hears whose own findings it may change. */
  const settle = async (entry: ArchiveEntry, first?: (affected: readonly string[]) => Promise<void>): Promise<void> => {
    const keys = documentKeys(entry);
    const frequencies = await archive.frequencies(entry.documentId, keys);
    const candidates = await entriesOf(await archive.candidates(entry.documentId, lookupKeys(keys, frequencies), PER_KEY));
    let { findings, affected } = runArchive(entry, candidates, frequencies);
    if (findings.length > 0) {
      // Only now does it matter where things stand in the others, and how surely they were read.
      const cited = new Set(findings.map(({ otherDocumentId }) => otherDocumentId));
      const placed = candidates.map(async (other) => (cited.has(other.documentId) ? await load(other.documentId) : other));
      const others = (await Promise.all(placed)).filter((other) => other !== null);
      ({ findings, affected } = runArchive(entry, others, frequencies));
    }
    await first?.(affected);
    await archive.replace(entry.documentId, keys, findings, first !== undefined);
  };
  const load = async (documentId: string): Promise<ArchiveEntry | null> => {
    const report = await archive.report(documentId);
    return report === null ? null : entryOf(documentOf(report));
  };
  const compare = async (documentId: string): Promise<void> => {
    const entry = await load(documentId);
    if (entry === null) return;
    // Keys first: of two reports that come in at once, the one that looks later sees the other.
    await archive.publish(documentId, documentKeys(entry));
    await settle(entry, async (affected) => {
      for (const id of affected) {
        const other = await load(id);
        if (other !== null) await settle(other);
      }
    });
  };
  return {
    compare,
    async catchUp() {
      const left = await archive.unsettled(STRIDE);
      for (const id of left) await compare(id);
      return left.length;
    },
    async all(onDone) {
      const each = async (use: (entry: ArchiveEntry) => Promise<unknown>): Promise<void> => {
        for (let after: string | null = null; ;) {
          const reports: ArchiveReport[] = await archive.reports(after, STRIDE);
          for (const report of reports) await use(entryOf(documentOf(report)));
          after = reports.at(-1)?.documentId ?? null;
          if (reports.length < STRIDE || after === null) return;
        }
      };
      await each((entry) => archive.publish(entry.documentId, documentKeys(entry)));
      await each(async (entry) => {
        // The others come by themselves.
        await settle(entry, () => Promise.resolve());
        onDone(entry.documentId);
      });
    },
  };
}

function documentOf({ documentId, sha256, createdAt, record, provenance }: ArchiveReport): ArchiveDocument {
  return { documentId, sha256, createdAt, record: record as AuditReport, provenance: provenance as Provenance };
}
