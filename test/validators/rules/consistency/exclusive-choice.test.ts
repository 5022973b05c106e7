import { exclusiveChoice } from '../../../../validators/rules/consistency/exclusive-choice.js';
import { testRule } from '../../test-rule.js';

testRule(exclusiveChoice, {
  valid: [
    { name: 'one box each' },
    {
      name: 'on-site and off-site visits',
      change: (r) => {
        r.observed.choices[4]!.options = [
          { value: 'onsite', state: 'ticked' },
          { value: 'offsite', state: 'ticked' },
          { value: 'none', state: 'empty' },
        ];
      },
    },
    {
      name: 'a change of scope beside maintaining',
      change: (r) => {
        r.observed.choices[11]!.options = [
          { value: 'surveillance', state: 'ticked' },
          { value: 'scope-change', state: 'ticked' },
        ];
      },
    },
    {
      name: 'both conclusions are stated elsewhere',
      change: (r) => {
        for (const one of r.observed.choices[10]!.options) if (['fails'].includes(one.value)) one.state = 'ticked';
      },
    },
    {
      name: 'recommendations below both conclusions are stated elsewhere',
      change: (r) => {
        for (const one of r.observed.choices[11]!.options) if (['surveillance'].includes(one.value)) one.state = 'ticked';
      },
      stated: { 'consistency/conclusion-contradiction': 'conclusion.tickedRecommendations[1].value' },
    },
    {
      name: 'both answers in 1.14 are stated elsewhere',
      change: (r) => {
        for (const one of r.observed.choices[5]!.options) if (['some'].includes(one.value)) one.state = 'ticked';
      },
      stated: { 'consistency/incident-statement': 'basic.incidents.accidents' },
    },
  ],
  invalid: [
    {
      name: 'two audit types on the cover',
      change: (r) => {
        for (const one of r.observed.choices[0]!.options) if (['surveillance'].includes(one.value)) one.state = 'ticked';
      },
      findings: [{ message: 'several', at: 'cover.auditType', data: { ticked: ['initial', 'surveillance'] } }],
    },
    {
      name: 'a visit and not needed',
      change: (r) => {
        for (const one of r.observed.choices[4]!.options) if (['onsite'].includes(one.value)) one.state = 'ticked';
      },
      findings: [{ message: 'several', at: 'basic.mysteryVisit', data: { ticked: ['onsite', 'none'] } }],
    },
    {
      name: 'two recommendations that shut each other out',
      change: (r) => {
        for (const one of r.observed.choices[11]!.options) if (['surveillance', 'scope-change'].includes(one.value)) one.state = 'ticked';
      },
      findings: [{ message: 'several', at: 'conclusion.recommendation', data: { ticked: ['initial', 'surveillance'] } }],
    },
    {
      name: 'both answers in 1.15',
      change: (r) => {
        for (const one of r.observed.choices[9]!.options) if (['some'].includes(one.value)) one.state = 'ticked';
      },
      findings: [{ message: 'several', at: 'basic.risks' }],
    },
  ],
  open: [
    {
      name: 'a tick in doubt',
      change: (r) => {
        for (const one of r.observed.choices[1]!.options) if (['multiple'].includes(one.value)) one.state = 'ticked';
      },
      readings: { 'basic.siteType': { confidence: 0.5, readers: ['tick'] } },
      findings: [{ message: 'several', at: 'basic.siteType' }],
    },
  ],
});
