import { auditOutsideCoverage } from '../../../../validators/rules/dates/audit-outside-coverage.js';
import { testRule } from '../../test-rule.js';

testRule(auditOutsideCoverage, {
  valid: [
    { name: 'the covered period ends with the audit' },
    {
      name: 'the audit lies in the middle',
      change: (r) => {
        r.basic.coverage.end = '2024-12-31';
      },
    },
    {
      name: 'a reversed audit is stated elsewhere',
      change: (r) => {
        r.basic.audit.end = '2022-01-01';
        r.basic.audit.start = '2022-01-02';
      },
      stated: { 'dates/order': 'basic.audit.end' },
    },
    {
      name: 'a reversed period is stated elsewhere',
      change: (r) => {
        r.basic.coverage.start = '2025-06-01';
      },
      stated: { 'dates/order': 'basic.coverage.end' },
    },
  ],
  invalid: [
    {
      name: 'the audit starts before the period',
      change: (r) => {
        r.basic.coverage.start = '2024-06-13';
      },
      findings: [
        {
          message: 'before',
          at: 'basic.audit.start',
          data: { reported: '2024-06-12', limit: '2024-06-13' },
          related: ['basic.coverage.start'],
        },
      ],
    },
    {
      name: 'the audit ends after the period',
      change: (r) => {
        r.basic.coverage.end = '2024-06-12';
      },
      findings: [
        { message: 'after', at: 'basic.audit.end', data: { reported: '2024-06-13', limit: '2024-06-12' }, related: ['basic.coverage.end'] },
      ],
    },
  ],
  open: [
    {
      name: 'the period was read in doubt',
      change: (r) => {
        r.basic.coverage.end = '2024-06-12';
      },
      readings: { 'basic.coverage.end': { confidence: 0.7 } },
      findings: [{ message: 'after', at: 'basic.audit.end' }],
    },
  ],
});
