import {
  expandPath,
  isDoubtful,
  valueAt,
  type AuditReport,
  type Location,
  type Provenance,
  type Reading,
  unionBox,
} from '../model/index.js';

/** What a rule declares of a field it reads; see Rule.reads. */
export interface Read {
  pattern: string;
  need: 'required' | 'each' | 'optional';
}

export function parseRead(declaration: string): Read {
  if (declaration.endsWith('?')) return { pattern: declaration.slice(0, -1), need: 'optional' };
  if (declaration.endsWith('~')) return { pattern: declaration.slice(0, -1), need: 'each' };
  return { pattern: declaration, need: 'required' };
}

/** The concrete paths of a read in this report. Score and points of a deleted indicator count on neither side, so they are not expected. */
export function expectedPaths(report: AuditReport, pattern: string): string[] {
  return expandPath(report, pattern).filter((path) => {
    const parent = /^(.*)\.(?:score|max)$/.exec(path)?.[1];
    const row = parent === undefined ? null : valueAt(report, parent);
    return !(row !== null && typeof row === 'object' && 'deleted' in row && row.deleted === true);
  });
}

/** How a field stands: read, blank on the form (place found, nothing there), or unread. */
export function fieldState(report: AuditReport, provenance: Provenance, path: string): 'read' | 'blank' | 'unread' {
  const value = valueAt(report, path);
  if (value !== null && value !== undefined) return 'read';
  const reading = provenance[path];
  // A blank on a scan that is not sure may be a value that was lost.
  return reading?.text.trim() === '' && !isDoubtful(reading) ? 'blank' : 'unread';
}

/** The reading at a path, or that of its nearest ancestor that has one. */
export function nearestReading(provenance: Provenance, path: string): Reading | null {
  const nearest = nearestPath(provenance, path);
  return nearest === null ? null : provenance[nearest]!;
}

function nearestPath(provenance: Provenance, path: string): string | null {
  for (let here = path; here !== ''; here = here.replace(/(\.[^.[\]]+|\[\d+\]|^[^.[\]]+)$/, '')) {
    if (provenance[here]) return here;
  }
  return null;
}

/** Where a field is: its own place, else (a list, a group) what was read below it on the first page it is on, else the nearest place above. */
export function placeOfField(provenance: Provenance, path: string): Location | null {
  const own = provenance[path];
  if (own) return own;
  const below = Object.entries(provenance).filter(([key]) => isBelow(key, path));
  const page = Math.min(...below.map(([, reading]) => reading.page));
  const box = unionBox(below.filter(([, reading]) => reading.page === page).map(([, reading]) => reading.box));
  return box === null ? nearestReading(provenance, path) : { page, box };
}

/** Sure enough for a verdict that rests on single characters: born-digital, or read alike by two engines. */
const SURE = 0.95;

/** Whether a reading of a scan is less than sure, character by character; see Rule.exact. */
export function isInexact({ confidence, readers }: Reading): boolean {
  if (confidence === null) return false;
  return confidence < SURE || readers.filter((reader) => reader === 'paddle' || reader === 'tesseract').length < 2;
}

/** Whether any of a record was read from a scan. */
export function fromScan(provenance: Provenance): boolean {
  return Object.values(provenance).some(({ confidence }) => confidence !== null);
}

/** Paths of the doubtful readings at a path, above it (the nearest) or anywhere below it. */
export function doubtsAt(provenance: Provenance, path: string, isDoubt: (reading: Reading) => boolean = isDoubtful): string[] {
  const above = nearestPath(provenance, path);
  const paths = Object.keys(provenance).filter((key) => key === above || isBelow(key, path));
  return paths.filter((key) => isDoubt(provenance[key]!));
}

/** Whether a path is the given one or lies below it. */
export function isBelow(path: string, ancestor: string): boolean {
  return path === ancestor || path.startsWith(`${ancestor}.`) || path.startsWith(`${ancestor}[`);
}
