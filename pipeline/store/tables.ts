import type { Generated } from 'kysely';

/**
 * The tables, the same in SQLite and PostgreSQL. Ids are text; times ISO 8601 in UTC as text, so that they compare as they sort;
 * JSON is text; yes and no are 1 and 0; scores are integers in hundredths.
 */
export interface Tables {
  batches: Batches;
  receipts: Receipts;
  documents: Documents;
  runs: Runs;
  reports: Reports;
  readings: Readings;
  findings: Findings;
  dispositions: Dispositions;
  corrections: Corrections;
  archive_keys: ArchiveKeys;
  users: Users;
  sessions: Sessions;
  audit_log: AuditLog;
  settings: Settings;
}

/** What was uploaded in one go. Its progress is counted from its documents, never stored. */
export interface Batches {
  id: string;
  name: string;
  /** `receiving` while files still arrive; then `running` until every document is in a final state, which is counted, not stored. */
  state: 'receiving' | 'running' | 'paused' | 'cancelled';
  /** Lower goes first: one person's single upload overtakes a bulk batch. */
  priority: number;
  created_at: string;
  created_by: string | null;
}

/** One line per uploaded file. */
export interface Receipts {
  id: string;
  batch_id: string;
  /** Place in the batch, from 1. */
  number: number;
  /** Path as uploaded, inside folders and ZIPs too. */
  name: string;
  size: number;
  sha256: string | null;
  /** `new-version`: accepted, and when read found to carry the project number of an earlier document, `of_document_id`. */
  outcome: 'accepted' | 'duplicate' | 'new-version' | 'rejected';
  /** The stored document: the new one, or for duplicates the one already there. Null when rejected. */
  document_id: string | null;
  of_document_id: string | null;
  /** Why it was rejected: an ErrorData ({code, message, hint}) as JSON. */
  error: string | null;
  created_at: string;
}

/** One file by its content. */
export interface Documents {
  id: string;
  sha256: string;
  size: number;
  /** Name it was first uploaded under. */
  name: string;
  batch_id: string;
  /** `waiting` and `reading` are not final; `checked`, `partial`, `failed` and `cancelled` are. */
  state: DocumentState;
  priority: number;
  /** How often reading was begun since it was last queued, without those that were given back because the worker was shut down. */
  attempts: number;
  /** How many of these ended with the death of the child that read it, told by a worker that lived on. */
  deaths: number;
  /** How many of these nobody ended: the worker was killed, or lost the database, and the claim lapsed. Says little about the document. */
  lapses: number;
  /** Who reads it now, and until when the claim holds unless renewed: work whose claim has lapsed is anybody's. */
  claim: string | null;
  claimed_until: string | null;
  /** Not before this time (backoff after failures of the environment). */
  not_before: string | null;
  /** Why it ended `failed`: an ErrorData as JSON. */
  error: string | null;
  /** The run whose report and findings count. */
  run_id: string | null;
  /** The run that was last compared with the archive. */
  settled_run_id: string | null;
  project_number: string | null;
  /** The document of the same project number that came before. */
  version_of: string | null;
  created_at: string;
  finished_at: string | null;
}

export type DocumentState = 'waiting' | 'reading' | 'checked' | 'partial' | 'failed' | 'cancelled';

/** One complete reading of a document. Runs are only ever added. */
export interface Runs {
  id: string;
  document_id: string;
  /** Running number within the document, from 1. */
  number: number;
  engine_version: string;
  status: 'checked' | 'partial' | 'failed';
  /** Pages and issues of the FileResult as JSON. */
  pages: string;
  page_count: number;
  issues: string;
  outcomes: string;
  error: string | null;
  started_at: string;
  finished_at: string;
}

/** What a run read; the columns are what lists filter and sort by. */
export interface Reports {
  run_id: string;
  document_id: string;
  /** The AuditReport as JSON. */
  record: string;
  scheme: string | null;
  organization: string | null;
  certification_body: string | null;
  project_number: string | null;
  audit_type: string | null;
  audit_start: string | null;
  audit_end: string | null;
  star: string | null;
  /** Total score in hundredths. */
  total: number | null;
  auditors: string;
}

/** Provenance of a run: all readings by field path as one JSON, and how many of them are doubtful. */
export interface Readings {
  run_id: string;
  document_id: string;
  provenance: string;
  doubtful: number;
}

/** Findings of a document's counting run (`source` report), and of pairs of documents (`archive`). */
export interface Findings {
  id: string;
  source: 'report' | 'archive';
  document_id: string;
  run_id: string | null;
  /** The earlier document of an archive finding. */
  other_document_id: string | null;
  fingerprint: string;
  rule: string;
  outcome: 'fail' | 'open';
  severity: 'error' | 'warning' | 'info';
  message_zh: string;
  message_en: string;
  /** `data`, `at`, `related` as in the contract, JSON; `clause` as JSON or null. */
  data: string;
  at: string;
  related: string;
  clause: string | null;
  created_at: string;
}

/** A person's decision on a finding, kept by document and fingerprint: re-runs never touch it. */
export interface Dispositions {
  document_id: string;
  fingerprint: string;
  decision: 'confirmed' | 'dismissed';
  reason: string | null;
  user_id: string;
  /** Counts up with every change; whoever decides says which one they saw. */
  version: number;
  decided_at: string;
}

/** A value typed by a person in place of the machine's. */
export interface Corrections {
  id: string;
  document_id: string;
  path: string;
  /** JSON values. */
  value: string;
  machine_value: string;
  user_id: string;
  created_at: string;
  undone_at: string | null;
  /** Where the corrected reading stood, {page, box} as JSON; null when it was nowhere on the pages. */
  place: string | null;
  /** 1 while the value is part of the record that counts: not after it was taken back, nor when a new reading has nothing there to correct. */
  applied: number;
}

/** What makes a report a candidate for comparison with others: documents that share a key are compared. */
export interface ArchiveKeys {
  key: string;
  document_id: string;
}

export interface Users {
  id: string;
  name: string;
  role: 'clerk' | 'reviewer' | 'auditor' | 'admin';
  password: string;
  created_at: string;
  disabled_at: string | null;
}

export interface Sessions {
  /** SHA-256 of the cookie's token. */
  id: string;
  user_id: string;
  csrf: string;
  created_at: string;
  expires_at: string;
}

/** Who did what, when; before and after as JSON. Only ever added to. */
export interface AuditLog {
  id: Generated<number>;
  at: string;
  user_id: string | null;
  action: string;
  subject: string;
  before: string | null;
  after: string | null;
}

export interface Settings {
  key: string;
  value: string;
}
