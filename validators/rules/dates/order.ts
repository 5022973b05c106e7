import { defineRule, fail } from '../../rule.js';
import { fieldName } from '../../words/fields.js';

export const dateOrder = defineRule({
  id: 'dates/order',
  severity: 'warning',
  title: { zh: '结束日期早于开始日期', en: 'An end before its start' },
  description: {
    zh: '审查时间、审查覆盖的时期和暗访时间的结束日期不得早于开始日期。',
    en: 'The audit, the covered period and a mystery visit cannot end before they start.',
  },
  reads: [
    'basic.audit.start~',
    'basic.audit.end~',
    'basic.coverage.start~',
    'basic.coverage.end~',
    'basic.mysteryVisitDates.onsite?',
    'basic.mysteryVisitDates.offsite?',
  ],
  exact: ['reversed'],
  messages: {
    reversed: {
      zh: '{{field}}的结束日期 {{end}} 早于开始日期 {{start}}。',
      en: 'The {{field}} ends on {{end}}, before it starts on {{start}}.',
    },
  },
  *check({ report: { basic } }) {
    const periods = [
      { path: 'basic.audit', ...basic.audit },
      { path: 'basic.coverage', ...basic.coverage },
      { path: 'basic.mysteryVisitDates.onsite', ...basic.mysteryVisitDates.onsite },
      { path: 'basic.mysteryVisitDates.offsite', ...basic.mysteryVisitDates.offsite },
    ];
    for (const { path, start, end } of periods) {
      if (start === null || end === null || start <= end) continue;
      yield fail('reversed', {
        at: `${path}.end`,
        related: [{ path: `${path}.start`, note: { zh: `开始日期 ${start}`, en: `starts on ${start}` } }],
        data: { reported: end, start, end },
        words: { field: fieldName(path) },
        basis: [],
      });
    }
  },
});
