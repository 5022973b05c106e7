import { conclusionContradiction } from '../../../../validators/rules/consistency/conclusion-contradiction.js';
import { testRule } from '../../test-rule.js';

testRule(conclusionContradiction, {
  valid: [
    { name: 'one conclusion, its recommendation below it' },
    {
      name: 'not passed',
      change: (r) => {
        r.conclusion.ticked = ['fails'];
        r.conclusion.tickedRecommendations = [{ under: 'fails', value: 'initial' }];
      },
    },
    {
      name: 'recommendations that were not read',
      change: (r) => {
        r.conclusion.tickedRecommendations = null;
      },
    },
  ],
  invalid: [
    {
      name: 'both ticked',
      change: (r) => {
        r.conclusion.outcome = null;
        r.conclusion.ticked = ['meets', 'fails'];
      },
      findings: [{ message: 'both', at: 'conclusion.outcome' }],
    },
    {
      name: 'none ticked',
      change: (r) => {
        r.conclusion.outcome = null;
        r.conclusion.ticked = [];
        for (const one of r.observed.choices.at(-2)!.options) one.state = 'empty';
      },
      findings: [{ message: 'none', at: 'conclusion.outcome' }],
    },
    {
      name: 'a recommendation below the other conclusion',
      change: (r) => {
        r.conclusion.tickedRecommendations!.push({ under: 'fails', value: 'surveillance' });
      },
      findings: [
        {
          message: 'other',
          at: 'conclusion.tickedRecommendations[1].value',
          data: { taken: 'meets', reported: ['surveillance'] },
          related: ['conclusion.outcome'],
        },
      ],
    },
    {
      name: 'recommended below, although not passed',
      change: (r) => {
        r.conclusion.ticked = ['fails'];
      },
      findings: [{ message: 'other', at: 'conclusion.tickedRecommendations[0].value', data: { taken: 'fails', reported: ['initial'] } }],
    },
  ],
  open: [
    {
      name: 'none seen ticked, a box that cannot be told',
      change: (r) => {
        r.conclusion.ticked = [];
        r.observed.choices.at(-2)!.options = [
          { value: 'meets', state: 'unknown' },
          { value: 'fails', state: 'empty' },
        ];
      },
      findings: [{ message: 'none', at: 'conclusion.outcome' }],
    },
    {
      name: 'a tick in doubt',
      change: (r) => {
        r.conclusion.ticked = ['meets', 'fails'];
      },
      readings: { 'conclusion.ticked[1]': { confidence: 0.5, readers: ['tick'] } },
      findings: [{ message: 'both', at: 'conclusion.outcome' }],
    },
  ],
});
