import type { Period } from '../../model/index.js';
import { printedDays, type PrintedDay } from './normalise/dates.js';
import { isBlank } from './normalise/texts.js';
import { isFromScan, piece, readingOf, type Passage } from './passage.js';
import type { Evidence } from './record.js';

/** The first two days printed in a passage as start and end; a single day is both. `place` stands for blanks. */
export function readPeriod(evidence: Evidence, path: string, printed: Passage, place: Passage): Period {
  const days = printedDays(printed.text);
  const [start] = days;
  const end = days[1] ?? start;
  if (start === undefined || end === undefined) {
    const words = printed.text.replace(/自?体系实施|起|止|[（(][^）)]*[）)]/gu, '');
    if (isBlank(words) || /^[\s_年月日至到起止自~～\-—上下午]*$/u.test(words)) {
      evidence.blank(`${path}.start`, place);
      evidence.blank(`${path}.end`, place);
    }
    return { start: null, end: null };
  }
  if (isCut(printed, days)) {
    for (const edge of ['start', 'end']) evidence.reading(`${path}.${edge}`, readingOf(printed));
    return { start: null, end: null };
  }
  const read = (name: string, day: typeof start): string | null =>
    evidence.value(`${path}.${name}`, day.value, piece(printed, day.start, day.end));
  return { start: read('start', start), end: read('end', completed(printed, start, end, days.length)) };
}

/**
 * Whether a scanned text holds a day that could not be read: the days that could would be taken for others then, a start for an end.
 * "至4月2日" behind a whole day is no such rest.
 */
function isCut(printed: Passage, days: readonly PrintedDay[]): boolean {
  if (!isFromScan(printed)) return false;
  const { text } = printed;
  let rest = '';
  let from = 0;
  for (const { start, end } of [...days, { start: text.length, end: text.length }]) {
    rest += `${text.slice(from, start)}#`;
    from = end;
  }
  const plain = rest.replace(/\s/gu, '').replace(/#(?:[上下]午)?(?:至|到|~|～|-|—|–)+(?:\d{1,2}月)?\d{1,2}[日号]/gu, '#');
  return /\d年|年\d|\d月|月\d|\d日|[\dOl]{4}[-/.]|[-/.]\d{1,2}[-/.]|^[^#]*(?:至|到|~|～)#|#(?:[上下]午)?(?:至|到|~|～)[^#\u4e00-\u9fff]*[\dOl]/u.test(
    plain,
  );
}

/** "2025年3月7日至9日" and "2025年3月7日至4月2日" leave out what both days share. */
function completed<Day extends { value: string | null; start: number; end: number }>(
  printed: Passage,
  start: Day,
  end: Day,
  count: number,
): Day {
  if (count > 1 || start.value === null) return end;
  const match = /^\s*(?:[上下]午)?\s*(?:至|到|~|～|-|—|–)+\s*(?:(\d{1,2})\s*月)?\s*(\d{1,2})\s*[日号]/u.exec(printed.text.slice(start.end));
  if (match === null) return end;
  const [year, month] = start.value.split('-');
  const text = `${year!}年${match[1] ?? month!}月${match[2]!}日`;
  const from = start.end + match[0].length - match[0].trimStart().replace(/^(?:[上下]午)?\s*(?:至|到|~|～|-|—|–)+\s*/u, '').length;
  return { ...end, value: printedDays(text)[0]?.value ?? null, start: from, end: start.end + match[0].length };
}
