import { standardCode } from '../../../../validators/rules/consistency/standard-code.js';
import { testRule } from '../../test-rule.js';

testRule(standardCode, {
  valid: [
    { name: 'cover and 1.8 name the standard applied' },
    {
      name: 'spaces and kinds of dashes do not count',
      change: (r) => {
        r.cover.standardCode = 'GB／T 27922—2011';
      },
    },
    {
      name: 'beside another standard',
      change: (r) => {
        r.basic.criteriaStandardCode = 'GB/T19001-2016、GB/T27922-2011';
      },
    },
    {
      name: 'a slip in writing is stated elsewhere',
      change: (r) => {
        r.basic.criteriaStandardCode = 'GT/T27922-2012';
      },
      stated: { 'format/standard-code': 'basic.criteriaStandardCode' },
    },
    {
      name: 'a year cut short is a matter of form',
      change: (r) => {
        r.basic.criteriaStandardCode = 'GB/T27922-201';
      },
    },
  ],
  invalid: [
    {
      name: 'another year in 1.8',
      change: (r) => {
        r.basic.criteriaStandardCode = 'GB/T27922-2012';
      },
      findings: [
        {
          message: 'year',
          at: 'basic.criteriaStandardCode',
          data: { reported: 'GB/T27922-2012', computed: 'GB/T27922-2011' },
          related: ['cover.standardCode'],
        },
      ],
    },
    {
      name: 'another number on the cover',
      change: (r) => {
        r.cover.standardCode = 'GB/T27925-2011';
      },
      findings: [{ message: 'number', at: 'cover.standardCode', related: ['basic.criteriaStandardCode'] }],
    },
    {
      name: 'another year in both places',
      change: (r) => {
        r.cover.standardCode = r.basic.criteriaStandardCode = 'GB/T27922-2021';
      },
      findings: [{ message: 'year', at: 'cover.standardCode', related: ['basic.criteriaStandardCode'] }],
    },
  ],
  open: [
    {
      name: '1.8 was not read',
      change: (r) => {
        r.basic.criteriaStandardCode = null;
      },
    },
    {
      name: 'read in doubt',
      change: (r) => {
        r.cover.standardCode = 'GB/T27922-2017';
      },
      readings: { 'cover.standardCode': { confidence: 0.6 } },
      findings: [{ message: 'year', at: 'cover.standardCode' }],
    },
  ],
});
