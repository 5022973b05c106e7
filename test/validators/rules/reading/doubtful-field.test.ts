import { doubtfulField } from '../../../../validators/rules/reading/doubtful-field.js';
import { testRule } from '../../test-rule.js';

const AT = 'score.groups[0].indicators[1].score';

testRule(doubtfulField, {
  valid: [
    { name: 'born digital' },
    { name: 'just confident enough', readings: { [AT]: { confidence: 0.9 } } },
    { name: 'said by the readers', readings: { [AT]: { confidence: 0.4 } }, stated: { 'reading/engines-disagree': AT } },
  ],
  invalid: [],
  open: [
    {
      name: 'one score',
      readings: { [AT]: { confidence: 0.89, text: '6' } },
      findings: [{ message: 'doubtful', at: AT, data: { reported: '6', confidence: 0.89 }, page: 1 }],
    },
    {
      name: 'two fields on two pages',
      readings: { 'basic.contact.phone': { confidence: 0.5, page: 2 }, 'result.score': { confidence: 0.1, page: 3 } },
      findings: [
        { message: 'doubtful', at: 'basic.contact.phone', page: 2 },
        { message: 'doubtful', at: 'result.score', page: 3 },
      ],
    },
    {
      name: 'a place that could not be read at all',
      change: (report) => (report.basic.contact.email = null),
      readings: { 'basic.contact.email': { confidence: 0, text: '#' } },
      findings: [{ message: 'doubtful', at: 'basic.contact.email' }],
    },
  ],
});
