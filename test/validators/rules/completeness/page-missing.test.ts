import { pageMissing } from '../../../../validators/rules/completeness/page-missing.js';
import { testRule } from '../../test-rule.js';

testRule(pageMissing, {
  valid: [
    { name: 'numbered throughout' },
    {
      name: 'a cover without a number',
      change: (r) => {
        r.observed.pageNumbers.shift();
      },
    },
    {
      name: 'counting starts after the cover',
      change: (r) => {
        r.observed.pageNumbers = [2, 3].map((page) => ({ page, printed: page - 1, total: 2 }));
      },
    },
    {
      name: 'counting starts after the cover, the total counts it',
      change: (r) => {
        r.observed.pageNumbers = [2, 3].map((page) => ({ page, printed: page - 1, total: 3 }));
      },
    },
    {
      name: 'a page in the middle prints no number',
      change: (r) => {
        r.observed.pageNumbers.splice(1, 1);
      },
    },
    {
      name: 'an annex counted anew',
      change: (r) => {
        r.observed.pageCount = 5;
        r.observed.pageNumbers.push({ page: 4, printed: 1, total: 2 }, { page: 5, printed: 2, total: 2 });
      },
    },
    {
      name: 'one number out of line',
      change: (r) => {
        r.observed.pageNumbers[1]!.printed = 8;
      },
    },
    {
      name: 'no total',
      change: (r) => {
        for (const one of r.observed.pageNumbers) one.total = null;
      },
    },
  ],
  invalid: [
    {
      name: 'a page taken out',
      change: (r) => {
        r.observed.pageNumbers = [
          { page: 1, printed: 1, total: 4 },
          { page: 2, printed: 3, total: 4 },
          { page: 3, printed: 4, total: 4 },
        ];
      },
      findings: [{ message: 'gap', at: 'observed.pageNumbers[1]', data: { missing: [2] }, related: ['observed.pageNumbers[0]'] }],
    },
    {
      name: 'the first pages are not there',
      change: (r) => {
        for (const one of r.observed.pageNumbers) Object.assign(one, { printed: one.page + 2, total: 5 });
      },
      findings: [{ message: 'gap', at: 'observed.pageNumbers[0]', data: { missing: [1, 2] } }],
    },
    {
      name: 'fewer pages than the total',
      change: (r) => {
        for (const one of r.observed.pageNumbers) one.total = 4;
      },
      findings: [{ message: 'short', at: 'observed.pageNumbers[2]', data: { total: 4, pageCount: 3, missing: [4] } }],
    },
    {
      name: 'a page twice',
      change: (r) => {
        r.observed.pageCount = 4;
        r.observed.pageNumbers = [1, 2, 2, 3].map((printed, index) => ({ page: index + 1, printed, total: 3 }));
      },
      findings: [{ message: 'disorder', at: 'observed.pageNumbers[2]', related: ['observed.pageNumbers[1]'] }],
    },
  ],
  open: [
    {
      name: 'the number was read in doubt',
      change: (r) => {
        r.observed.pageNumbers[2]!.printed = 8;
      },
      readings: { 'observed.pageNumbers[2].printed': { confidence: 0.4 } },
      findings: [{ message: 'gap', at: 'observed.pageNumbers[2]' }],
    },
  ],
  notApplicable: [
    {
      name: 'no page prints its number',
      change: (r) => {
        r.observed.pageNumbers = [];
      },
    },
  ],
});
