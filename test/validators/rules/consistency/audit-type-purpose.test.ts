import { auditTypePurpose } from '../../../../validators/rules/consistency/audit-type-purpose.js';
import { testRule } from '../../test-rule.js';

testRule(auditTypePurpose, {
  valid: [
    { name: 'a first audit in both places' },
    {
      name: 'surveillance in both places',
      change: (r) => {
        r.cover.auditType = r.basic.purpose = 'surveillance';
      },
    },
  ],
  invalid: [
    {
      name: 'the cover is odd',
      change: (r) => {
        r.cover.auditType = 'surveillance';
      },
      findings: [
        { message: 'differs', at: 'cover.auditType', data: { reported: 'surveillance', computed: 'initial' }, related: ['basic.purpose'] },
      ],
    },
    {
      name: 'the purpose is odd',
      change: (r) => {
        r.basic.purpose = 'recertification';
      },
      findings: [
        {
          message: 'differs',
          at: 'basic.purpose',
          data: { reported: 'recertification', computed: 'initial' },
          related: ['cover.auditType'],
        },
      ],
    },
  ],
  open: [
    {
      name: 'a tick in doubt',
      change: (r) => {
        r.basic.purpose = 'surveillance';
      },
      readings: { 'basic.purpose': { confidence: 0.5, readers: ['tick'] } },
      findings: [{ message: 'differs', at: 'basic.purpose' }],
    },
  ],
});
