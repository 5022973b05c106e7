import { standardCode } from '../../../../validators/rules/format/standard-code.js';
import { testRule } from '../../test-rule.js';
import type { AuditReport } from '../../../../model/index.js';

const COVER = 'cover.standardCode';
const CRITERIA = 'basic.criteriaStandardCode';

const criteria =
  (code: string) =>
  (report: AuditReport): void =>
    void (report.basic.criteriaStandardCode = code);

testRule(standardCode, {
  valid: [
    { name: 'GB/T27922-2011' },
    { name: 'spaces, full width and a long dash', change: criteria('ＧＢ／Ｔ 27922—2011') },
    { name: 'the title beside it', change: criteria('《商品售后服务评价体系》GB/T27922-2011') },
    { name: 'another year, which is another rule’s matter', change: criteria('GB/T27922-2021') },
    { name: 'other standards', change: criteria('SB/T10401-2006、RB/T314-2017、ISO9001:2015、T/CAS305-2023') },
  ],
  invalid: [
    {
      name: 'GT/T',
      change: criteria('GT/T27922-2011'),
      findings: [{ message: 'prefix', at: CRITERIA, data: { reported: 'GT/T27922-2011', computed: 'GB/T27922-2011' } }],
    },
    {
      name: 'no /T',
      change: criteria('GB27922-2011'),
      findings: [{ message: 'prefix', at: CRITERIA, data: { computed: 'GB/T27922-2011' } }],
    },
    { name: 'no slash', change: (report) => (report.cover.standardCode = 'GBT27922—2011'), findings: [{ message: 'prefix', at: COVER }] },
    { name: 'no year', change: criteria('GB/T27922'), findings: [{ message: 'year', at: CRITERIA, data: { computed: 'GB/T27922-2011' } }] },
    { name: 'half a year', change: criteria('GB/T27922-11'), findings: [{ message: 'year', at: CRITERIA }] },
    {
      name: 'a colon',
      change: criteria('GB/T27922:2011'),
      findings: [{ message: 'form', at: CRITERIA, data: { computed: 'GB/T27922-2011' } }],
    },
    { name: 'no code at all', change: criteria('国家标准'), findings: [{ message: 'form', at: CRITERIA }] },
    { name: 'an unknown prefix of another standard', change: criteria('GD/X19001-2016'), findings: [{ message: 'prefix', at: CRITERIA }] },
    {
      name: 'both places',
      change: (report) => {
        report.cover.standardCode = 'G8/T27922-2011';
        report.basic.criteriaStandardCode = 'CB/T27922-2011';
      },
      findings: [
        { message: 'prefix', at: COVER },
        { message: 'prefix', at: CRITERIA },
      ],
    },
  ],
  open: [
    { name: 'a code that was not read', change: (report) => (report.cover.standardCode = null) },
    {
      name: 'a doubtful code',
      change: criteria('6B/T27922-2011'),
      readings: { [CRITERIA]: { confidence: 0.6 } },
      findings: [{ message: 'prefix', at: CRITERIA }],
    },
  ],
});
