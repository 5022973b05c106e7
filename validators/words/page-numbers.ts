import type { AuditReport } from '../../model/index.js';

/** What is wrong with the printed page numbers; `index` is the entry of observed.pageNumbers that shows it. */
export interface PageGap {
  kind: 'gap' | 'disorder' | 'short';
  index: number;
  /** Printed numbers that are not there (gap, short). */
  missing: number[];
}

type Observed = Pick<AuditReport['observed'], 'pageNumbers' | 'pageCount'>;

/**
 * The first fault of a report's page numbering, null when there is none. Pages may lack a number, and counting may start
 * after the cover or anew with an annex; within one count the printed number must grow with the pages.
 */
export function pageGap({ pageNumbers: all, pageCount }: Observed): PageGap | null {
  const entries = all.map((entry, index) => ({ ...entry, index })).filter((_, index) => !isLoneOutlier(all, index));
  let counts = 1;
  for (const [position, { page, printed, index }] of entries.entries()) {
    const before = entries[position - 1];
    if (before === undefined) {
      // In front of the first numbered page there are only `page - 1` pages.
      if (printed > page) return { kind: 'gap', index, missing: range(1, printed - page) };
      continue;
    }
    const grown = printed - before.printed - (page - before.page);
    if (grown === 0) continue;
    if (grown > 0) return { kind: 'gap', index, missing: range(printed - grown, printed - 1) };
    if (printed === 1) counts += 1;
    else return { kind: 'disorder', index, missing: [] };
  }
  const totals = new Set(entries.flatMap(({ total }) => total ?? []));
  const last = entries.at(-1);
  const [total] = totals;
  if (counts > 1 || totals.size !== 1 || total === undefined || last === undefined || pageCount >= total) return null;
  const lastPrinted = last.printed + pageCount - last.page;
  return lastPrinted < total ? { kind: 'short', index: last.index, missing: range(lastPrinted + 1, total) } : null;
}

/** One number that fits neither neighbour, while these fit each other, is misprinted or misread: no page is missing there. */
function isLoneOutlier(entries: Observed['pageNumbers'], index: number): boolean {
  const shift = (entry: { page: number; printed: number } | undefined): number | null => (entry ? entry.printed - entry.page : null);
  const [before, own, after] = [shift(entries[index - 1]), shift(entries[index]), shift(entries[index + 1])];
  return before !== null && after !== null && before === after && own !== before;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
