import { stringify } from 'csv-stringify/sync';
import pc from 'picocolors';
import { ErrorData } from '../../model/index.js';
import type { Received } from '../intake/receive.js';
import type { Receipts } from '../store/tables.js';
import type { ReceiptFormat } from './receipt-formats.js';
import { safeText } from './safe-text.js';
import { displayWidth, padEnd, wrap } from './width.js';

/** Receipts as they are written, piece by piece: what comes before them, one each, what comes behind. */
export interface ReceiptFormatter {
  begin: () => string;
  receipt: (receipt: Receipts) => string;
  end: (received: Received) => string;
}

const OUTCOMES = {
  zh: { accepted: '收下', duplicate: '重复', 'new-version': '新版本', rejected: '拒收' },
  en: { accepted: 'accepted', duplicate: 'duplicate', 'new-version': 'new version', rejected: 'rejected' },
} as const;

const HEADER = {
  zh: '序号,结果,文件,字节,SHA-256,文档,代码,原因',
  en: 'number,outcome,file,bytes,sha256,document,code,reason',
} as const;

/** The formatter of a format, in a language; `columns` and `color` matter to text alone. */
export function receiptFormatter(format: ReceiptFormat, to: { language: 'zh' | 'en'; color: boolean; columns: number }): ReceiptFormatter {
  if (format === 'json') return jsonReceipts();
  return format === 'csv' ? csvReceipts(to.language) : textReceipts(to);
}

/** The totals in one sentence. They add up: what was found is what was accepted, known already, rejected and skipped. */
export function totalsText({ batch, totals }: Received, language: 'zh' | 'en'): string {
  const { found, accepted, duplicate, rejected, skipped } = totals;
  const name = safeText(batch.name);
  if (language === 'zh') {
    return `批次 ${batch.id}（${name}）：共 ${found} 个文件，收下 ${accepted}，重复 ${duplicate}，拒收 ${rejected}，跳过系统文件 ${skipped}。`;
  }
  return `Batch ${batch.id} (${name}): ${found} file${found === 1 ? '' : 's'} found, ${accepted} accepted, ${duplicate} duplicate, ${rejected} rejected, ${skipped} of the system skipped.`;
}

/** One line per receipt, `number outcome name`, and the reason below it. */
function textReceipts({ language, color, columns }: { language: 'zh' | 'en'; color: boolean; columns: number }): ReceiptFormatter {
  const c = pc.createColors(color);
  const paint = { accepted: c.green, duplicate: c.cyan, 'new-version': c.green, rejected: c.red };
  const words = OUTCOMES[language];
  const width = Math.max(...Object.values(words).map(displayWidth));
  const lead = ' '.repeat(6 + 2 + width + 2);
  return {
    begin: () => '',
    receipt: (receipt) => {
      const { number, outcome, name } = receipt;
      const line = `${String(number).padStart(6)}  ${paint[outcome](padEnd(words[outcome], width))}  ${safeText(name)}\n`;
      const reason = safeText(reasonOf(receipt, language));
      if (reason === '') return line;
      const below = wrap(reason, columns - lead.length);
      return line + below.map((part) => `${lead}${c.dim(part)}\n`).join('');
    },
    end: (received) => `${totalsText(received, language)}\n`,
  };
}

/** `{"version":1,"receipts":[…],"batch":{…},"totals":{…}}`, one receipt a line. */
function jsonReceipts(): ReceiptFormatter {
  let separator = '\n';
  return {
    begin: () => '{"version":1,"receipts":[',
    receipt: (receipt) => {
      const { number, outcome, name, size, sha256, document_id: documentId } = receipt;
      const line = separator + JSON.stringify({ number, outcome, name, size, sha256, documentId, error: errorOf(receipt) });
      separator = ',\n';
      return line;
    },
    end: ({ batch: { id, name, state, priority }, totals }) =>
      `\n],"batch":${JSON.stringify({ id, name, state, priority })},"totals":${JSON.stringify(totals)}}\n`,
  };
}

/** For spreadsheets, as the findings are: UTF-8 with BOM, no cell that would be computed. The totals are its rows, counted. */
function csvReceipts(language: 'zh' | 'en'): ReceiptFormatter {
  const row = (cells: readonly string[]): string =>
    stringify([cells.map((cell) => safeText(cell))], { escape_formulas: true, record_delimiter: '\r\n' });
  return {
    begin: () => `\ufeff${row(HEADER[language].split(','))}`,
    receipt: (receipt) => {
      const { number, outcome, name, size, sha256, document_id } = receipt;
      const error = errorOf(receipt);
      const reason = error === null ? '' : `${error.message} ${error.hint}`.trim();
      return row([
        String(number),
        OUTCOMES[language][outcome],
        name,
        String(size),
        sha256 ?? '',
        document_id ?? '',
        error?.code ?? '',
        reason,
      ]);
    },
    end: () => '',
  };
}

function errorOf({ error }: Receipts): ErrorData | null {
  return error === null ? null : ErrorData.parse(JSON.parse(error));
}

function reasonOf(receipt: Receipts, language: 'zh' | 'en'): string {
  const error = errorOf(receipt);
  if (error !== null) return `${error.message} ${error.hint} [${error.code}]`;
  if (receipt.outcome !== 'duplicate') return '';
  const id = receipt.document_id ?? '';
  return language === 'zh' ? `内容与已存档的文档 ${id} 相同。` : `The same content as document ${id}.`;
}
