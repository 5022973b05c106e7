import { certificateNumber } from '../../../../validators/rules/people/certificate-number.js';
import { testRule } from '../../test-rule.js';

testRule(certificateNumber, {
  valid: [
    { name: 'all of one form' },
    {
      name: 'letters and digits differ, the form does not',
      change: (r) => {
        r.basic.auditors![1]!.certificateNumber = '2019-N2SC-0000001';
      },
    },
    {
      name: 'an expert has none',
      change: (r) => {
        r.basic.auditors![1]!.role = '技术专家';
        r.basic.auditors![1]!.certificateNumber = null;
      },
      blank: ['basic.auditors[1].certificateNumber'],
    },
    {
      name: 'two of which neither is usual: no telling which is odd',
      change: (r) => {
        r.basic.auditors![0]!.certificateNumber = 'SA-1';
        r.basic.auditors![1]!.certificateNumber = 'SA-22';
      },
    },
  ],
  invalid: [
    {
      name: 'blank',
      change: (r) => {
        r.basic.auditors![1]!.certificateNumber = null;
      },
      blank: ['basic.auditors[1].certificateNumber'],
      findings: [{ message: 'missing', at: 'basic.auditors[1].certificateNumber' }],
    },
    {
      name: 'a stroke',
      change: (r) => {
        r.basic.auditors![0]!.certificateNumber = '/';
      },
      findings: [{ message: 'missing', at: 'basic.auditors[0].certificateNumber' }],
    },
    {
      name: 'a digit short',
      change: (r) => {
        r.basic.auditors![1]!.certificateNumber = '2021-S1SC-120336';
      },
      findings: [
        {
          message: 'form',
          at: 'basic.auditors[1].certificateNumber',
          data: { reported: '2021-S1SC-120336' },
          related: ['basic.auditors[0].certificateNumber'],
        },
      ],
    },
    {
      name: 'unlike two others',
      change: (r) => {
        r.basic.auditors!.push({ ...r.basic.auditors![0]!, name: '孟舟', certificateNumber: 'CCAA1234' });
      },
      findings: [{ message: 'form', at: 'basic.auditors[2].certificateNumber' }],
    },
  ],
  open: [
    {
      name: 'not read',
      change: (r) => {
        r.basic.auditors![0]!.certificateNumber = null;
      },
    },
    {
      name: 'read in doubt',
      change: (r) => {
        r.basic.auditors![0]!.certificateNumber = '2022-S1SC-12O4417';
      },
      readings: { 'basic.auditors[0].certificateNumber': { confidence: 0.7 } },
      findings: [{ message: 'form', at: 'basic.auditors[0].certificateNumber' }],
    },
  ],
});
