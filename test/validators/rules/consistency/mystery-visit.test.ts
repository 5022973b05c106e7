import { mysteryVisit } from '../../../../validators/rules/consistency/mystery-visit.js';
import { testRule } from '../../test-rule.js';

testRule(mysteryVisit, {
  valid: [
    { name: 'not needed, no dates' },
    {
      name: 'a visit with its dates',
      change: (r) => {
        r.basic.mysteryVisit = 'offsite';
        r.basic.mysteryVisitDates.offsite = { start: '2024-05-08', end: '2024-05-09' };
      },
    },
    {
      name: 'an impossible date is stated elsewhere',
      change: (r) => {
        r.basic.mysteryVisit = 'onsite';
      },
      readings: { 'basic.mysteryVisitDates.onsite.start': { text: '2024年02月30日' } },
    },
  ],
  invalid: [
    {
      name: 'not needed, dates given',
      change: (r) => {
        r.basic.mysteryVisitDates.onsite = { start: '2024-05-08', end: '2024-05-09' };
      },
      findings: [
        {
          message: 'unneeded',
          at: 'basic.mysteryVisit',
          data: { reported: '2024-05-08' },
          related: ['basic.mysteryVisitDates.onsite.start', 'basic.mysteryVisitDates.onsite.end'],
        },
      ],
    },
    {
      name: 'a visit without dates',
      change: (r) => {
        r.basic.mysteryVisit = 'onsite';
      },
      blank: ['basic.mysteryVisitDates.onsite.start', 'basic.mysteryVisitDates.onsite.end'],
      findings: [
        {
          message: 'undated',
          at: 'basic.mysteryVisit',
          related: ['basic.mysteryVisitDates.onsite.start', 'basic.mysteryVisitDates.onsite.end'],
        },
      ],
    },
    {
      name: 'only the words around the gaps',
      change: (r) => {
        r.basic.mysteryVisit = 'onsite';
        r.basic.mysteryVisitDates.offsite = { start: '2024-05-08', end: '2024-05-09' };
      },
      readings: {
        'basic.mysteryVisitDates.onsite.start': { text: '年  月  日' },
        'basic.mysteryVisitDates.onsite.end': { text: '年  月  日' },
      },
      findings: [{ message: 'undated', at: 'basic.mysteryVisit' }],
    },
  ],
  open: [
    {
      name: 'a visit whose dates were not read',
      change: (r) => {
        r.basic.mysteryVisit = 'onsite';
      },
      findings: [{ message: 'unread', at: 'basic.mysteryVisit' }],
    },
  ],
});
