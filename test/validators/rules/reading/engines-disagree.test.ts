import { enginesDisagree } from '../../../../validators/rules/reading/engines-disagree.js';
import { testRule } from '../../test-rule.js';

const AT = 'score.total';

testRule(enginesDisagree, {
  valid: [
    { name: 'one reader' },
    {
      name: 'a difference settled in favour of one of them',
      readings: {
        [AT]: {
          confidence: 0.93,
          alternatives: [
            { reader: 'paddle', text: '95.5' },
            { reader: 'tesseract', text: '9S.5' },
          ],
        },
      },
    },
    {
      name: 'a paragraph, which reading/doubtful-field lists with the others',
      readings: {
        'narrative.paragraphs[0]': {
          confidence: 0.5,
          alternatives: [
            { reader: 'paddle', text: '设有备件库' },
            { reader: 'tesseract', text: '设有备仵库' },
          ],
        },
      },
    },
    {
      name: 'readers agree but for spaces',
      readings: {
        [AT]: {
          confidence: 0.5,
          alternatives: [
            { reader: 'paddle', text: '95.5' },
            { reader: 'tesseract', text: '95.5 ' },
          ],
        },
      },
    },
  ],
  invalid: [],
  open: [
    {
      name: 'two texts',
      readings: {
        [AT]: {
          text: '95.5',
          confidence: 0.5,
          alternatives: [
            { reader: 'paddle', text: '95.5' },
            { reader: 'tesseract', text: '96.5' },
          ],
        },
      },
      findings: [
        {
          message: 'differ',
          at: AT,
          data: {
            reported: '95.5',
            confidence: 0.5,
            readings: [
              { reader: 'paddle', text: '95.5' },
              { reader: 'tesseract', text: '96.5' },
            ],
          },
        },
      ],
    },
  ],
});
