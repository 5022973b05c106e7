import { AuditReport, GoujiError, valueAt, splitPath, type FileResult, type Finding, type Provenance } from '../../model/index.js';
import { validate } from '../../validators/index.js';

/** A person's value for a field. */
export interface TypedValue {
  path: string;
  value: string | number | boolean | null;
}

/** A report with people's values in it, and what the rules say then. */
export interface Rechecked {
  record: AuditReport;
  findings: Finding[];
  outcomes: FileResult['outcomes'];
}

/**
 * Puts values into a copy of what the machine read, in their order, and runs all rules over it. Nothing given is changed.
 * @throws GoujiError correction/impossible for a path that is no field of the record, and for a value the field cannot have
 */
export function recheck(result: FileResult, values: readonly TypedValue[]): Rechecked {
  if (result.report === null) throw new GoujiError('correction/impossible', { path: values[0]?.path ?? '', reason: 'no report' });
  const record = structuredClone(result.report);
  const provenance: Provenance = { ...result.provenance };
  const scanned = Object.values(provenance).some(({ confidence }) => confidence !== null);
  for (const { path, value } of values) {
    setField(record, path, value);
    readByPerson(provenance, path, value, scanned);
  }
  const whole = AuditReport.safeParse(record);
  if (!whole.success) {
    const issue = whole.error.issues[0]!;
    throw new GoujiError('correction/impossible', { path: values.at(-1)?.path ?? '', reason: issue.message });
  }
  const { findings, counts } = validate(whole.data, provenance);
  return { record: whole.data, findings, outcomes: counts };
}

/** The machine's value at the path of a field. @throws GoujiError correction/impossible when there is no such field */
export function machineValue(result: FileResult, path: string): unknown {
  const value = valueAt(result.report, path);
  if (value === undefined || (value !== null && typeof value === 'object')) throw noField(path);
  return value;
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

/** Steps come from outside: only fields that are there are followed, and only values take the place of values. */
function setField(record: AuditReport, path: string, value: TypedValue['value']): void {
  const steps = splitPath(path);
  const last = steps.pop();
  let holder: unknown = record;
  for (const step of steps) holder = own(holder, step);
  const old = last === undefined ? undefined : own(holder, last);
  if (old === undefined || (old !== null && typeof old === 'object')) throw noField(path);
  (holder as Record<string, unknown>)[last!] = value;
}

function own(holder: unknown, step: string): unknown {
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
