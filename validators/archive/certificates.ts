import { normalise } from '../words/normalise.js';

/** An auditor's registration number. */
export interface Certificate {
  /** As compared. */
  number: string;
  /** What is registered (S1SC): numbers of different kinds may stand side by side. */
  kind: string;
  /** What stays the same when a registration is renewed: the last six digits; the whole number where it has another form. */
  person: string;
}

/** Year, field of registration, how often registered, person: 2022-S1SC-1204417. */
const FORM = /^(?:19|20)\d{2}-([A-Z0-9]{2,6})-\d(\d{6})$/;

/** Reads a registration number; null for a dash, 无 and the like. */
export function certificateOf(printed: string): Certificate | null {
  const number = normalise(printed).toUpperCase();
  if (!/\d{3}/.test(number)) return null;
  const [, kind, person] = FORM.exec(number) ?? [];
  if (kind !== undefined && person !== undefined) return { number, kind, person };
  return { number, kind: number.replace(/\d/g, '9'), person: number };
}

/** Whether two auditors of one name are one person, by their numbers; `perhaps` where the numbers do not tell. */
export function samePerson(a: Certificate | null, b: Certificate | null): 'same' | 'perhaps' | 'different' {
  if (a === null || b === null || a.kind !== b.kind) return 'perhaps';
  return a.person === b.person ? 'same' : 'different';
}
