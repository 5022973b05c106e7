import type { AuditReport } from '../../../model/index.js';
import { defineRule, fail, NOT_APPLICABLE, open } from '../../rule.js';
import { pageGap } from '../../words/page-numbers.js';

export const pageMissing = defineRule({
  id: 'completeness/page-missing',
  severity: 'warning',
  title: { zh: '缺页或页码不连续', en: 'A page is missing' },
  description: {
    zh: '印出的页码应连续，页数不应少于“共 N 页”。封面不编页码、从封面之后起编、附件另起页码都不算缺页。',
    en: 'Printed page numbers run on without a gap, and there are no fewer pages than the printed total. A cover without a number, counting that starts after it, and an annex counted anew are no faults.',
  },
  reads: ['observed.pageNumbers', 'observed.pageCount'],
  messages: {
    gap: {
      zh: '文件第 {{page}} 页印为第 {{printed}} 页，缺少印为第 {{missing}} 页的页面。',
      en: 'Page {{page}} of the file is printed as page {{printed}}; printed page {{missing}} is not there.',
    },
    disorder: {
      zh: '文件第 {{page}} 页印为第 {{printed}} 页，与前面的页码重复或次序颠倒。',
      en: 'Page {{page}} of the file is printed as page {{printed}}, which repeats or goes back behind the pages before it.',
    },
    short: {
      zh: '页码印明共 {{total}} 页，而文件只有 {{pageCount}} 页，缺少印为第 {{missing}} 页的页面。',
      en: 'The printed total is {{total}} pages, but the file has {{pageCount}}; printed page {{missing}} is not there.',
    },
  },
  *check({ report: { observed }, scanned }) {
    if (observed.pageNumbers.length === 0) {
      yield NOT_APPLICABLE;
      return;
    }
    const gap = pageGap(observed);
    if (gap === null) return;
    const { page, printed, total } = observed.pageNumbers[gap.index]!;
    const before = gap.index > 0 && gap.kind !== 'short' ? observed.pageNumbers[gap.index - 1] : undefined;
    const verdict = scanned() && restsOnOneNumber(observed) ? open : fail;
    yield verdict(gap.kind, {
      at: `observed.pageNumbers[${gap.index}]`,
      related: before
        ? [
            {
              path: `observed.pageNumbers[${gap.index - 1}]`,
              note: { zh: `前一处页码：第 ${before.printed} 页`, en: `the number before: page ${before.printed}` },
            },
          ]
        : [],
      data: { page, printed, total, pageCount: observed.pageCount, missing: gap.missing },
      words: { missing: gap.missing.length > 1 ? `${gap.missing[0]}–${gap.missing.at(-1)}` : String(gap.missing[0] ?? '') },
    });
  },
});

/** Whether one printed number, were it misread, would be all that speaks for a missing page. */
function restsOnOneNumber({ pageNumbers, pageCount }: AuditReport['observed']): boolean {
  return pageNumbers.some((_, index) => pageGap({ pageNumbers: pageNumbers.filter((_, other) => other !== index), pageCount }) === null);
}
