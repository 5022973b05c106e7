/** A page number as printed: "第 3 页 共 9 页" gives 3 and 9. `whole` says that the text holds nothing else. */
export interface PrintedNumber {
  number: number;
  total: number | null;
  whole: boolean;
}

const NUMERALS = '〇一二三四五六七八九';
const N = '(\\d{1,4}|[一二三四五六七八九十]{1,4})';
const GAP = '[\\s,，、/／|｜·.。-]*';

/** Wordings, most telling first. Groups: number, total. */
const PATTERNS: readonly { pattern: RegExp; totalFirst?: boolean; alone?: boolean }[] = [
  { pattern: new RegExp(`第\\s*${N}\\s*页${GAP}[（(]?\\s*共\\s*${N}\\s*页\\s*[)）]?`) },
  { pattern: new RegExp(`共\\s*${N}\\s*页${GAP}第\\s*${N}\\s*页`), totalFirst: true },
  { pattern: new RegExp(`第\\s*${N}\\s*[/／]\\s*${N}\\s*页`) },
  // Readers of scans take the o for a nought.
  { pattern: /pages?\s*:?\s*(\d{1,4}?)\s*(?:[o0]f|\/)\s*(\d{1,4})/i },
  { pattern: new RegExp(`第\\s*${N}\\s*页`) },
  { pattern: /页\s*[码次]\s*[:：]?\s*(\d{1,4})\s*[/／]\s*(\d{1,4})/ },
  { pattern: /页\s*[码次]\s*[:：]?\s*(\d{1,4})/ },
  { pattern: /(?:^|\s)(\d{1,4})\s*[/／]\s*(\d{1,4})(?:\s*页)?$/ },
  { pattern: /\bpage\s*:?\s*(\d{1,4})\b/i },
  // Scans lose one of the two dashes at times, and a long one is read as the numeral of its shape.
  { pattern: /^[-–—~·一\s]*[-–—~·一][-–—~·一\s]*(\d{1,4})[-–—~·一\s]*$/, alone: true },
  { pattern: /^\s*(\d{1,4})\s*[-–—~·一][-–—~·一\s]*$/, alone: true },
  { pattern: /^\s*(\d{1,4})\s*页?\s*$/, alone: true },
];

/** The page number in a header's or footer's line; null when it has none. A bare figure counts only by itself. */
export function printedNumber(text: string): PrintedNumber | null {
  const normal = text.normalize('NFKC');
  for (const { pattern, totalFirst = false } of PATTERNS) {
    const match = pattern.exec(normal);
    if (match === null) continue;
    const [first, second] = [figure(match[1]), figure(match[2])];
    const number = totalFirst ? second : first;
    const total = totalFirst ? first : second;
    if (number === null || number < 1 || (total !== null && total < 1)) continue;
    return { number, total, whole: normal.replace(match[0], '').trim() === '' };
  }
  return null;
}

/** Whether a text is unmistakably a page number on its own ("第 3 页", "3/9", "- 3 -"), not a bare figure. */
export function isPageNumber(text: string): boolean {
  const found = printedNumber(text);
  return found?.whole === true && !/^\s*\d+\s*$/.test(text.normalize('NFKC')) && (found.total === null || found.number <= found.total);
}

function figure(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d+$/.test(text)) return Number(text);
  if (text === '十') return 10;
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text];
  const digit = (numeral: string | undefined, missing: number): number =>
    numeral === undefined || numeral === '' ? missing : NUMERALS.indexOf(numeral);
  const value = text.includes('十') ? digit(tens, 1) * 10 + digit(ones, 0) : digit(ones, 0);
  return value > 0 ? value : null;
}
