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

/** What is compared of a document. */
export interface ArchiveEntry extends Omit<ArchiveDocument, 'record'> {
  facts: ArchiveFacts;
}

/** Works out a document's facts; an entry comes back as it is. */
export function entryOf(document: ArchiveDocument | ArchiveEntry): ArchiveEntry {
  if ('facts' in document) return document;
  const { record, ...rest } = document;
  return { ...rest, facts: archiveFacts(record, fromScan(rest.provenance)) };
}

/** An entry of which it is not known yet where anything stands: enough to see whether it contradicts, not to say where. */
export function entryWithoutPlaces({ record, ...rest }: Omit<ArchiveDocument, 'provenance'>, scanned: boolean): ArchiveEntry {
  return { ...rest, provenance: {}, facts: archiveFacts(record, scanned) };
}

/** Whether a document was uploaded before another; of those uploaded together the smaller id is the earlier. */
export function isEarlier(one: Omit<ArchiveDocument, 'record'>, other: Omit<ArchiveDocument, 'record'>): boolean {
  return one.createdAt === other.createdAt ? one.documentId < other.documentId : one.createdAt < other.createdAt;
}
