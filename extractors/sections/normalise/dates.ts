const DIGIT = '[0-9０-９]';
const CHINESE = '[〇○Ｏ零一二三四五六七八九十]';

/** What cannot stand right behind a day without 日: the rest of a day that was not read whole ("1S", "1 5日"). */
const MISREAD = String.raw`[\dA-Za-z０-９〇○|]|\s+\d{1,2}\s*[日号]`;

/** Every way of writing a day; year, month and day are groups 1 to 3. */
const FORMS = [
  new RegExp(`(?<!${DIGIT})(${DIGIT}{4})\\s*年\\s*(${DIGIT}{1,2})\\s*月\\s*(${DIGIT}{1,2})(?:\\s*[日号]|(?!${MISREAD}))`, 'gu'),
  new RegExp(`(${DIGIT}{4})\\s*[-/.．／－–]\\s*(${DIGIT}{1,2})\\s*[-/.．／－–]\\s*(${DIGIT}{1,2})(?!${DIGIT})`, 'gu'),
  new RegExp(`(${CHINESE}{4})\\s*年\\s*(${CHINESE}{1,3})\\s*月\\s*(${CHINESE}{1,3})\\s*[日号]?`, 'gu'),
  new RegExp(`(?<!${DIGIT})((?:19|20)${DIGIT}{2})(0[1-9]|1[0-2])([0-3]${DIGIT})(?!${DIGIT})`, 'gu'),
];

export interface PrintedDay {
  /** yyyy-mm-dd; null for a day that is not in the calendar. */
  value: string | null;
  start: number;
  end: number;
}

/** The days printed in a text, in order. */
export function printedDays(text: string): PrintedDay[] {
  const found: PrintedDay[] = [];
  for (const form of FORMS) {
    for (const match of text.matchAll(form)) {
      const end = match.index + match[0].trimEnd().length;
      if (found.some((day) => match.index < day.end && end > day.start)) continue;
      found.push({ value: calendarDay(number(match[1]!), number(match[2]!), number(match[3]!)), start: match.index, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** "二〇二五" 2025, "十二" 12, "２０" 20. */
function number(text: string): number {
  const plain = text.normalize('NFKC');
  if (/^\d+$/.test(plain)) return Number(plain);
  const digits = Array.from(plain, (character) => '零一二三四五六七八九'.indexOf(character.replace(/[〇○O]/u, '零')));
  const ten = plain.indexOf('十');
  if (ten < 0) return Number(digits.join(''));
  return (ten === 0 ? 1 : digits[ten - 1]!) * 10 + (digits[ten + 1] ?? 0);
}

/** ISO form of a day, null when the calendar has no such day. */
export function calendarDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}
