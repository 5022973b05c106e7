import { missingGlyphs } from '../../../../validators/rules/reading/missing-glyphs.js';
import { testRule } from '../../test-rule.js';

testRule(missingGlyphs, {
  valid: [
    { name: 'every page read' },
    { name: 'a page that failed, said elsewhere', change: (report) => (report.observed.unreadPages = [{ page: 2, code: 'page/failed' }]) },
  ],
  invalid: [],
  open: [
    {
      name: 'a page without a usable text layer',
      change: (report) =>
        (report.observed.unreadPages = [
          { page: 1, code: 'page/failed' },
          { page: 3, code: 'needs-ocr' },
        ]),
      findings: [{ message: 'glyphs', at: 'observed.unreadPages[1]', data: { page: 3 }, page: 3 }],
    },
  ],
});
