import { certificateYear } from '../../../../validators/rules/dates/certificate-year.js';
import { testRule } from '../../test-rule.js';

testRule(certificateYear, {
  valid: [
    { name: 'registered before the audit' },
    {
      name: 'registered in the year of the audit',
      change: (r) => {
        r.basic.auditors![0]!.certificateNumber = '2024-S1SC-1204417';
      },
    },
    {
      name: 'a number of another form bears no year',
      change: (r) => {
        r.basic.auditors![0]!.certificateNumber = '20991204417';
      },
    },
    {
      name: 'a reversed audit is stated elsewhere',
      change: (r) => {
        r.basic.audit.end = '2019-06-13';
      },
      stated: { 'dates/order': 'basic.audit.end' },
    },
  ],
  invalid: [
    {
      name: 'registered the year after',
      change: (r) => {
        r.basic.auditors![1]!.certificateNumber = '2025-S1SC-1203362';
      },
      findings: [
        {
          message: 'late',
          at: 'basic.auditors[1].certificateNumber',
          data: { year: 2025, end: '2024-06-13' },
          related: ['basic.audit.end'],
        },
      ],
    },
    {
      name: 'the name is blank',
      change: (r) => {
        r.basic.auditors![1]!.name = null;
        r.basic.auditors![1]!.certificateNumber = '2026-S1SC-1203362';
      },
      blank: ['basic.auditors[1].name'],
      findings: [{ message: 'late', at: 'basic.auditors[1].certificateNumber' }],
    },
    {
      name: 'after everything dated, though the audit dates are at odds',
      change: (r) => {
        r.basic.coverage.end = '2024-05-01';
        r.basic.auditors![1]!.certificateNumber = '2025-S1SC-1203362';
      },
      stated: { 'dates/audit-outside-coverage': 'basic.audit.end' },
      findings: [{ message: 'late', at: 'basic.auditors[1].certificateNumber' }],
    },
  ],
  open: [
    {
      name: 'one number was not read',
      change: (r) => {
        r.basic.auditors![0]!.certificateNumber = null;
      },
    },
  ],
});
