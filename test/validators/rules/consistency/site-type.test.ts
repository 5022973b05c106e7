import { siteType } from '../../../../validators/rules/consistency/site-type.js';
import { testRule } from '../../test-rule.js';

testRule(siteType, {
  valid: [
    { name: 'a single site, no branch' },
    {
      name: 'several sites, a branch',
      change: (r) => {
        r.basic.siteType = 'multiple';
        r.basic.branches = ['宁波分部 宁波市清波路3号'];
      },
    },
    {
      name: '无 and the own address are no branches',
      change: (r) => {
        r.basic.branches = ['无', '/', '杭州市青枫路 99号3幢'];
      },
    },
  ],
  invalid: [
    {
      name: 'a single site, a branch listed',
      change: (r) => {
        r.basic.branches = ['宁波分部 宁波市清波路3号'];
      },
      findings: [{ message: 'single', at: 'basic.siteType', data: { reported: 'single' }, related: ['basic.branches[0]'] }],
    },
    {
      name: 'several sites, none listed',
      change: (r) => {
        r.basic.siteType = 'multiple';
      },
      findings: [{ message: 'multiple', at: 'basic.siteType' }],
    },
  ],
  open: [
    {
      name: 'a tick in doubt',
      change: (r) => {
        r.basic.siteType = 'multiple';
      },
      readings: { 'basic.siteType': { confidence: 0.5, readers: ['tick'] } },
      findings: [{ message: 'multiple', at: 'basic.siteType' }],
    },
  ],
});
