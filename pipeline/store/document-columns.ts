import type { Documents } from './tables.js';
import type { DocumentRow } from './store.js';

/** The columns of Documents; the others are the store's own. */
export const DOCUMENT_COLUMNS = [
  'id',
  'sha256',
  'size',
  'name',
  'batch_id',
  'state',
  'priority',
  'attempts',
  'deaths',
  'lapses',
  'claim',
  'claimed_until',
  'not_before',
  'error',
  'run_id',
  'settled_run_id',
  'project_number',
  'version_of',
  'created_at',
  'finished_at',
] as const satisfies (keyof Documents)[];

/** The columns of DocumentRow, all of one table. */
export const ROW_COLUMNS = [
  ...DOCUMENT_COLUMNS,
  'organization',
  'audit_type',
  'audit_start',
  'audit_end',
  'star',
  'total',
  'doubtful',
  'failed',
  'open',
] as const satisfies (keyof DocumentRow)[];
