import { dateOrder } from '../../../../validators/rules/dates/order.js';
import { testRule } from '../../test-rule.js';

testRule(dateOrder, {
  valid: [
    { name: 'every end is on or after its start' },
    {
      name: 'an audit of one day',
      change: (r) => {
        r.basic.audit = { start: '2024-06-13', end: '2024-06-13' };
      },
    },
  ],
  invalid: [
    {
      name: 'the audit ends before it starts',
      change: (r) => {
        r.basic.audit.end = '2024-06-11';
      },
      findings: [
        { message: 'reversed', at: 'basic.audit.end', data: { start: '2024-06-12', end: '2024-06-11' }, related: ['basic.audit.start'] },
      ],
    },
    {
      name: 'the covered period is reversed',
      change: (r) => {
        r.basic.coverage.start = '2025-06-01';
      },
      findings: [{ message: 'reversed', at: 'basic.coverage.end', related: ['basic.coverage.start'] }],
    },
    {
      name: 'a mystery visit is reversed',
      change: (r) => {
        r.basic.mysteryVisitDates.offsite = { start: '2024-05-09', end: '2024-05-08' };
      },
      findings: [{ message: 'reversed', at: 'basic.mysteryVisitDates.offsite.end' }],
    },
  ],
  open: [
    {
      name: 'the audit has no end that could be read',
      change: (r) => {
        r.basic.audit.end = null;
      },
    },
    {
      name: 'the end was read in doubt',
      change: (r) => {
        r.basic.audit.end = '2024-06-11';
      },
      readings: { 'basic.audit.end': { confidence: 0.5 } },
      findings: [{ message: 'reversed', at: 'basic.audit.end' }],
    },
  ],
});
