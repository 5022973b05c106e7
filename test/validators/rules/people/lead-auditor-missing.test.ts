import { leadAuditorMissing } from '../../../../validators/rules/people/lead-auditor-missing.js';
import { testRule } from '../../test-rule.js';

testRule(leadAuditorMissing, {
  valid: [
    { name: 'one leader' },
    {
      name: 'another word for the leader',
      change: (r) => {
        r.basic.auditors![0]!.role = '审核组长';
        r.basic.auditors![1]!.role = '副组长';
      },
    },
    {
      name: 'the leader listed twice is stated by duplicate-auditor',
      change: (r) => {
        r.basic.auditors!.push({ ...r.basic.auditors![0]! });
      },
    },
  ],
  invalid: [
    {
      name: 'nobody leads',
      change: (r) => {
        r.basic.auditors![0]!.role = '组员';
      },
      findings: [{ message: 'none', at: 'basic.auditors', data: { reported: ['组员', '组员'] } }],
    },
    {
      name: 'deputy and trainee lead nothing',
      change: (r) => {
        r.basic.auditors![0]!.role = '副组长';
        r.basic.auditors![1]!.role = '实习组长';
      },
      findings: [{ message: 'none', at: 'basic.auditors' }],
    },
    {
      name: 'the roles are blank',
      change: (r) => {
        for (const one of r.basic.auditors!) one.role = null;
      },
      blank: ['basic.auditors[0].role', 'basic.auditors[1].role'],
      findings: [{ message: 'none', at: 'basic.auditors' }],
    },
    {
      name: 'the list is empty',
      change: (r) => {
        r.basic.auditors = [];
      },
      findings: [{ message: 'none', at: 'basic.auditors' }],
    },
    {
      name: 'two lead',
      change: (r) => {
        r.basic.auditors![1]!.role = '组长';
      },
      findings: [
        { message: 'several', at: 'basic.auditors[1].role', data: { reported: 2, computed: 1 }, related: ['basic.auditors[0].role'] },
      ],
    },
  ],
  open: [
    {
      name: 'a role was not read',
      change: (r) => {
        r.basic.auditors![0]!.role = null;
      },
    },
    {
      name: 'a role nobody knows',
      change: (r) => {
        r.basic.auditors![0]!.role = '主任';
      },
      findings: [{ message: 'unknown', at: 'basic.auditors' }],
    },
    {
      name: 'the second leader was read in doubt',
      change: (r) => {
        r.basic.auditors![1]!.role = '组长';
      },
      readings: { 'basic.auditors[1].role': { confidence: 0.5 } },
      findings: [{ message: 'several', at: 'basic.auditors[1].role' }],
    },
  ],
});
