import { projectNumber } from '../../../../validators/rules/consistency/project-number.js';
import { testRule } from '../../test-rule.js';

testRule(projectNumber, {
  valid: [
    { name: 'cover, 1.2 and running header agree' },
    {
      name: 'no running header',
      change: (r) => {
        r.observed.runningProjectNumbers = [];
      },
    },
    {
      name: 'spaces, dashes and width do not count',
      change: (r) => {
        r.cover.projectNumber = '２０４１７ — 2024 － sa';
      },
    },
    {
      name: 'a malformed number is stated elsewhere',
      change: (r) => {
        r.cover.projectNumber = '20417-24-SA';
      },
      stated: { 'format/project-number': 'cover.projectNumber' },
    },
  ],
  invalid: [
    {
      name: 'the cover is odd',
      change: (r) => {
        r.cover.projectNumber = '20417-2023-SA';
      },
      findings: [
        {
          message: 'differs',
          at: 'cover.projectNumber',
          data: { reported: '20417-2023-SA', computed: '20417-2024-SA' },
          related: ['basic.projectNumber', 'observed.runningProjectNumbers[0]'],
        },
      ],
    },
    {
      name: '1.2 is odd',
      change: (r) => {
        r.basic.projectNumber = '20471-2024-SA';
      },
      findings: [{ message: 'differs', at: 'basic.projectNumber', related: ['cover.projectNumber', 'observed.runningProjectNumbers[0]'] }],
    },
    {
      name: 'another number in the running header',
      change: (r) => {
        r.observed.runningProjectNumbers = ['20417-2024-SA', '11111-2024-SA'];
      },
      findings: [{ message: 'differs', at: 'observed.runningProjectNumbers[1]', data: { computed: '20417-2024-SA' } }],
    },
    {
      name: 'without a header 1.2 is the measure',
      change: (r) => {
        r.observed.runningProjectNumbers = [];
        r.cover.projectNumber = '20418-2024-SA';
      },
      findings: [{ message: 'differs', at: 'cover.projectNumber', related: ['basic.projectNumber'] }],
    },
    {
      name: 'three places, three numbers',
      change: (r) => {
        r.observed.runningProjectNumbers = ['20419-2024-SA'];
        r.cover.projectNumber = '20418-2024-SA';
      },
      findings: [{ message: 'differs', at: 'cover.projectNumber', related: ['basic.projectNumber', 'observed.runningProjectNumbers[0]'] }],
    },
  ],
  open: [
    {
      name: 'the cover was not read',
      change: (r) => {
        r.cover.projectNumber = null;
      },
    },
    {
      name: 'the cover was read in doubt',
      change: (r) => {
        r.cover.projectNumber = '20411-2024-SA';
      },
      readings: { 'cover.projectNumber': { confidence: 0.7 } },
      findings: [{ message: 'differs', at: 'cover.projectNumber' }],
    },
  ],
});
