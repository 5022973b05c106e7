import { remoteAudit } from '../../../../validators/rules/consistency/remote-audit.js';
import { testRule } from '../../test-rule.js';

testRule(remoteAudit, {
  valid: [
    { name: 'on site, not applicable' },
    {
      name: 'mixed, filled in',
      change: (r) => {
        r.basic.auditMode = 'hybrid';
        r.basic.remoteAudit = { applicable: true, details: '会议软件' };
      },
    },
  ],
  invalid: [
    {
      name: 'on site, filled in',
      change: (r) => {
        r.basic.remoteAudit = { applicable: true, details: '会议软件' };
      },
      findings: [{ message: 'filled', at: 'basic.auditMode', related: ['basic.remoteAudit.applicable'] }],
    },
    {
      name: 'remote, not applicable',
      change: (r) => {
        r.basic.auditMode = 'remote';
      },
      findings: [{ message: 'notApplicable', at: 'basic.auditMode', data: { reported: 'remote', applicable: false } }],
    },
  ],
  open: [
    {
      name: 'a tick in doubt',
      change: (r) => {
        r.basic.auditMode = 'hybrid';
      },
      readings: { 'basic.auditMode': { confidence: 0.5, readers: ['tick'] } },
      findings: [{ message: 'notApplicable', at: 'basic.auditMode' }],
    },
  ],
});
