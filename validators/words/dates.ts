/** A date as printed: its numbers and its text. */
export interface PrintedDate {
  year: number;
  month: number;
  day: number;
  text: string;
}

/** Every date in a text that shows year, month and day; gaps left for filling in (2024 年 月 日) show none. */
export function fullDates(text: string): PrintedDate[] {
  const dates = text.normalize('NFKC').matchAll(/(?<!\d)(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})(?!\d)\s*日?/g);
  return [...dates].map(([whole, year, month, day]) => ({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    text: whole.replace(/\s/g, ''),
  }));
}

/** Why a printed date is no day of the calendar; null when it is one. `days` is the length of its month, 0 when there is no such month. */
export function dateProblem({ year, month, day }: PrintedDate): { kind: 'month' | 'day'; days: number } | null {
  if (month < 1 || month > 12) return { kind: 'month', days: 0 };
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day < 1 || day > days ? { kind: 'day', days } : null;
}

/** The year of an ISO date. */
export function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}

/** The year in a project number (nnnnn-yyyy-XX…); null when it has another form. */
export function projectYear(projectNumber: string): number | null {
  const year = /^[^-]+-((?:19|20)\d{2})-/.exec(projectNumber)?.[1];
  return year === undefined ? null : Number(year);
}
