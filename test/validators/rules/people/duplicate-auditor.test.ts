import { duplicateAuditor } from '../../../../validators/rules/people/duplicate-auditor.js';
import { testRule } from '../../test-rule.js';

testRule(duplicateAuditor, {
  valid: [
    { name: 'two auditors, two numbers' },
    {
      name: 'two experts without a number',
      change: (r) => {
        for (const one of r.basic.auditors!) one.certificateNumber = '/';
      },
    },
  ],
  invalid: [
    {
      name: 'one auditor twice',
      change: (r) => {
        r.basic.auditors![1]!.name = r.basic.auditors![0]!.name;
      },
      findings: [{ message: 'name', at: 'basic.auditors[1].name', data: { reported: '陆知远' }, related: ['basic.auditors[0].name'] }],
    },
    {
      name: 'a whole row twice gives one finding',
      change: (r) => {
        r.basic.auditors!.push({ ...r.basic.auditors![0]! });
      },
      findings: [{ message: 'name', at: 'basic.auditors[2].name', related: ['basic.auditors[0].name'] }],
    },
    {
      name: 'one number for two names',
      change: (r) => {
        r.basic.auditors![1]!.certificateNumber = '2022－S1SC－1204417';
      },
      findings: [
        {
          message: 'certificate',
          at: 'basic.auditors[1].certificateNumber',
          data: { reported: '2022-S1SC-1204417' },
          related: ['basic.auditors[0].certificateNumber'],
        },
      ],
    },
  ],
  open: [
    {
      name: 'a name was not read',
      change: (r) => {
        r.basic.auditors![0]!.name = null;
      },
    },
    {
      name: 'the number was read in doubt',
      change: (r) => {
        r.basic.auditors![1]!.certificateNumber = r.basic.auditors![0]!.certificateNumber;
      },
      readings: { 'basic.auditors[1].certificateNumber': { confidence: 0.8 } },
      findings: [{ message: 'certificate', at: 'basic.auditors[1].certificateNumber' }],
    },
  ],
});
