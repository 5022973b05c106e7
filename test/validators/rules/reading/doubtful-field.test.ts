import { doubtfulField } from '../../../../validators/rules/reading/doubtful-field.js';
import { testRule } from '../../test-rule.js';

const AT = 'score.groups[0].indicators[1].score';

testRule(doubtfulField, {
  valid: [
    { name: 'born digital' },
    { name: 'just confident enough', readings: { [AT]: { confidence: 0.9 } } },
    { name: 'said by the readers', readings: { [AT]: { confidence: 0.4 } }, stated: { 'reading/engines-disagree': AT } },
    { name: 'a blank, which is a matter of missing fields', readings: { 'basic.contact.email': { confidence: 0.85, text: '' } } },
    {
      name: 'a text put together from others',
      readings: { 'narrative.text': { confidence: 0.4, text: '…' }, 'observed.headings[0]': { confidence: 0.4, text: '1' } },
    },
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
      name: 'two values from one place',
      readings: {
        'conclusion.ticked[0]': { confidence: 0.5, text: '☑符合' },
        'conclusion.outcome': { confidence: 0.5, text: '☑符合' },
      },
      findings: [{ message: 'doubtful', at: 'conclusion.outcome' }],
    },
    {
      name: 'paragraphs of the narrative in one finding, with the doubtful stretches alone',
      readings: {
        'narrative.paragraphs[0]': { confidence: 0.5, text: '设有备件库', box: [0, 0, 9, 9] },
        'narrative.paragraphs[1]': {
          confidence: 0.6,
          text: '服务热线全年开通，由客户服务中心的专职人员按班次值守，接到来电后当场登记并在两小时内派单，回访全覆盖。',
          box: [0, 9, 9, 18],
          alternatives: [
            {
              reader: 'paddle',
              text: '服务热线全年开通，由客户服务中心的专职人员按班次值守，接到来电后当场登记并在两小时内派单，回访全覆盖。',
            },
            {
              reader: 'tesseract',
              text: '服务热线全年开通，由客户服务中心的专职人员按班次值守，接到来电后当场登记并在雨小时内派单，回访全覆盖。',
            },
          ],
        },
      },
      findings: [
        {
          message: 'prose',
          at: 'narrative.paragraphs[0]',
          related: ['narrative.paragraphs[1]'],
          data: { reported: '设有备件库', count: 2 },
        },
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
