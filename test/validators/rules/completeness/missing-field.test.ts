import { missingField } from '../../../../validators/rules/completeness/missing-field.js';
import { testRule } from '../../test-rule.js';

testRule(missingField, {
  valid: [
    { name: 'everything filled in' },
    {
      name: 'a postcode this edition does not ask for',
      change: (r) => {
        r.cover.postcode = null;
      },
    },
    {
      name: 'no recommended scope after surveillance',
      change: (r) => {
        r.cover.auditType = 'surveillance';
        r.conclusion.scope.text = null;
      },
      blank: ['conclusion.scope.text'],
    },
    {
      name: 'certificate numbers and compiler have rules of their own',
      change: (r) => {
        r.basic.auditors![0]!.certificateNumber = null;
        r.conclusion.compiler = null;
      },
      blank: ['basic.auditors[0].certificateNumber', 'conclusion.compiler'],
    },
  ],
  invalid: [
    {
      name: 'position blank',
      change: (r) => {
        r.basic.contact.position = null;
      },
      blank: ['basic.contact.position'],
      findings: [{ message: 'blank', at: 'basic.contact.position' }],
    },
    {
      name: 'one finding per field',
      change: (r) => {
        r.basic.contact.email = null;
        r.basic.auditors![1]!.phone = null;
        r.basic.registeredAddress = null;
      },
      blank: ['basic.contact.email', 'basic.auditors[1].phone', 'basic.registeredAddress'],
      findings: ['basic.registeredAddress', 'basic.contact.email', 'basic.auditors[1].phone'].map((at) => ({ message: 'blank', at })),
    },
    {
      name: 'no recommended scope after a first audit',
      change: (r) => {
        r.conclusion.scope.text = null;
      },
      blank: ['conclusion.scope.text'],
      findings: [{ message: 'blank', at: 'conclusion.scope.text' }],
    },
  ],
  open: [
    {
      name: 'the scope was not read',
      change: (r) => {
        r.basic.scope.text = null;
      },
    },
    {
      name: 'an impossible date is not blank',
      change: (r) => {
        r.basic.audit.start = null;
      },
      readings: { 'basic.audit.start': { text: '2024年02月30日' } },
    },
    {
      name: 'blank to an engine in doubt',
      change: (r) => {
        r.basic.contact.phone = null;
      },
      readings: { 'basic.contact.phone': { text: '', confidence: 0.2, readers: ['tesseract'] } },
      findings: [{ message: 'blank', at: 'basic.contact.phone' }],
    },
  ],
});
