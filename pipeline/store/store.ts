import type { AuditReport, ErrorData, FileResult, Finding } from '../../model/index.js';
import type { TypedValue } from '../stages/recheck.js';
import type { RuleSettingStore } from './rule-settings.js';
import type { SummaryStore } from './summary.js';
import type { ArchiveStore } from './archive-store.js';
import type { Batches, Corrections, Dispositions, Documents, Findings, Receipts, Runs, Users } from './tables.js';

export type * from './archive-store.js';

/** One open store. Every method is one transaction; all throw GoujiError store/unavailable when the database cannot be reached. */
export interface Store {
  batches: BatchStore;
  documents: DocumentStore;
  findings: FindingStore;
  users: UserStore;
  archive: ArchiveStore;
  audit: AuditStore;
  settings: SettingStore;
  rules: RuleSettingStore;
  statistics: SummaryStore;
  /** Whether the database answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface BatchStore {
  create(batch: Pick<Batches, 'name' | 'priority' | 'created_by'>): Promise<Batches>;
  find(id: string): Promise<Batches | null>;
  /** The last first; with `createdBy` those of that user. */
  list(page: PageOf, createdBy?: string): Promise<Listed<Batches>>;
  /** False when there is no such batch, it is cancelled, or it is in none of the states `from`. */
  setState(id: string, state: Batches['state'], from?: readonly Batches['state'][]): Promise<boolean>;
  /** For the batch and what waits in it. */
  setPriority(id: string, priority: number): Promise<void>;
  /** `accept` in one transaction with its document: a file whose content is stored already becomes a duplicate of that document. */
  addReceipt(receipt: NewReceipt): Promise<Receipts>;
  receipts(batchId: string, page: PageOf): Promise<Listed<Receipts>>;
  progress(batchId: string): Promise<BatchProgress>;
}

/** A file as received: stored (with its hash), or refused (with the reason). */
export type NewReceipt = Pick<Receipts, 'batch_id' | 'name' | 'size'> &
  ({ sha256: string; error?: undefined } | { sha256: string | null; error: ErrorData });

export interface BatchProgress {
  receipts: Record<Receipts['outcome'], number>;
  documents: Record<Documents['state'], number>;
  /** Pages of the documents that were read. */
  pages: number;
}

export interface DocumentStore {
  find(id: string): Promise<Documents | null>;
  list(filter: DocumentFilter, page: PageOf): Promise<Listed<DocumentRow>>;
  /**
   * Takes the next waiting document, or one whose claim has lapsed, of batches that are neither paused nor cancelled: by priority, then age.
   * With `id` only that one. Null when there is none.
   */
  claim(claim: Claim, id?: string): Promise<Documents | null>;
  /** Prolongs a claim; false when it was lost (lapsed and taken, cancelled, finished). */
  renew(id: string, claim: Claim): Promise<boolean>;
  /**
   * Writes a reading's run, report, readings and findings, archive keys and search text, marks new versions, and ends the claim; false,
   * and nothing is written, when the claim is no longer the document's.
   */
  finish(id: string, claim: string, reading: FinishedReading): Promise<boolean>;
  /** Gives a document back: to be tried again no sooner than `notBefore`. */
  release(id: string, claim: string, notBefore: string | null, why: ReleaseReason): Promise<boolean>;
  /** Ends a document `failed` (poison) with its reason. */
  fail(id: string, claim: string, error: ErrorData): Promise<boolean>;
  /** Makes failed or cancelled documents waiting again; with ids also finished ones (read again). How many. */
  requeue(what: { ids: readonly string[] } | { batchId: string } | 'failed'): Promise<string[]>;
  /** Ids of documents that wait or whose claim has lapsed, oldest first: what a queue is filled with after a restart. */
  pending(limit: number): Promise<Pick<Documents, 'id' | 'priority'>[]>;
  runs(id: string): Promise<Runs[]>;
  /** The counting run as the FileResult it was, or an earlier run. */
  result(id: string, runId?: string): Promise<FileResult | null>;
  /** The first typed first, those taken back too. */
  corrections(id: string): Promise<CorrectionRow[]>;
  /** Decisions that stand, the last first. */
  decisions(id: string): Promise<DecisionRow[]>;
  /** The record that counts, with people's values in it. */
  record(id: string): Promise<{ runId: string; record: AuditReport } | null>;
  /** How many documents are in each state. */
  states(): Promise<Record<Documents['state'], number>>;
  /** Readings that ended at that time or later, in the order they ended. */
  runsSince(since: string, page: PageOf): Promise<Pick<Runs, 'id' | 'status' | 'started_at' | 'finished_at'>[]>;
}

/**
 * Why a document is given back: its child died over it; the environment failed (files out of reach, an engine not installed); the worker is
 * being shut down, and the reading does not count.
 */
export type ReleaseReason = 'death' | 'environment' | 'stopped';

/** Who claims, and until when. */
export interface Claim {
  claim: string;
  until: string;
}

export interface FinishedReading {
  engineVersion: string;
  startedAt: string;
  result: FileResult;
}

