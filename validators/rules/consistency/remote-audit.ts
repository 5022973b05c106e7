import { defineRule, fail } from '../../rule.js';
import { optionName } from '../../words/terms.js';

export const remoteAudit = defineRule({
  id: 'consistency/remote-audit',
  severity: 'warning',
  title: { zh: '审查方式与远程审核内容不符', en: 'Audit mode and remote audit contradict each other' },
  description: {
    zh: '1.10 勾选现场审核时，1.16 远程审核应为不适用；勾选远程或结合远程时，1.16 应予填写。',
    en: 'With an on-site audit ticked in 1.10, the part on remote audits (1.16) does not apply; with a remote or mixed audit it is filled in.',
  },
  reads: ['basic.auditMode', 'basic.remoteAudit.applicable'],
  messages: {
    filled: {
      zh: '1.10 勾选的是现场审核，1.16 却填写了远程审核的内容。',
      en: 'An on-site audit is ticked in 1.10, but the part on remote audits (1.16) is filled in.',
    },
    notApplicable: {
      zh: '1.10 勾选的是“{{mode}}审核”，1.16 却写明远程审核不适用。',
      en: 'The audit mode ticked in 1.10 is {{mode}}, but 1.16 says that remote audits do not apply.',
    },
  },
  *check({ report: { basic } }) {
    const { applicable } = basic.remoteAudit;
    if (basic.auditMode === null || applicable === null || (basic.auditMode !== 'onsite') === applicable) return;
    yield fail(applicable ? 'filled' : 'notApplicable', {
      at: 'basic.auditMode',
      related: [{ path: 'basic.remoteAudit.applicable', note: { zh: '1.16 远程审核', en: '1.16 remote audit' } }],
      data: { reported: basic.auditMode, applicable },
      words: { mode: optionName('basic.auditMode', basic.auditMode) },
    });
  },
});
