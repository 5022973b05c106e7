import { compilerMissing } from '../../../../validators/rules/completeness/compiler-missing.js';
import { testRule } from '../../test-rule.js';

testRule(compilerMissing, {
  valid: [
    { name: 'both are there' },
    {
      name: 'an impossible date is a date',
      change: (r) => {
        r.conclusion.compiledDate = '2024-06-30';
      },
      readings: { 'conclusion.compiledDate': { text: '2024年6月30日' } },
    },
  ],
  invalid: [
    {
      name: 'no compiler',
      change: (r) => {
        r.conclusion.compiler = null;
      },
      blank: ['conclusion.compiler'],
      findings: [{ message: 'compiler', at: 'conclusion.compiler', related: ['conclusion.compiledDate'] }],
    },
    {
      name: 'no date',
      change: (r) => {
        r.conclusion.compiledDate = null;
      },
      blank: ['conclusion.compiledDate'],
      findings: [{ message: 'date', at: 'conclusion.compiledDate' }],
    },
    {
      name: 'only the words around the gap',
      change: (r) => {
        r.conclusion.compiledDate = null;
      },
      readings: { 'conclusion.compiledDate': { text: '    年  月  日' } },
      findings: [{ message: 'date', at: 'conclusion.compiledDate' }],
    },
    {
      name: 'neither',
      change: (r) => {
        r.conclusion.compiler = r.conclusion.compiledDate = null;
      },
      blank: ['conclusion.compiler', 'conclusion.compiledDate'],
      findings: [{ message: 'both', at: 'conclusion.compiler', related: ['conclusion.compiledDate'] }],
    },
  ],
  open: [
    {
      name: 'the conclusion was not read',
      change: (r) => {
        r.conclusion.compiler = r.conclusion.compiledDate = null;
      },
    },
    {
      name: 'the date is printed but impossible',
      change: (r) => {
        r.conclusion.compiledDate = null;
      },
      readings: { 'conclusion.compiledDate': { text: '2024年06月31日' } },
    },
  ],
});