export interface DocumentFilter {
  batchId?: string;
  state?: Documents['state'][];
  organization?: string;
  auditor?: string;
  projectNumber?: string;
  star?: string[];
  auditFrom?: string;
  auditTo?: string;
  /** Words to be found in names, numbers, people, narrative and findings. */
  text?: string;
  sort?: 'created' | 'finished' | 'audit' | 'total' | 'organization';
  descending?: boolean;
}

/** A document with what lists show of its report. */
export type DocumentRow = Documents & {
  organization: string | null;
  audit_type: string | null;
  audit_start: string | null;
  audit_end: string | null;
  star: string | null;
  total: number | null;
  doubtful: number | null;
  /** Findings by outcome. */
  failed: number;
  open: number;
};

export interface FindingStore {
  list(filter: FindingFilter, page: PageOf): Promise<Listed<FindingRow>>;
  find(id: string): Promise<FindingRow | null>;
  /** How many findings per value of each filter's field, under the filter. */
  counts(filter: FindingFilter): Promise<Record<'rule' | 'severity' | 'outcome' | 'decision', Record<string, number>>>;
  /** Those of these that are there, in any order. */
  findAll(ids: readonly string[]): Promise<FindingRow[]>;
  /**
   * Decides on findings, with an entry in the audit log each. `version` is the one each decider saw (0: none yet); null takes a decision back. With `each`
   * those that were in time are decided; the ids of the others.
   * @throws GoujiError store/conflict, without `each`, when somebody has decided meanwhile: nothing is changed then
   */
  decide(decisions: readonly Decision[], userId: string, each?: boolean): Promise<string[]>;
  /**
   * Puts a person's value into the record and runs the rules anew, in one transaction that holds the document; null when it has no report.
   * @throws GoujiError correction/impossible; store/conflict when the value that stands is not the one `seen`
   */
  correct(typed: TypedValue & { documentId: string; seen?: TypedValue['value'] | undefined }, userId: string): Promise<Corrected | null>;
  /** Takes a typed value back; null when it is not among those that stand. */
  undoCorrection(documentId: string, id: string, userId: string): Promise<Corrected | null>;
}

/** A correction made or taken back, and the findings of the record before and after. */
export interface Corrected {
  correction: CorrectionRow;
  before: Finding[];
  after: Finding[];
}

/** With the name of who typed it. */
export type CorrectionRow = Corrections & { user: string };

/** A decision on a finding of one document, whether the finding is there (`finding_id`) or has gone with a later reading. */
export type DecisionRow = Dispositions & { user: string; finding_id: string | null };

export interface FindingFilter {
  rule?: string[];
  severity?: Findings['severity'][];
  outcome?: Findings['outcome'][];
  decision?: (Dispositions['decision'] | 'none')[];
  source?: Findings['source'];
  batchId?: string;
  documentId?: string;
  organization?: string;
  auditor?: string;
  star?: string[];
  auditFrom?: string;
  auditTo?: string;
  text?: string;
  sort?: 'severity' | 'created' | 'rule' | 'organization';
  descending?: boolean;
}

export type FindingRow = Findings & {
  name: string;
  organization: string | null;
  project_number: string | null;
  decision: Dispositions['decision'] | null;
  reason: string | null;
  version: number;
  /** Who decided last, or took the last decision back, and when. */
  decided_by: string | null;
  decided_by_name: string | null;
  decided_at: string | null;
};

export interface Decision {
  findingId: string;
  version: number;
  decision: Dispositions['decision'] | null;
  reason: string | null;
}

export interface UserStore {
  /** @throws GoujiError user/exists */
  add(user: Pick<Users, 'name' | 'role' | 'password'>): Promise<Users>;
  findByName(name: string): Promise<Users | null>;
  find(id: string): Promise<Users | null>;
  list(): Promise<Users[]>;
  /** @throws GoujiError user/last-admin when nobody could administer any more: nothing is changed then */
  update(id: string, change: Partial<Pick<Users, 'role' | 'password' | 'disabled_at'>>): Promise<boolean>;
  openSession(session: { id: string; userId: string; csrf: string; expiresAt: string }): Promise<void>;
  session(id: string): Promise<{ user: Users; csrf: string; expiresAt: string } | null>;
  closeSession(id: string): Promise<void>;
  /** Sign-out everywhere. */
  closeSessions(userId: string): Promise<void>;
}

export interface AuditStore {
  add(entry: { userId: string | null; action: string; subject: string; before?: unknown; after?: unknown }): Promise<void>;
  list(
    filter: AuditFilter,
    page: PageOf,
  ): Promise<
    Listed<{ at: string; userId: string | null; user: string | null; action: string; subject: string; before: unknown; after: unknown }>
  >;
}

/** `action`: that one, or when it ends in a dot those that begin with it. `from`, `to`: times, ISO, the first included. */
export interface AuditFilter {
  subject?: string;
  userId?: string;
  action?: string;
  from?: string;
  to?: string;
}

export interface SettingStore {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
}

export interface PageOf {
  offset: number;
  limit: number;
}

export interface Listed<T> {
  rows: T[];
  total: number;
  /** False when `total` is only how far was counted: there are more, and counting them would take longer than listing. */
  exact?: boolean;
}
