import { missingSection } from '../../../../validators/rules/completeness/missing-section.js';
import { testRule } from '../../test-rule.js';

testRule(missingSection, {
  valid: [
    { name: 'all five' },
    {
      name: 'the cover is no numbered section',
      change: (r) => {
        r.observed.sections.shift();
      },
    },
    {
      name: 'missing pages are stated elsewhere',
      change: (r) => {
        r.observed.sections.pop();
      },
      stated: { 'completeness/page-missing': 'observed.pageNumbers[1]' },
    },
  ],
  invalid: [
    {
      name: 'no suggestions',
      change: (r) => {
        r.observed.sections = r.observed.sections.filter((one) => one !== 'suggestions');
      },
      findings: [{ message: 'missing', at: 'suggestions', data: { section: 'suggestions' } }],
    },
    {
      name: 'no result and no conclusion',
      change: (r) => {
        r.observed.sections = ['cover', 'basic', 'narrative', 'suggestions'];
      },
      findings: [
        { message: 'missing', at: 'score' },
        { message: 'missing', at: 'conclusion' },
      ],
    },
  ],
  open: [
    {
      name: 'a page was not read',
      change: (r) => {
        r.observed.sections.pop();
        r.observed.unreadPages = [{ page: 3, code: 'page/needs-ocr' }];
      },
      findings: [{ message: 'notFound', at: 'conclusion' }],
    },
    {
      name: 'most sections were not found',
      change: (r) => {
        r.observed.sections = ['cover', 'basic', 'conclusion'];
      },
      findings: ['score', 'narrative', 'suggestions'].map((at) => ({ message: 'notFound', at })),
    },
  ],
});
