import { auditorInOrganization } from '../../../../validators/rules/people/auditor-in-organization.js';
import { testRule } from '../../test-rule.js';

testRule(auditorInOrganization, {
  valid: [
    { name: 'different people' },
    {
      name: 'nobody evaluated',
      change: (r) => {
        r.internalEvaluation.people = [];
      },
    },
  ],
  invalid: [
    {
      name: 'the contact',
      change: (r) => {
        r.basic.contact.name = '沈若溪';
      },
      findings: [{ message: 'same', at: 'basic.auditors[1].name', data: { reported: '沈若溪' }, related: ['basic.contact.name'] }],
    },
    {
      name: 'contact and evaluator give one finding',
      change: (r) => {
        r.basic.contact.name = '陆知远';
        r.internalEvaluation.people = ['陆知远'];
      },
      findings: [{ message: 'same', at: 'basic.auditors[0].name', related: ['basic.contact.name', 'internalEvaluation.people[0]'] }],
    },
  ],
  open: [
    {
      name: 'the evaluators were not read',
      change: (r) => {
        r.internalEvaluation.people = null;
      },
    },
    {
      name: 'the contact was read in doubt',
      change: (r) => {
        r.basic.contact.name = '沈若溪';
      },
      readings: { 'basic.contact.name': { confidence: 0.3 } },
      findings: [{ message: 'same', at: 'basic.auditors[1].name' }],
    },
  ],
});
