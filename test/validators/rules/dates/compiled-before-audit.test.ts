import { compiledBeforeAudit } from '../../../../validators/rules/dates/compiled-before-audit.js';
import { testRule } from '../../test-rule.js';

testRule(compiledBeforeAudit, {
  valid: [
    { name: 'compiled on the last day' },
    {
      name: 'compiled later',
      change: (r) => {
        r.conclusion.compiledDate = '2024-07-01';
      },
    },
    {
      name: 'an audit moved out of its period is stated elsewhere',
      change: (r) => {
        r.basic.audit = { start: '2024-08-01', end: '2024-08-02' };
      },
      stated: { 'dates/audit-outside-coverage': 'basic.audit.end' },
    },
    {
      name: 'a reversed audit is stated elsewhere',
      change: (r) => {
        r.basic.audit = { start: '2024-08-03', end: '2024-08-02' };
      },
      stated: { 'dates/order': 'basic.audit.end' },
    },
  ],
  invalid: [
    {
      name: 'compiled between start and end',
      change: (r) => {
        r.conclusion.compiledDate = '2024-06-12';
      },
      findings: [
        {
          message: 'early',
          at: 'conclusion.compiledDate',
          data: { reported: '2024-06-12', limit: '2024-06-13' },
          related: ['basic.audit.end'],
        },
      ],
    },
  ],
  open: [
    {
      name: 'the compiling date was read in doubt',
      change: (r) => {
        r.conclusion.compiledDate = '2024-06-10';
      },
      readings: { 'conclusion.compiledDate': { confidence: 0.4 } },
      findings: [{ message: 'early', at: 'conclusion.compiledDate' }],
    },
  ],
  notApplicable: [
    {
      name: 'no compiling date filled in',
      change: (r) => {
        r.conclusion.compiledDate = null;
      },
      blank: ['conclusion.compiledDate'],
    },
  ],
});
