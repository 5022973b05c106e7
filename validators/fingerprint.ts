import { createHash } from 'node:crypto';
import { valueAt, type AuditReport } from '../model/index.js';
import type { Verdict } from './rule.js';

/**
 * Identity of a finding: rule, scheme, field paths without list indices, and the values there. Rewording a message or
 * inserting a row above does not change it.
 * @returns 16 hex digits.
 */
export function fingerprint(ruleId: string, schemeId: string | null, verdict: Verdict, report: AuditReport): string {
  const places = [verdict.at, ...verdict.related.map(({ path }) => path)].map((path) => [
    path.replace(/\[\d+\]/g, '[]'),
    rowName(report, path),
    valueAt(report, path) ?? null,
  ]);
  return createHash('sha256')
    .update(JSON.stringify([ruleId, schemeId, places, verdict.data]))
    .digest('hex')
    .slice(0, 16);
}

/** The name of the row a path points into (an indicator's or an auditor's), which stands for its index. */
function rowName(report: AuditReport, path: string): string | null {
  const row = /^(.*\])\.[^.[\]]+$/.exec(path)?.[1];
  const value = row === undefined ? null : valueAt(report, row);
  if (value === null || typeof value !== 'object' || !('name' in value)) return null;
  return typeof value.name === 'string' ? value.name : null;
}
