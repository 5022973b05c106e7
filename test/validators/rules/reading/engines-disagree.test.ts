import { enginesDisagree } from '../../../../validators/rules/reading/engines-disagree.js';
import { testRule } from '../../test-rule.js';

const AT = 'score.total';

testRule(enginesDisagree, {
  valid: [
    { name: 'one reader' },
    {
      name: 'readers agree but for spaces',
      readings: {
        [AT]: {
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
