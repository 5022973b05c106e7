import { starLevel } from '../../../../validators/rules/consistency/star-level.js';
import { testRule } from '../../test-rule.js';

testRule(starLevel, {
  valid: [
    { name: 'five stars in all three places' },
    {
      name: "the result's star is odd, which is stated elsewhere",
      change: (r) => {
        r.result.star = 'four-star';
      },
      stated: { 'score/star-threshold-mismatch': 'result.star' },
    },
    {
      name: 'an audit not passed bears the star applied for',
      change: (r) => {
        r.result.star = 'fail';
        r.conclusion.scope.star = 'three-star';
      },
    },
    {
      name: 'the conclusion is not to recommend',
      change: (r) => {
        r.conclusion.outcome = 'fails';
        r.result.star = 'qualified';
      },
    },
    {
      name: 'rated although failed is stated elsewhere',
      change: (r) => {
        r.basic.scope.star = 'four-star';
      },
      stated: { 'score/rating-despite-failing': 'result.star' },
    },
  ],
  invalid: [
    {
      name: '1.9 is odd',
      change: (r) => {
        r.basic.scope.star = 'four-star';
      },
      findings: [
        {
          message: 'differs',
          at: 'basic.scope.star',
          data: { reported: 'four-star', computed: 'five-star' },
          related: ['result.star', 'conclusion.scope.star'],
        },
      ],
    },
    {
      name: 'the recommended scope is odd',
      change: (r) => {
        r.conclusion.scope.star = 'three-star';
      },
      findings: [{ message: 'differs', at: 'conclusion.scope.star', related: ['result.star', 'basic.scope.star'] }],
    },
    {
      name: 'both scopes claim more than the result',
      change: (r) => {
        r.result = { score: 93, star: 'four-star' };
      },
      findings: [{ message: 'differs', at: 'conclusion.scope.star', data: { reported: 'five-star', computed: 'four-star' } }],
    },
    {
      name: 'the result is wrong and the scopes differ as well',
      change: (r) => {
        r.result.star = 'four-star';
        r.basic.scope.star = 'three-star';
      },
      stated: { 'score/star-threshold-mismatch': 'result.star' },
      findings: [{ message: 'differs', at: 'basic.scope.star', data: { computed: 'five-star' }, related: ['conclusion.scope.star'] }],
    },
  ],
  open: [
    {
      name: 'no star was read in the recommended scope',
      change: (r) => {
        r.conclusion.scope.star = null;
      },
    },
    {
      name: 'read in doubt',
      change: (r) => {
        r.basic.scope.star = 'three-star';
      },
      readings: { 'basic.scope.star': { confidence: 0.6 } },
      findings: [{ message: 'differs', at: 'basic.scope.star' }],
    },
  ],
});
