import type { DatabaseKind } from '../connection.js';

/** Corrections know where the reading stood that they correct, and whether they are part of the record that counts now. */
export function placesOfCorrections(kind: DatabaseKind): string[] {
  return [
    `ALTER TABLE corrections ADD COLUMN place ${kind === 'postgres' ? 'text COLLATE "C"' : 'text'}`,
    'ALTER TABLE corrections ADD COLUMN applied integer NOT NULL DEFAULT 1',
  ];
}
