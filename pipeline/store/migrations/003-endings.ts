/** How readings of a document that came to nothing ended, counted apart: only deaths of the child speak against the document. */
export function endings(): string[] {
  return ['deaths', 'lapses'].map((column) => `ALTER TABLE documents ADD COLUMN ${column} integer NOT NULL DEFAULT 0`);
}
