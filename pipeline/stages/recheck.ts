import { AuditReport, GoujiError, splitPath, type FileResult, type Finding, type Provenance, type Reading } from '../../model/index.js';
import { validate } from '../../validators/index.js';

/** A person's value for a field. */
export interface TypedValue {
  path: string;
  value: string | number | boolean | null;
}

/** Where a reading stands on the pages; null for a field that was not found on them. */
export type Place = Pick<Reading, 'page' | 'box'> | null;

/** A typed value as it was kept: beside what the machine had read at that time, and where. */
export interface KeptValue extends TypedValue {
  id: string;
  machineValue: unknown;
  place: Place;
}

/** What the machine read. */
export type Read = Pick<FileResult, 'report' | 'provenance'>;

/** A report with people's values in it, and what the rules say then. */
export interface Rechecked {
  record: AuditReport;
  findings: Finding[];
}

/** Of the smaller of two boxes so much must lie in the other for them to be one place: another reading draws them a little differently. */
const SAME_PLACE = 0.5;

/**
 * Puts values into a copy of what the machine read, in their order, and runs all rules over it. Nothing given is changed.
 * @throws GoujiError correction/impossible for a path that is no field of the record, and for a value the field cannot have
 */
export function recheck(read: Read, values: readonly TypedValue[]): Rechecked {
  const { record, provenance } = withValues(read, values);
  return { record, findings: validate(record, provenance).findings };
}

/**
 * The kept values that belong to this reading, the first typed first: their field is still there, at the place where it was corrected, or, where a place is
 * not known, with the value that was corrected; and it can still have that value. A row that moved up must not get its neighbour's figure.
 */
export function belonging<Kept extends KeptValue>(read: Read, kept: readonly Kept[]): Kept[] {
  const fitting: Kept[] = [];
  for (const one of kept) {
    if (!isStillThere(read, one)) continue;
    try {
      withValues(read, [...fitting, one]);
      fitting.push(one);
    } catch (error) {
      if (!(error instanceof GoujiError)) throw error;
    }
  }
  return fitting;
}

/** The machine's value at the path of a field. @throws GoujiError correction/impossible when there is no such field */
export function machineValue({ report }: Read, path: string): TypedValue['value'] {
  const value = fieldAt(report, path);
  if (value === undefined) throw noField(path);
  return value;
}

/** Where the machine read that field. */
export function placeOf({ provenance }: Read, path: string): Place {
  const reading = Object.hasOwn(provenance, path) ? provenance[path] : undefined;
  return reading === undefined ? null : { page: reading.page, box: reading.box };
}

/** Findings (by fingerprint) that are new after a change, and those that are gone. */
export function difference(before: readonly Finding[], after: readonly Finding[]): { appeared: Finding[]; vanished: Finding[] } {
  const [old, now] = [before, after].map(
    (findings) => new Map(findings.map((finding) => [`${finding.fingerprint} ${finding.outcome}`, finding])),
  );
  return {
    appeared: [...now!].flatMap(([key, finding]) => (old!.has(key) ? [] : [finding])),
    vanished: [...old!].flatMap(([key, finding]) => (now!.has(key) ? [] : [finding])),
  };
}

/** A field's path as it is written everywhere else: numbers in brackets. */
export function canonicalPath(path: string): string {
  return splitPath(path).reduce((whole, step) => (/^\d+$/.test(step) ? `${whole}[${step}]` : whole === '' ? step : `${whole}.${step}`), '');
}

function isStillThere(read: Read, { path, machineValue: old, place }: KeptValue): boolean {
  const value = fieldAt(read.report, path);
  if (value === undefined) return false;
  const now = placeOf(read, path);
  return place === null || now === null ? place === now && value === old : isSamePlace(place, now);
}

function isSamePlace(one: NonNullable<Place>, other: NonNullable<Place>): boolean {
  if (one.page !== other.page) return false;
  const [a, b] = [one.box, other.box];
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  const area = ([left, top, right, bottom]: Reading['box']): number => (right - left) * (bottom - top);
  return width >= 0 && height >= 0 && width * height >= SAME_PLACE * Math.min(area(a), area(b));
}

function withValues({ report, provenance: read }: Read, values: readonly TypedValue[]): { record: AuditReport; provenance: Provenance } {
  if (report === null) throw new GoujiError('correction/impossible', { path: values[0]?.path ?? '', reason: 'no report' });
  const record = structuredClone(report);
  const provenance: Provenance = { ...read };
  const scanned = Object.values(provenance).some(({ confidence }) => confidence !== null);
  for (const { path, value } of values) {
    setField(record, path, value);
    readByPerson(provenance, path, value, scanned);
  }
  const whole = AuditReport.safeParse(record);
  if (whole.success) return { record: whole.data, provenance };
  throw new GoujiError('correction/impossible', { path: values.at(-1)?.path ?? '', reason: whole.error.issues[0]!.message });
}

/** Steps come from outside: only fields that are there are followed, and only values take the place of values. */
function setField(record: AuditReport, path: string, value: TypedValue['value']): void {
  if (fieldAt(record, path) === undefined) throw noField(path);
  const steps = splitPath(path);
  const last = steps.pop()!;
  const holder = steps.reduce<unknown>(own, record) as Record<string, unknown>;
  holder[last] = value;
}

/** A field's value; undefined where there is no field. */
function fieldAt(record: AuditReport | null, path: string): TypedValue['value'] | undefined {
  const value = splitPath(path).reduce<unknown>(own, record);
  return value === record || (value !== null && typeof value === 'object') ? undefined : (value as TypedValue['value'] | undefined);
}

/** Of a list only its items: its length is no field. */
function own(holder: unknown, step: string): unknown {
  if (Array.isArray(holder) && !/^\d+$/.test(step)) return undefined;
  return holder !== null && typeof holder === 'object' && Object.hasOwn(holder, step)
    ? (holder as Record<string, unknown>)[step]
    : undefined;
}

/** What a person reads off the page is certain; null is a blank place. Without the machine's place it stays without a place. */
function readByPerson(provenance: Provenance, path: string, value: TypedValue['value'], scanned: boolean): void {
  const reading = provenance[path];
  if (reading === undefined) return;
  const certain = { ...reading, text: value === null ? '' : String(value), confidence: scanned ? 1 : null };
  delete certain.alternatives;
  provenance[path] = certain;
}

function noField(path: string): GoujiError {
  return new GoujiError('correction/impossible', { path, reason: 'no such field' });
}
