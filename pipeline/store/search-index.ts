import { sql } from 'kysely';
import type { AuditReport } from '../../model/index.js';
import type { Connection } from './connection.js';
import type { Trx } from './columns.js';
import { searchable, wordsOf } from './words.js';

/** Texts as words.ts writes them: a document's own, and its findings'. */
export interface SearchText {
  body: string;
  findings: string;
}

/** What a document is found by: file name, organization, project number, certification body, people, scope, narrative, suggestions. */
export function bodyOf(name: string, report: AuditReport | null): string {
  if (report === null) return searchable([name]);
  const { cover, basic, narrative, suggestions, conclusion } = report;
  const people = (basic.auditors ?? []).map((auditor) => auditor.name);
  const texts = [
    name,
    basic.organization,
    cover.organization,
    basic.projectNumber,
    cover.projectNumber,
    cover.certificationBody,
    ...people,
    conclusion.compiler,
    basic.scope.text,
    conclusion.scope.text,
    narrative.text,
    ...(suggestions ?? []),
  ];
  return searchable([...new Set(texts)]);
}

/** What a finding is found by: its messages and its rule. */
export function findingText(finding: { message: { zh: string; en: string }; rule: string }): string {
  return searchable([finding.message.zh, finding.message.en, finding.rule]);
}

/** Indexes a document's text in place of what it had. */
export async function writeSearch({ kind }: Connection, trx: Trx, seq: number, text: SearchText): Promise<void> {
  const body = wordsOf(text.body);
  const findings = wordsOf(text.findings);
  await (
    kind === 'sqlite'
      ? sql`INSERT OR REPLACE INTO search (rowid, body, findings) VALUES (${seq}, ${body.join(' ')}, ${findings.join(' ')})`
      : sql`INSERT INTO search (seq, words, body, findings)
        VALUES (${seq}, array_to_tsvector(${[...new Set([...body, ...findings])]}::text[]), ${text.body}, ${text.findings})
        ON CONFLICT (seq) DO UPDATE SET words = excluded.words, body = excluded.body, findings = excluded.findings`
  ).execute(trx);
}
