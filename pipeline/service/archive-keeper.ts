import { GoujiError, type AuditReport, type Provenance } from '../../model/index.js';
import {
  COUNTED,
  documentKeys,
  entryOf,
  entryWithoutPlaces,
  isNarrative,
  lookupKeys,
  PER_KEY,
  runArchive,
  type ArchiveDocument,
  type ArchiveEntry,
} from '../../validators/archive/index.js';
import type { ArchiveCandidate, ArchiveReport, Comparison, Store } from '../store/store.js';

/** Keeps what the archive's rules say up to date as reports come in. */
export interface ArchiveKeeper {
  /** Compares a report that is new or was read again with the few stored ones it may concern, and those with it. False when there is none. */
  compare(documentId: string): Promise<boolean>;
  /**
   * Compares reports whose comparison was cut short or whose record a person corrected, up to a few hundred of those whose reading ended before that
   * time (ISO 8601); how many. What cannot be compared is told to `onTrouble` and left out from then on, as long as the process lives.
   */
  catchUp(endedBefore: string, onTrouble: (documentId: string, error: unknown) => void): Promise<number>;
  /** Compares every stored report anew; `onDone` hears of each. */
  all(onDone: (documentId: string) => void): Promise<void>;
}

/** Reports fetched at a time when all are compared. */
const STRIDE = 200;
/** Records kept between comparisons: the reports of one office, which come together, are compared with the same ones again and again. */
const KEPT = 400;

/** A report as it was when last read from the store. */
interface Kept {
  revision: string;
  entry: ArchiveEntry;
}

export function archiveKeeper(store: Pick<Store, 'archive'>): ArchiveKeeper {
  const { archive } = store;
  const kept = new Map<string, Kept>();
  const keep = (id: string, one: Kept): void => {
    // The last used stay.
    kept.delete(id);
    kept.set(id, one);
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break;
      kept.delete(oldest);
    }
  };
  const read = async (ids: readonly string[]): Promise<Kept[]> => {
    const found = await archive.records(ids);
    return found.map(({ documentId, revision, sha256, createdAt, record, scanned }) => {
      const one = { revision, entry: entryWithoutPlaces({ documentId, sha256, createdAt, record: record as AuditReport }, scanned) };
      keep(documentId, one);
      return one;
    });
  };
  const entriesOf = async (candidates: readonly ArchiveCandidate[]): Promise<ArchiveEntry[]> => {
    const isKept = ({ documentId, revision }: ArchiveCandidate): boolean => kept.get(documentId)?.revision === revision;
    const there = candidates.filter(isKept).map(({ documentId }) => [documentId, kept.get(documentId)!] as const);
    for (const [id, one] of there) keep(id, one);
    const missing = candidates.filter((candidate) => !isKept(candidate)).map(({ documentId }) => documentId);
    return [...there.map(([, one]) => one), ...(await read(missing))].map(({ entry }) => entry);
  };
  const withPlaces = async (documentId: string): Promise<ArchiveEntry | null> => {
    const report = await archive.report(documentId);
    return report === null ? null : entryOf(documentOf(report));
  };
  /** Findings of one report as the later of a pair; before they are written, `first` hears whose own findings it may change. */
  const settle = async (
    comparison: Comparison,
    { entry, revision }: Kept,
    first?: (affected: readonly string[]) => Promise<void>,
  ): Promise<void> => {
    const { documentId } = comparison;
    const keys = documentKeys(entry);
    const plain = keys.filter((key) => !isNarrative(key));
    const frequencies = {
      ...(await archive.frequencies(documentId, plain)),
      ...(await archive.frequencies(documentId, keys.filter(isNarrative), COUNTED)),
    };
    const candidates = await entriesOf(await archive.candidates(documentId, lookupKeys(keys, frequencies), PER_KEY));
    let { findings, affected } = runArchive(entry, candidates, frequencies);
    if (findings.length > 0) {
      // Only now does it matter where things stand, and how surely they were read.
      const subject = await withPlaces(documentId);
      if (subject === null) return;
      const cited = new Set(findings.map(({ otherDocumentId }) => otherDocumentId));
      const placed = candidates.map(async (other) => (cited.has(other.documentId) ? await withPlaces(other.documentId) : other));
      const others = (await Promise.all(placed)).filter((other) => other !== null);
      ({ findings, affected } = runArchive(subject, others, frequencies));
    }
    await first?.(affected);
    await archive.replace(comparison, findings, first === undefined ? undefined : revision);
  };
  const compare = async (documentId: string): Promise<boolean> => {
    const [one] = await read([documentId]);
    if (one === undefined) return false;
    // Keys first: of two reports that come in at once, the one that looks later sees the other.
    const comparison = await archive.publish(documentId, documentKeys(one.entry));
    await settle(comparison, one, async (affected) => {
      for (const id of affected) {
        // Begun before it is read: of two that compare it at once, the one that began later has seen what both brought.
        const again = await archive.begin(id);
        const [other] = await read([id]);
        if (other !== undefined) await settle(again, other);
      }
    });
    return true;
  };
  const troubled = new Set<string>();
  return {
    compare,
    async catchUp(endedBefore, onTrouble) {
      const left = (await archive.unsettled(STRIDE + troubled.size, endedBefore)).filter((id) => !troubled.has(id));
      let compared = 0;
      for (const id of left) {
        try {
          if (await compare(id)) compared += 1;
          else troubled.add(id);
        } catch (error) {
          if (error instanceof GoujiError && error.code === 'store/unavailable') throw error;
          troubled.add(id);
          onTrouble(id, error);
        }
      }
      return compared;
    },
    async all(onDone) {
      const each = async (use: (one: Kept) => Promise<unknown>): Promise<void> => {
        for (let after: string | null = null; ;) {
          const ids: string[] = await archive.withReport(after, STRIDE);
          for (const one of await read(ids)) await use(one);
          after = ids.at(-1) ?? null;
          if (ids.length < STRIDE || after === null) return;
        }
      };
      await each(({ entry }) => archive.publish(entry.documentId, documentKeys(entry)));
      await each(async (one) => {
        // The others come by themselves.
        const { documentId } = one.entry;
        await settle(await archive.begin(documentId), one, () => Promise.resolve());
        onDone(documentId);
      });
    },
  };
}

function documentOf({ documentId, sha256, createdAt, record, provenance }: ArchiveReport): ArchiveDocument {
  return { documentId, sha256, createdAt, record: record as AuditReport, provenance: provenance as Provenance };
}
