import { internalEvaluationOutsidePeriod } from '../../../../validators/rules/dates/internal-evaluation-outside-period.js';
import { testRule } from '../../test-rule.js';

testRule(internalEvaluationOutsidePeriod, {
  valid: [
    { name: 'within the period' },
    {
      name: 'on the last day of the audit',
      change: (r) => {
        r.internalEvaluation.date = '2024-06-13';
      },
    },
    {
      name: 'the audit is out of its period, which is stated elsewhere',
      change: (r) => {
        r.basic.audit = { start: '2023-01-05', end: '2023-01-06' };
      },
      stated: { 'dates/audit-outside-coverage': 'basic.audit.start' },
    },
    {
      name: 'the audit is reversed, which is stated elsewhere',
      change: (r) => {
        r.basic.audit.end = '2023-06-13';
      },
      stated: { 'dates/order': 'basic.audit.end' },
    },
    {
      name: 'the period is reversed, which is stated elsewhere',
      change: (r) => {
        r.basic.coverage.start = '2025-06-13';
      },
      stated: { 'dates/order': 'basic.coverage.end' },
    },
  ],
  invalid: [
    {
      name: 'before the period',
      change: (r) => {
        r.internalEvaluation.date = '2023-05-31';
      },
      findings: [
        {
          message: 'before',
          at: 'internalEvaluation.date',
          data: { reported: '2023-05-31', limit: '2023-06-01' },
          related: ['basic.coverage.start'],
        },
      ],
    },
    {
      name: 'after the audit',
      change: (r) => {
        r.internalEvaluation.date = '2024-06-14';
      },
      findings: [{ message: 'after', at: 'internalEvaluation.date', data: { limit: '2024-06-13' }, related: ['basic.audit.end'] }],
    },
  ],
  open: [
    {
      name: 'the start of the period was not read',
      change: (r) => {
        r.basic.coverage.start = null;
      },
    },
  ],
});
