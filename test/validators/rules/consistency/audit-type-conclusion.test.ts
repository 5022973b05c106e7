import { auditTypeConclusion } from '../../../../validators/rules/consistency/audit-type-conclusion.js';
import { testRule } from '../../test-rule.js';

testRule(auditTypeConclusion, {
  valid: [
    { name: 'certification after a first audit' },
    {
      name: 'maintaining after surveillance',
      change: (r) => {
        r.cover.auditType = r.basic.purpose = 'surveillance';
        r.conclusion.tickedRecommendations = [{ under: 'meets', value: 'surveillance' }];
      },
    },
    {
      name: 'maintaining and a change of scope after surveillance',
      change: (r) => {
        r.cover.auditType = r.basic.purpose = 'surveillance';
        r.conclusion.tickedRecommendations = [
          { under: 'meets', value: 'surveillance' },
          { under: 'meets', value: 'scope-change' },
        ];
      },
    },
    {
      name: 'reinstating after surveillance',
      change: (r) => {
        r.cover.auditType = r.basic.purpose = 'surveillance';
        r.conclusion.tickedRecommendations = [{ under: 'meets', value: 'reinstatement' }];
      },
    },
    {
      name: 'recertification',
      change: (r) => {
        r.cover.auditType = r.basic.purpose = 'recertification';
        r.conclusion.tickedRecommendations = [{ under: 'meets', value: 'recertification' }];
      },
    },
    {
      name: 'not recommending what was asked for',
      change: (r) => {
        r.conclusion.ticked = ['fails'];
        r.conclusion.tickedRecommendations = [{ under: 'fails', value: 'initial' }];
      },
    },
    {
      name: 'the recommendation fits the purpose, the odd cover is stated elsewhere',
      change: (r) => {
        r.cover.auditType = 'surveillance';
      },
      stated: { 'consistency/audit-type-purpose': 'cover.auditType' },
    },
    {
      name: 'a contradictory conclusion is stated elsewhere',
      change: (r) => {
        r.conclusion.tickedRecommendations = [{ under: 'meets', value: 'surveillance' }];
      },
      stated: { 'consistency/conclusion-contradiction': 'conclusion.outcome' },
    },
    {
      name: 'two recommendations ticked are stated elsewhere',
      change: (r) => {
        r.cover.auditType = r.basic.purpose = 'initial';
        r.conclusion.tickedRecommendations = [
          { under: 'meets', value: 'initial' },
          { under: 'meets', value: 'surveillance' },
        ];
      },
      stated: { 'consistency/exclusive-choice': 'conclusion.recommendation' },
    },
    {
      name: 'none ticked is stated elsewhere',
      change: (r) => {
        r.conclusion.tickedRecommendations = [];
      },
    },
  ],
  invalid: [
    {
      name: 'maintaining after a first audit',
      change: (r) => {
        r.cover.auditType = r.basic.purpose = 'initial';
        r.conclusion.tickedRecommendations = [{ under: 'meets', value: 'surveillance' }];
      },
      findings: [
        {
          message: 'unfit',
          at: 'conclusion.recommendation',
          data: { reported: 'surveillance', computed: 'initial' },
          related: ['cover.auditType'],
        },
      ],
    },
    {
      name: 'certification after surveillance',
      change: (r) => {
        r.cover.auditType = r.basic.purpose = 'surveillance';
        r.conclusion.tickedRecommendations = [{ under: 'meets', value: 'initial' }];
      },
      findings: [{ message: 'unfit', at: 'conclusion.recommendation', data: { computed: 'surveillance' } }],
    },
    {
      name: 'maintaining after a recertification',
      change: (r) => {
        r.cover.auditType = r.basic.purpose = 'recertification';
        r.conclusion.tickedRecommendations = [{ under: 'meets', value: 'surveillance' }];
      },
      findings: [{ message: 'unfit', at: 'conclusion.recommendation' }],
    },
    {
      name: 'fits neither cover nor purpose',
      change: (r) => {
        r.cover.auditType = 'surveillance';
        r.conclusion.tickedRecommendations = [{ under: 'meets', value: 'recertification' }];
      },
      findings: [{ message: 'unfit', at: 'conclusion.recommendation' }],
    },
    {
      name: 'the cover is blank: compared with the purpose',
      change: (r) => {
        r.cover.auditType = null;
        r.conclusion.tickedRecommendations = [{ under: 'meets', value: 'surveillance' }];
      },
      blank: ['cover.auditType'],
      findings: [{ message: 'unfit', at: 'conclusion.recommendation', related: ['basic.purpose'] }],
    },
  ],
  open: [
    {
      name: 'neither cover nor purpose was read',
      change: (r) => {
        r.cover.auditType = r.basic.purpose = null;
      },
    },
    {
      name: 'a tick in doubt',
      change: (r) => {
        r.cover.auditType = r.basic.purpose = 'initial';
        r.conclusion.tickedRecommendations = [{ under: 'meets', value: 'surveillance' }];
      },
      readings: { 'conclusion.recommendation': { confidence: 0.5, readers: ['tick'] } },
      findings: [{ message: 'unfit', at: 'conclusion.recommendation' }],
    },
  ],
});
