import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { stringify } from 'csv-stringify/sync';
import type { Listed, PageOf } from '../../../pipeline/store/store.js';
import { spreadsheetCell } from './cells.js';
import type { Column, Language } from './columns.js';

/** Rows fetched and written at a time: all that an export holds in memory. */
const PAGE = 500;

/** An Excel sheet ends there; one of them is the head. */
const MOST_SHEET_ROWS = 1_048_575;

/** Every row of a list, page by page. */
export async function* pagesOf<Row>(list: (page: PageOf) => Promise<Listed<Row>>, limit = PAGE): AsyncGenerator<Row[]> {
  for (let offset = 0; ; offset += limit) {
    const { rows } = await list({ offset, limit });
    if (rows.length > 0) yield rows;
    if (rows.length < limit) return;
  }
}

export const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
} as const;
export type Format = keyof typeof TYPES;

/** The rows as a file, written as it is read. It ends in an error when rows cannot be had: what was written is then no whole file. */
export function writeExport<Row>(
  format: Format,
  pages: AsyncIterable<Row[]>,
  columns: readonly Column<Row>[],
  language: Language,
): Readable {
  if (format === 'csv') return Readable.from(csv(pages, columns, language), { objectMode: false });
  if (format === 'json') return Readable.from(json(pages), { objectMode: false });
  return xlsx(pages, columns, language);
}

/** With a byte order mark: Excel takes UTF-8 for the local code page otherwise. */
async function* csv<Row>(pages: AsyncIterable<Row[]>, columns: readonly Column<Row>[], language: Language): AsyncGenerator<string> {
  const lines = (rows: (string | number | null)[][]): string => stringify(rows, { record_delimiter: '\r\n' });
  yield `\ufeff${lines([columns.map((column) => column[language])])}`;
  for await (const rows of pages) yield lines(rows.map((row) => cellsOf(row, columns, language)));
}

async function* json<Row>(pages: AsyncIterable<Row[]>): AsyncGenerator<string> {
  yield '{"version":1,"rows":[';
  let separator = '';
  for await (const rows of pages) {
    yield separator + rows.map((row) => JSON.stringify(row)).join(',\n');
    separator = ',\n';
  }
  yield ']}\n';
}

function xlsx<Row>(pages: AsyncIterable<Row[]>, columns: readonly Column<Row>[], language: Language): Readable {
  const out = new PassThrough();
  writeWorkbook(out, pages, columns, language).catch((error: unknown) =>
    out.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return out;
}

async function writeWorkbook<Row>(
  out: PassThrough,
  pages: AsyncIterable<Row[]>,
  columns: readonly Column<Row>[],
  language: Language,
): Promise<void> {
  const { default: excel } = await import('exceljs');
  const workbook = new excel.stream.xlsx.WorkbookWriter({ stream: out, useSharedStrings: false, useStyles: false });
  let sheet = newSheet();
  let count = 0;
  for await (const rows of pages) {
    for (const row of rows) {
      if (count > 0 && count % MOST_SHEET_ROWS === 0) {
        sheet.commit();
        sheet = newSheet();
      }
      sheet.addRow(cellsOf(row, columns, language)).commit();
      count += 1;
    }
    await taken(out);
  }
  sheet.commit();
  await workbook.commit();

  function newSheet() {
    const added = workbook.addWorksheet(undefined, { views: [{ state: 'frozen', ySplit: 1 }] });
    added.columns = columns.map(({ width }) => ({ width }));
    added.addRow(columns.map((column) => column[language])).commit();
    return added;
  }
}

/** Resolves when whoever reads has kept up: the workbook's writer itself never waits. Rejects when they have gone. */
async function taken(out: PassThrough): Promise<void> {
  // Rows pass through the packer before they arrive here.
  await setImmediate();
  if (out.destroyed) throw new Error('The export was broken off.');
  if (!out.writableNeedDrain) return;
  const gone = new AbortController();
  const close = (): void => gone.abort(new Error('The export was broken off.'));
  out.once('close', close);
  try {
    await once(out, 'drain', { signal: gone.signal });
  } finally {
    out.off('close', close);
  }
}

function cellsOf<Row>(row: Row, columns: readonly Column<Row>[], language: Language): (string | number | null)[] {
  return columns.map(({ cell }) => spreadsheetCell(cell(row, language)));
}
