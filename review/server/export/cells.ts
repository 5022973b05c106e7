import { safeText } from '../../../pipeline/formatters/safe-text.js';

/** What a cell may hold. */
export type Cell = string | number | null;

/** Beyond so many characters Excel calls a workbook damaged. */
const MOST_CHARACTERS = 32_000;

/** What spreadsheets take for the beginning of a formula, in full width as well: Excel turns some of them into the others. */
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r]/;

/**
 * A text fit for a spreadsheet's cell: without control characters, and with a leading quote where it would be computed. Reports come from
 * strangers, and an organization may be called `=HYPERLINK(…)`.
 */
export function spreadsheetText(text: string): string {
  // Through UTF-8: halves of characters are no XML, and neither are the two that are no characters.
  const safe = Buffer.from(safeText(text).slice(0, MOST_CHARACTERS))
    .toString()
    .replace(/[\ufffe\uffff]/g, '\ufffd');
  return FORMULA.test(text) || FORMULA.test(safe) ? `'${safe}` : safe;
}

/** Numbers stay numbers, the negative too. */
export function spreadsheetCell(cell: Cell): string | number | null {
  return typeof cell === 'string' ? spreadsheetText(cell) : cell;
}
