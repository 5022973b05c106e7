import { nameVariantRule } from '../../../../validators/rules/people/name-variant.js';
import { testRule } from '../../test-rule.js';

testRule(nameVariantRule, {
  valid: [
    { name: 'different people' },
    {
      name: 'the contact is one of the evaluators',
      change: (r) => {
        r.internalEvaluation.people = ['顾青禾', '顾青和'];
      },
    },
    {
      name: 'two evaluators with like names are two people',
      change: (r) => {
        r.internalEvaluation.people = ['祝长风', '祝长峰'];
      },
    },
    {
      name: 'another surname',
      change: (r) => {
        r.internalEvaluation.people = ['古青禾'];
      },
    },
    {
      name: 'a contact and an auditor do not play the same part',
      change: (r) => {
        r.basic.contact.name = '陆志远';
      },
    },
    {
      name: 'one character, but neither sound nor shape alike',
      change: (r) => {
        r.internalEvaluation.people = ['顾青松'];
      },
    },
    {
      name: 'of two characters, nearly alike in sound',
      change: (r) => {
        r.basic.contact.name = '顾林';
        r.internalEvaluation.people = ['顾玲'];
      },
    },
  ],
  invalid: [
    {
      name: 'contact and evaluator: same sound',
      change: (r) => {
        r.internalEvaluation.people = ['闻人敏', '顾青荷'];
      },
      findings: [
        {
          message: 'variant',
          at: 'internalEvaluation.people[1]',
          data: { reported: '顾青荷', other: '顾青禾', likeness: 'same-sound' },
          related: ['basic.contact.name'],
        },
      ],
    },
    {
      name: 'compiler and auditor: alike in shape',
      change: (r) => {
        r.conclusion.compiler = '陆知达';
      },
      findings: [{ message: 'variant', at: 'conclusion.compiler', data: { likeness: 'look-alike' }, related: ['basic.auditors[0].name'] }],
    },
    {
      name: 'two characters, same sound in another tone',
      change: (r) => {
        r.basic.contact.name = '祝伟';
        r.internalEvaluation.people = ['祝玮'];
      },
      findings: [{ message: 'variant', at: 'internalEvaluation.people[0]', data: { likeness: 'same-sound' } }],
    },
    {
      name: 'three characters, nearly the same sound',
      change: (r) => {
        r.basic.contact.name = '祝晓林';
        r.internalEvaluation.people = ['祝晓玲'];
      },
      findings: [{ message: 'variant', at: 'internalEvaluation.people[0]', data: { likeness: 'near-sound' } }],
    },
  ],
  open: [
    {
      name: 'the compiler was not read',
      change: (r) => {
        r.conclusion.compiler = null;
      },
    },
    {
      name: 'the contact was read in doubt',
      change: (r) => {
        r.basic.contact.name = '祝常风';
      },
      readings: { 'basic.contact.name': { confidence: 0.6 } },
      findings: [{ message: 'variant', at: 'internalEvaluation.people[1]' }],
    },
  ],
});
