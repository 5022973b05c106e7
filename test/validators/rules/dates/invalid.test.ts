import { invalidDate } from '../../../../validators/rules/dates/invalid.js';
import { testRule } from '../../test-rule.js';

testRule(invalidDate, {
  valid: [
    { name: 'every date is a day of the calendar' },
    {
      name: '29 February of a leap year',
      change: (r) => {
        r.internalEvaluation.date = '2024-02-29';
      },
    },
    {
      name: 'a mystery visit left blank',
      change: (r) => {
        r.basic.mysteryVisitDates.onsite.start = null;
      },
      readings: { 'basic.mysteryVisitDates.onsite.start': { text: '   年  月  日' } },
    },
  ],
  invalid: [
    {
      name: '30 February',
      change: (r) => {
        r.conclusion.compiledDate = null;
      },
      readings: { 'conclusion.compiledDate': { text: '2024 年 02 月 30 日' } },
      findings: [{ message: 'day', at: 'conclusion.compiledDate', data: { reported: '2024年02月30日' } }],
    },
    {
      name: 'month 13',
      change: (r) => {
        r.basic.audit.end = null;
      },
      readings: { 'basic.audit.end': { text: '2024-06-12至2024-13-01' } },
      findings: [{ message: 'month', at: 'basic.audit.end', data: { reported: '2024-13-01' } }],
    },
    {
      name: '31 June as the start of a range',
      change: (r) => {
        r.basic.coverage.start = null;
      },
      readings: { 'basic.coverage.start': { text: '自2023年6月31日至2024年06月13日' } },
      findings: [{ message: 'day', at: 'basic.coverage.start' }],
    },
    {
      name: 'an internal evaluation on 29 February of a common year',
      change: (r) => {
        r.internalEvaluation.date = null;
      },
      readings: { 'internalEvaluation.date': { text: '2023.2.29' } },
      findings: [{ message: 'day', at: 'internalEvaluation.date' }],
    },
  ],
  open: [
    {
      name: 'a date that was not read',
      change: (r) => {
        r.basic.audit.end = null;
      },
    },
    {
      name: 'a date read in part',
      change: (r) => {
        r.basic.audit.end = null;
      },
      readings: { 'basic.audit.end': { text: '2024年06月' } },
    },
    {
      name: 'an impossible date read in doubt',
      change: (r) => {
        r.conclusion.compiledDate = null;
      },
      readings: { 'conclusion.compiledDate': { text: '2024年06月31日', confidence: 0.6, readers: ['tesseract'] } },
      findings: [{ message: 'day', at: 'conclusion.compiledDate' }],
    },
  ],
});
