import { SCHEMES } from '../schemes/index.js';
import { normalise } from './normalise.js';

/** Codes of Chinese trade standards (行业标准代号) whose recommended standards are XX/T. */
const TRADES = new Set(
  'AQ BB CB CC CH CJ CY DA DB DL DY DZ EJ FZ GA GC GD GH GM GY HB HG HJ HS HY JB JC JG JR JT JY KA LB LD LS LY MH MR MT MZ NB NY QB QC QJ QX RB SB SC SF SH SJ SL SN SW SY TB TD TY WB WH WJ WM WS WW XB XF YB YC YD YJ YS YY YZ ZY'.split(
    ' ',
  ),
);

/** Pieces of a text that are meant as standard codes: letters, perhaps a slash, a number, perhaps a year. */
export function standardCodes(printed: string): string[] {
  return (
    normalise(printed)
      .toUpperCase()
      .match(/[A-Z]{1,5}\d{0,2}(?:[/\\.]?[A-Z]{1,6})?[\d.]{3,}(?:[-:—]\d{1,4})?/g) ?? []
  );
}

/** What is wrong with a standard code. `expected` is the right code where it can be told. */
export interface CodeFault {
  kind: 'prefix' | 'year' | 'form';
  expected: string | null;
}

/** Looks at one code from {@link standardCodes}; null when it is well-formed. Another number or year is no matter of form. */
export function codeFault(code: string): CodeFault | null {
  const parts = /^(.*?[A-Z])([\d.]+)(?:([-:])(\d+))?$/.exec(code);
  if (!parts) return { kind: 'form', expected: null };
  const [, prefix = '', number = '', dash, year] = parts;
  const known = SCHEMES.map(({ standardCode }) => standardCode).find((one) =>
    new RegExp(`[A-Z]${number.replaceAll('.', '\\.')}-`).test(one),
  );
  const rightPrefix = known?.slice(0, known.indexOf(number));
  const international = /^(?:ISO|IEC|ISO\/IEC)(?:\/[A-Z]+)?$/.test(prefix);
  const knownPrefix =
    international || /^(?:GB|GB\/T|GB\/Z|T\/[A-Z]{2,6}|DB\d{2}(?:\/T)?)$/.test(prefix) || TRADES.has(prefix.replace(/\/T$/, ''));
  if (rightPrefix === undefined ? !knownPrefix : prefix !== rightPrefix) return { kind: 'prefix', expected: known ?? null };
  if (year === undefined || year.length !== 4) return { kind: 'year', expected: known ?? null };
  return dash === '-' || international ? null : { kind: 'form', expected: known ?? `${prefix}${number}-${year}` };
}
