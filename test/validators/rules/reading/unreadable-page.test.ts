import { unreadablePage } from '../../../../validators/rules/reading/unreadable-page.js';
import { testRule } from '../../test-rule.js';

testRule(unreadablePage, {
  valid: [
    { name: 'every page read' },
    {
      name: 'a text layer that is missing, said elsewhere',
      change: (report) => (report.observed.unreadPages = [{ page: 2, code: 'needs-ocr' }]),
    },
  ],
  invalid: [],
  open: [
    {
      name: 'two pages that failed',
      change: (report) =>
        (report.observed.unreadPages = [
          { page: 2, code: 'page/failed' },
          { page: 3, code: 'page/image-undecoded' },
        ]),
      findings: [
        { message: 'unread', at: 'observed.unreadPages[0]', data: { page: 2, code: 'page/failed' }, page: 2 },
        { message: 'unread', at: 'observed.unreadPages[1]', page: 3 },
      ],
    },
  ],
});
