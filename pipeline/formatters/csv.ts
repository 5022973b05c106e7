import { stringify } from 'csv-stringify/sync';
import type { FileResult, Finding } from '../../model/index.js';
import type { Checked } from '../dispatch/protocol.js';
import { fieldName } from './field-names.js';
import type { FormatContext } from './formatter.js';
import { confidenceText, doubtSentences, doubtsOf, ranges, scannedPages } from './readings.js';
import { safeText } from './safe-text.js';
import { valueText } from './values.js';
import { inReadingOrder, unreadParts, word } from './words.js';

const HEADER = {
  zh: '文件,组织名称,项目编号,读取状态,结果,严重程度,规则,页码,字段,说明,印刷值,应为,另见,依据,字段路径,指纹,SHA-256,识别页,把握,识别情况',
  en: 'file,organization,project number,status,outcome,severity,rule,page,field,message,printed,should be,see also,basis,field path,fingerprint,sha256,pages read by OCR,confidence,readings',
} as const;

const OUTCOMES = {
  zh: { fail: '不符', open: '请核对', unread: '未读', clean: '未发现不符', failed: '未能读取' },
  en: { fail: 'fail', open: 'open', unread: 'unread', clean: 'no discrepancy', failed: 'not read' },
} as const;

/**
 * For spreadsheets: one row per finding and per unread part, one for a file that has neither, so that every file is there.
 * UTF-8 with BOM (Excel takes it for the local code page otherwise); cells that a spreadsheet would compute get a leading quote.
 */
export async function* formatCsv(results: AsyncIterable<Checked>, context: FormatContext): AsyncGenerator<string> {
  yield `\ufeff${rows([HEADER[context.language].split(',')])}`;
  for await (const { result } of results) yield rows(fileRows(result, context.language));
}

function rows(cells: string[][]): string {
  return stringify(
    cells.map((row) => row.map(safeText)),
    { escape_formulas: true, record_delimiter: '\r\n' },
  );
}

function fileRows(result: FileResult, language: 'zh' | 'en'): string[][] {
  const { report, findings, error } = result;
  const outcome = OUTCOMES[language];
  const scanned = ranges(scannedPages(result), language);
  const row = (middle: string[], doubt: [confidence: string, readings: string] = ['', '']): string[] => [
    result.file,
    report?.cover.organization ?? report?.basic.organization ?? '',
    report?.cover.projectNumber ?? report?.basic.projectNumber ?? '',
    word(result.status, language),
    ...middle,
    result.sha256 ?? '',
    scanned,
    ...doubt,
  ];
  if (error !== null)
    return [row([outcome.failed, '', error.code, '', '', `${error.message} ${error.hint}`.trim(), '', '', '', '', '', ''])];
  const found = [
    ...inReadingOrder(findings).map((finding) =>
      row([outcome[finding.outcome], ...findingCells(finding, result, language)], doubtCells(finding, result, language)),
    ),
    ...unreadParts(result).map(({ page, code, message }) =>
      row([outcome.unread, '', code, page === null ? '' : String(page), '', message, '', '', '', '', '', '']),
    ),
  ];
  return found.length > 0 ? found : [row([outcome.clean, '', '', '', '', '', '', '', '', '', '', ''])];
}

/** The lowest confidence behind an open finding, and all doubts in words. */
function doubtCells(finding: Finding, result: FileResult, language: 'zh' | 'en'): [string, string] {
  const lowest = doubtsOf(finding, result)[0];
  const confidence = lowest === undefined ? null : confidenceText(lowest.reading);
  return [confidence ?? '', doubtSentences(finding, result, language).join('; ')];
}

function findingCells(finding: Finding, { report }: FileResult, language: 'zh' | 'en'): string[] {
  const { data, at, related } = finding;
  const seeAlso = related.map(({ page, path, note }) =>
    [page === null ? '' : word('page', language, page), fieldName(path, report, language), note[language]]
      .filter((part) => part !== '')
      .join(' '),
  );
  return [
    word(finding.severity, language),
    finding.rule,
    at.page === null ? '' : String(at.page),
    fieldName(at.path, report, language),
    finding.message[language],
    'reported' in data ? valueText(data['reported'], language) : '',
    'computed' in data ? valueText(data['computed'], language) : '',
    seeAlso.join('; '),
    finding.clause ?? '',
    at.path,
    finding.fingerprint,
  ];
}
