const DAY_MS = 24 * 3600e3;

/** An audit that seems to last longer has a misread date: only its two ends count. */
const LONGEST = 92;

export interface AuditorDays {
  days: number;
  calendarDays: number;
  overlaps: { day: string; documents: string[] }[];
}

/** An audit's first and last day, ISO; where one is null it took the other one alone. */
export interface AuditSpan {
  id: string;
  audit_start: string | null;
  audit_end: string | null;
}

/** How many days audits took, and on which of them two or more fall; overlaps by day. */
export function auditorDays(audits: readonly AuditSpan[]): AuditorDays {
  const byDay = new Map<string, string[]>();
  let days = 0;
  for (const audit of audits) {
    const taken = daysOf(audit);
    days += taken.length;
    for (const day of taken) byDay.set(day, [...(byDay.get(day) ?? []), audit.id]);
  }
  const overlaps = [...byDay].flatMap(([day, documents]) => (documents.length > 1 ? [{ day, documents }] : []));
  return { days, calendarDays: byDay.size, overlaps: overlaps.sort((a, b) => (a.day < b.day ? -1 : 1)) };
}

function daysOf({ audit_start, audit_end }: AuditSpan): string[] {
  const [first, last] = [audit_start ?? audit_end, audit_end ?? audit_start];
  if (first === null || last === null) return [];
  const [from, to] = [Date.parse(first), Date.parse(last)];
  if (to < from || (to - from) / DAY_MS >= LONGEST) return [...new Set([first, last])];
  return Array.from({ length: Math.round((to - from) / DAY_MS) + 1 }, (_, index) =>
    new Date(from + index * DAY_MS).toISOString().slice(0, 10),
  );
}
