import { readConfig } from '../config/config.js';
import { archiveKeeper } from '../service/archive-keeper.js';
import { openService } from '../service/service.js';
import type { FindingRow } from '../store/store.js';
import { safeText } from '../formatters/safe-text.js';
import { EXIT } from './exit-codes.js';
import { write, type CommandIo } from './io.js';
import type { Language } from './locale.js';
import { Log } from './log.js';
import { say } from './words.js';

export interface ArchiveCommand {
  /** Compare every stored report anew first. */
  run: boolean;
  format: 'text' | 'json';
  language: Language;
}

const PAGE = 200;

/** Lists what the archive's rules found over the whole store, after comparing what was left over (or everything). */
export async function runArchiveCommand({ run, format, language }: ArchiveCommand, io: CommandIo): Promise<number> {
  const service = await openService(readConfig(io.env), { role: 'hand-over' });
  const log = new Log(io.stderr, (n, total) => say('progress', language, { n, total }));
  try {
    const keeper = archiveKeeper(service.store);
    if (run) {
      const { total } = await service.store.documents.list({ state: ['checked', 'partial'] }, { offset: 0, limit: 1 });
      let done = 0;
      await keeper.all(() => log.progress(++done, total));
    } else {
      const fail = (_: string, error: unknown): never => {
        throw error;
      };
      while ((await keeper.catchUp(new Date().toISOString(), fail)) > 0);
    }
    let shown = 0;
    let failed = false;
    for (let offset = 0; ; offset += PAGE) {
      const { rows } = await service.store.findings.list({ source: 'archive', sort: 'created' }, { offset, limit: PAGE });
      for (const row of rows) {
        failed ||= row.outcome === 'fail' && row.severity !== 'info';
        log.pause();
        await write(io.stdout, `${format === 'json' ? JSON.stringify(jsonOf(row)) : textOf(row, language)}\n`);
        shown++;
      }
      if (rows.length < PAGE) break;
    }
    if (format === 'text') await write(io.stdout, `${say('archiveFindings', language, { n: shown })}\n`);
    return failed ? EXIT.findings : EXIT.clean;
  } finally {
    await service.close();
  }
}

/** A finding as in the contract, with the two documents it is about. */
function jsonOf({
  id,
  document_id,
  other_document_id,
  rule,
  outcome,
  severity,
  message_zh,
  message_en,
  data,
  at,
  related,
  fingerprint,
}: FindingRow): object {
  const message = { zh: message_zh, en: message_en };
  const parsed = { data: JSON.parse(data) as unknown, at: JSON.parse(at) as unknown, related: JSON.parse(related) as unknown };
  return { id, documentId: document_id, otherDocumentId: other_document_id, rule, outcome, severity, message, ...parsed, fingerprint };
}

function textOf(row: FindingRow, language: Language): string {
  const message = language === 'zh' ? row.message_zh : row.message_en;
  return `${row.severity} ${row.outcome} ${row.rule}  ${safeText(message)}\n    ${row.document_id} · ${row.other_document_id ?? ''} · ${safeText(row.name)}`;
}
