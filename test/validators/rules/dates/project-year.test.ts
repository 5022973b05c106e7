import { projectYearMismatch } from '../../../../validators/rules/dates/project-year.js';
import { testRule } from '../../test-rule.js';

testRule(projectYearMismatch, {
  valid: [
    { name: 'the year of the audit' },
    {
      name: 'the year before',
      change: (r) => {
        r.cover.projectNumber = r.basic.projectNumber = '20417-2023-SA';
      },
    },
    {
      name: 'an audit over New Year',
      change: (r) => {
        r.basic.audit = { start: '2024-12-30', end: '2025-01-02' };
        r.basic.projectNumber = r.cover.projectNumber = '20417-2025-SA';
      },
    },
    {
      name: 'the numbers differ, which is stated elsewhere',
      change: (r) => {
        r.basic.projectNumber = '20417-2019-SA';
      },
      stated: { 'consistency/project-number': 'cover.projectNumber' },
    },
    {
      name: 'a malformed number is stated elsewhere',
      change: (r) => {
        r.basic.projectNumber = r.cover.projectNumber = '417-2019-SA';
      },
      stated: { 'format/project-number': 'basic.projectNumber' },
    },
    {
      name: 'a number without a year',
      change: (r) => {
        r.basic.projectNumber = r.cover.projectNumber = 'SA20417';
      },
    },
    {
      name: 'the audit date is at odds, which is stated elsewhere',
      change: (r) => {
        r.basic.audit.start = '2021-06-12';
      },
      stated: { 'dates/audit-outside-coverage': 'basic.audit.start' },
    },
  ],
  invalid: [
    {
      name: 'two years before',
      change: (r) => {
        r.cover.projectNumber = r.basic.projectNumber = '20417-2022-SA';
      },
      findings: [
        {
          message: 'year',
          at: 'basic.projectNumber',
          data: { reported: '20417-2022-SA', year: 2022, auditYear: 2024 },
          related: ['basic.audit.start'],
        },
      ],
    },
    {
      name: 'the year after, a running number behind',
      change: (r) => {
        r.cover.projectNumber = r.basic.projectNumber = '20417-2025-SA-1';
      },
      findings: [{ message: 'year', at: 'basic.projectNumber', data: { year: 2025 } }],
    },
    {
      name: 'only the cover bears a number',
      change: (r) => {
        r.cover.projectNumber = '20417-2020-SA';
        r.basic.projectNumber = null;
      },
      blank: ['basic.projectNumber'],
      findings: [{ message: 'year', at: 'cover.projectNumber' }],
    },
  ],
  open: [
    {
      name: 'no number was read',
      change: (r) => {
        r.basic.projectNumber = r.cover.projectNumber = null;
      },
    },
  ],
});
