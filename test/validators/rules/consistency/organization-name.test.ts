import { organizationName } from '../../../../validators/rules/consistency/organization-name.js';
import { testRule } from '../../test-rule.js';

testRule(organizationName, {
  valid: [
    { name: 'the same name' },
    {
      name: 'spaces, width and a note about the seal do not count',
      change: (r) => {
        r.cover.organization = '青岚环境 科技有限公司（盖章）';
      },
    },
  ],
  invalid: [
    {
      name: 'another legal form',
      change: (r) => {
        r.cover.organization = '青岚环境科技有限责任公司';
      },
      findings: [
        {
          message: 'legalForm',
          at: 'cover.organization',
          data: { reported: '青岚环境科技有限责任公司', computed: '青岚环境科技有限公司' },
          related: ['basic.organization'],
        },
      ],
    },
    {
      name: 'one character',
      change: (r) => {
        r.cover.organization = '青岗环境科技有限公司';
      },
      findings: [{ message: 'differs', at: 'cover.organization', related: ['basic.organization'] }],
    },
    {
      name: 'the narrative uses the name on the cover',
      change: (r) => {
        r.basic.organization = '海川智能装备有限公司';
        r.narrative.text = '青岚环境科技有限公司建立了服务体系。';
      },
      findings: [
        {
          message: 'differs',
          at: 'basic.organization',
          data: { reported: '海川智能装备有限公司', computed: '青岚环境科技有限公司' },
          related: ['cover.organization'],
        },
      ],
    },
  ],
  open: [
    {
      name: 'the cover was read in doubt',
      change: (r) => {
        r.cover.organization = '青岗环境科技有限公司';
      },
      readings: { 'cover.organization': { confidence: 0.8 } },
      findings: [{ message: 'differs', at: 'cover.organization' }],
    },
  ],
});
