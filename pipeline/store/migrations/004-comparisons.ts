/** Comparisons of a document with the archive are numbered, so that an older one cannot overwrite what a later one found. */
export function comparisons(): string[] {
  return ['ALTER TABLE documents ADD COLUMN comparison integer NOT NULL DEFAULT 0'];
}
