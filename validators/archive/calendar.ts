/** An ISO date so many whole months later; past a shorter month's end its last day. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}

/** Whole months from one ISO date to a later one. */
export function monthsBetween(from: string, to: string): number {
  const [a, b] = [from, to].map((date) => date.split('-').map(Number) as [number, number, number]) as [
    [number, number, number],
    [number, number, number],
  ];
  return (b[0] - a[0]) * 12 + b[1] - a[1] - (b[2] < a[2] ? 1 : 0);
}

/** The months (yyyy-mm) two ISO dates and the days between them lie in; at most `most`. */
export function monthsOf(start: string, end: string, most: number): string[] {
  const months: string[] = [];
  for (let at = `${start.slice(0, 7)}-01`; at <= end && months.length < most; at = addMonths(at, 1)) months.push(at.slice(0, 7));
  return months;
}
