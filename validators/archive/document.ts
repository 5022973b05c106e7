import type { AuditReport, Provenance } from '../../model/index.js';
import { fromScan } from '../reads.js';
import { archiveFacts, type ArchiveFacts } from './facts.js';

/** A stored report as the archive's rules get it. `createdAt` is the time of its upload, ISO 8601. */
export interface ArchiveDocument {
  documentId: string;
  sha256: string;
  createdAt: string;
  record: AuditReport;
  provenance: Provenance;
}

/** A document with what is compared of it. */
export interface ArchiveEntry extends ArchiveDocument {
  facts: ArchiveFacts;
}

/** Works out a document's facts; an entry comes back as it is. */
export function entryOf(document: ArchiveDocument | ArchiveEntry): ArchiveEntry {
  return 'facts' in document ? document : { ...document, facts: archiveFacts(document.record, fromScan(document.provenance)) };
}

/** An entry of which it is not known yet where anything stands: enough to see whether it contradicts, not to say where. */
export function entryWithoutPlaces(document: Omit<ArchiveDocument, 'provenance'>, scanned: boolean): ArchiveEntry {
  return { ...document, provenance: {}, facts: archiveFacts(document.record, scanned) };
}

/** Whether a document was uploaded before another; of those uploaded together the smaller id is the earlier. */
export function isEarlier(one: ArchiveDocument, other: ArchiveDocument): boolean {
  return one.createdAt === other.createdAt ? one.documentId < other.documentId : one.createdAt < other.createdAt;
}
