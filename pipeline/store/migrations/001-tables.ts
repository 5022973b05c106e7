import type { DatabaseKind } from '../connection.js';

/** The first tables: what tables.ts and columns.ts name, and the indexes by which lists of any length are read from their beginning. */
export function firstTables(kind: DatabaseKind): string[] {
  const postgres = kind === 'postgres';
  // Text compares byte by byte in both databases, whatever the server's locale.
  const text = postgres ? 'text COLLATE "C"' : 'text';
  const big = postgres ? 'bigint' : 'integer';
  const seq = postgres ? 'bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY' : 'integer PRIMARY KEY AUTOINCREMENT';
  return [
    `CREATE TABLE users (
      id ${text} PRIMARY KEY, name ${text} NOT NULL UNIQUE, role ${text} NOT NULL, password ${text} NOT NULL,
      created_at ${text} NOT NULL, disabled_at ${text})`,
    `CREATE TABLE sessions (
      id ${text} PRIMARY KEY, user_id ${text} NOT NULL REFERENCES users (id), csrf ${text} NOT NULL,
      created_at ${text} NOT NULL, expires_at ${text} NOT NULL)`,
    'CREATE INDEX sessions_by_user ON sessions (user_id)',
    'CREATE INDEX sessions_by_end ON sessions (expires_at)',

    `CREATE TABLE batches (
      id ${text} PRIMARY KEY, name ${text} NOT NULL, state ${text} NOT NULL, priority integer NOT NULL,
      created_at ${text} NOT NULL, created_by ${text})`,
    'CREATE INDEX batches_by_time ON batches (created_at, id)',
    'CREATE INDEX batches_by_user ON batches (created_by, created_at, id)',

    `CREATE TABLE documents (
      seq ${seq}, id ${text} NOT NULL UNIQUE, sha256 ${text} NOT NULL UNIQUE, size ${big} NOT NULL, name ${text} NOT NULL,
      batch_id ${text} NOT NULL REFERENCES batches (id), state ${text} NOT NULL, priority integer NOT NULL,
      attempts integer NOT NULL, claim ${text}, claimed_until ${text}, not_before ${text}, error ${text},
      run_id ${text}, settled_run_id ${text}, project_number ${text}, version_of ${text} REFERENCES documents (id),
      created_at ${text} NOT NULL, finished_at ${text},
      organization ${text}, audit_type ${text}, audit_start ${text}, audit_end ${text}, star ${text}, total integer,
      doubtful integer, page_count integer NOT NULL DEFAULT 0, failed integer NOT NULL DEFAULT 0, open integer NOT NULL DEFAULT 0)`,
    "CREATE INDEX documents_to_do ON documents (priority, seq) WHERE state IN ('waiting', 'reading')",
    `CREATE INDEX documents_unsettled ON documents (seq) WHERE run_id IS NOT NULL AND (settled_run_id IS NULL OR settled_run_id <> run_id)`,
    'CREATE INDEX documents_by_batch ON documents (batch_id, seq)',
    'CREATE INDEX documents_progress ON documents (batch_id, state, page_count)',
    'CREATE INDEX documents_by_state ON documents (state, seq)',
    'CREATE INDEX documents_by_star ON documents (star, seq)',
    ...['organization', 'project_number', 'audit_start', 'total', 'finished_at'].map((column) =>
      // SQLite takes null for the smallest of all; PostgreSQL has to be told.
      postgres
        ? `CREATE INDEX documents_by_${column} ON documents (${column} NULLS FIRST, seq)`
        : `CREATE INDEX documents_by_${column} ON documents (${column}, seq)`,
    ),
    `CREATE TABLE auditors (name ${text} NOT NULL, seq ${big} NOT NULL REFERENCES documents (seq), PRIMARY KEY (name, seq))`,
    'CREATE INDEX auditors_by_document ON auditors (seq)',

    `CREATE TABLE receipts (
      id ${text} PRIMARY KEY, batch_id ${text} NOT NULL REFERENCES batches (id), number integer NOT NULL, name ${text} NOT NULL,
      size ${big} NOT NULL, sha256 ${text}, outcome ${text} NOT NULL, document_id ${text} REFERENCES documents (id),
      of_document_id ${text} REFERENCES documents (id), error ${text}, created_at ${text} NOT NULL, UNIQUE (batch_id, number))`,
    'CREATE INDEX receipts_by_outcome ON receipts (batch_id, outcome)',
    'CREATE INDEX receipts_by_document ON receipts (document_id)',

    `CREATE TABLE runs (
      id ${text} PRIMARY KEY, document_id ${text} NOT NULL REFERENCES documents (id), number integer NOT NULL,
      engine_version ${text} NOT NULL, status ${text} NOT NULL, page_count integer NOT NULL, outcomes ${text} NOT NULL, error ${text},
      started_at ${text} NOT NULL, finished_at ${text} NOT NULL, issues ${text} NOT NULL, pages ${text} NOT NULL, findings ${text} NOT NULL,
      UNIQUE (document_id, number))`,
    'CREATE INDEX runs_by_end ON runs (finished_at, id)',
    `CREATE TABLE reports (
      run_id ${text} PRIMARY KEY REFERENCES runs (id), document_id ${text} NOT NULL REFERENCES documents (id), scheme ${text},
      organization ${text}, certification_body ${text}, project_number ${text}, audit_type ${text}, audit_start ${text}, audit_end ${text},
      star ${text}, total integer, auditors ${text} NOT NULL, record ${text} NOT NULL, corrected ${text})`,
    `CREATE TABLE readings (
      run_id ${text} PRIMARY KEY REFERENCES runs (id), document_id ${text} NOT NULL REFERENCES documents (id),
      doubtful integer NOT NULL, provenance ${text} NOT NULL)`,

    `CREATE TABLE findings (
      seq ${seq}, id ${text} NOT NULL UNIQUE, source ${text} NOT NULL, document_id ${text} NOT NULL REFERENCES documents (id),
      run_id ${text}, other_document_id ${text} REFERENCES documents (id), fingerprint ${text} NOT NULL, rule ${text} NOT NULL,
      outcome ${text} NOT NULL, severity ${text} NOT NULL, gravity integer NOT NULL, decision ${text}, created_at ${text} NOT NULL,
      message_zh ${text} NOT NULL, message_en ${text} NOT NULL, data ${text} NOT NULL, at ${text} NOT NULL, related ${text} NOT NULL,
      clause ${text}, text ${text} NOT NULL)`,
    'CREATE INDEX findings_by_document ON findings (document_id, seq)',
    'CREATE INDEX findings_by_fingerprint ON findings (document_id, fingerprint)',
    'CREATE INDEX findings_by_other ON findings (other_document_id) WHERE other_document_id IS NOT NULL',
    'CREATE INDEX findings_by_rule ON findings (rule, seq)',
    'CREATE INDEX findings_by_gravity ON findings (gravity, seq)',
    'CREATE INDEX findings_by_outcome ON findings (outcome, seq)',
    'CREATE INDEX findings_by_source ON findings (source, seq)',
    'CREATE INDEX findings_by_decision ON findings (decision, seq)',
    'CREATE INDEX findings_facets ON findings (rule, severity, outcome, decision)',
    `CREATE TABLE dispositions (
      document_id ${text} NOT NULL REFERENCES documents (id), fingerprint ${text} NOT NULL, decision ${text}, reason ${text},
      user_id ${text} NOT NULL REFERENCES users (id), version integer NOT NULL, decided_at ${text} NOT NULL,
      PRIMARY KEY (document_id, fingerprint))`,
    `CREATE TABLE corrections (
      id ${text} PRIMARY KEY, document_id ${text} NOT NULL REFERENCES documents (id), path ${text} NOT NULL, value ${text} NOT NULL,
      machine_value ${text} NOT NULL, user_id ${text} NOT NULL REFERENCES users (id), created_at ${text} NOT NULL, undone_at ${text})`,
    'CREATE INDEX corrections_by_document ON corrections (document_id, created_at)',

    `CREATE TABLE archive_keys (
      key ${text} NOT NULL, document_id ${text} NOT NULL REFERENCES documents (id), seq ${big} NOT NULL, PRIMARY KEY (key, seq))`,
    'CREATE INDEX archive_keys_by_document ON archive_keys (document_id)',
    `CREATE TABLE audit_log (
      id ${seq}, at ${text} NOT NULL, user_id ${text}, action ${text} NOT NULL, subject ${text} NOT NULL, before ${text}, after ${text})`,
    'CREATE INDEX audit_log_by_subject ON audit_log (subject, id)',
    'CREATE INDEX audit_log_by_user ON audit_log (user_id, id)',
    `CREATE TABLE settings (key ${text} PRIMARY KEY, value ${text} NOT NULL)`,

    ...(postgres
      ? [
          'CREATE TABLE search (seq bigint PRIMARY KEY REFERENCES documents (seq), words tsvector NOT NULL, body text NOT NULL, findings text NOT NULL)',
          'CREATE INDEX search_words ON search USING gin (words)',
        ]
      : // What is indexed comes ready cut into words (words.ts): any character beyond ASCII belongs to one.
        ["CREATE VIRTUAL TABLE search USING fts5 (body, findings, content='', contentless_delete=1, tokenize='ascii')"]),
  ];
}
