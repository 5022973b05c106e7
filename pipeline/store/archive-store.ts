import type { Finding } from '../../model/index.js';

/** What the archive's rules compare: see validators/archive/index.ts for the order in which these are asked. */
export interface ArchiveStore {
  /** How many documents (not `documentId` itself) hold each key, counted up to `most`; keys that none holds are left out. */
  frequencies(documentId: string, keys: readonly string[], most?: number): Promise<Record<string, number>>;
  /** Documents (not `documentId` itself) with a report that share any of the keys: for each key at most `perKey`, the last uploaded. */
  candidates(documentId: string, keys: readonly string[], perKey: number): Promise<ArchiveCandidate[]>;
  /** Records of those documents that have one, without where it stands: most of what is compared does not contradict. */
  records(documentIds: readonly string[]): Promise<ArchiveRecord[]>;
  report(documentId: string): Promise<ArchiveReport | null>;
  /** Every document with a report, in pages by document id, for a full run. */
  withReport(after: string | null, limit: number): Promise<string[]>;
  /** Replaces a document's keys, and begins a comparison; its findings stay. Documents that shared a key it no longer has are to be compared anew. */
  publish(documentId: string, keys: readonly string[]): Promise<Comparison>;
  /** To be asked before anything is read that is compared. */
  begin(documentId: string): Promise<Comparison>;
  /**
   * Documents with a report whose counting run has not been compared yet (documents.settled_run_id is another than run_id), oldest first, as far as
   * their last reading ended by then.
   */
  unsettled(limit: number, endedBefore?: string): Promise<string[]>;
  /**
   * Replaces a document's archive findings as the newer document of a pair, unless a later comparison of it has begun, which knows of all that this
   * one knew; `settled` notes that it has been compared as it was in that revision.
   */
  replace(comparison: Comparison, findings: readonly { finding: Finding; otherDocumentId: string }[], settled?: string): Promise<void>;
}

/** One comparison of a document with the others; `number` counts them. */
export interface Comparison {
  documentId: string;
  number: number;
}

/** `revision` changes whenever the record does: it was read again, or a person corrected it. */
export interface ArchiveCandidate {
  documentId: string;
  revision: string;
}

export interface ArchiveRecord extends ArchiveCandidate {
  sha256: string;
  createdAt: string;
  record: unknown;
  /** Whether any of it was read from an image. */
  scanned: boolean;
}

export interface ArchiveReport {
  documentId: string;
  sha256: string;
  name: string;
  createdAt: string;
  record: unknown;
  provenance: unknown;
}
