import { defineRule, fail, open } from '../../rule.js';
import { fieldName } from '../../words/fields.js';
import { isBlank } from '../../words/normalise.js';

export const mysteryVisit = defineRule({
  id: 'consistency/mystery-visit',
  severity: 'warning',
  title: { zh: '暗访方式与暗访日期不符', en: 'Mystery visit and its dates contradict each other' },
  description: {
    zh: '1.11 勾选“不需要”时不应填写暗访日期，勾选现场或非现场时应填写相应日期。',
    en: 'With "not needed" ticked in 1.11 no dates of a mystery visit are given; with a visit ticked its dates are.',
  },
  reads: [
    'basic.mysteryVisit',
    'basic.mysteryVisitDates.onsite.start?',
    'basic.mysteryVisitDates.onsite.end?',
    'basic.mysteryVisitDates.offsite.start?',
    'basic.mysteryVisitDates.offsite.end?',
  ],
  absence: ['undated'],
  messages: {
    unneeded: {
      zh: '1.11 勾选的是“不需要”，却填写了暗访日期 {{reported}}。',
      en: '"Not needed" is ticked in 1.11, but a date of a mystery visit is given: {{reported}}.',
    },
    undated: { zh: '勾选了{{field}}，却没有填写日期。', en: 'The {{field}} is ticked, but its dates are blank.' },
    unread: {
      zh: '勾选了{{field}}，但没有读到日期，请看原件是否填写。',
      en: 'The {{field}} is ticked, but no dates were read; look whether they are there.',
    },
  },
  *check({ report: { basic }, printed }) {
    const base = 'basic.mysteryVisitDates';
    const dates = (['onsite', 'offsite'] as const).flatMap((kind) =>
      (['start', 'end'] as const).map((edge) => ({ kind, path: `${base}.${kind}.${edge}`, value: basic.mysteryVisitDates[kind][edge] })),
    );
    const given = dates.filter(({ value }) => value !== null);
    if (basic.mysteryVisit === 'none') {
      if (given[0] === undefined) return;
      yield fail('unneeded', {
        at: 'basic.mysteryVisit',
        related: given.map(({ path }) => ({ path, note: fieldName(path) })),
        data: { reported: given[0].value },
        basis: [],
      });
      return;
    }
    const own = dates.filter(({ kind }) => kind === basic.mysteryVisit);
    // A date that is there but is no day of the calendar is stated by dates/invalid.
    if (own.some(({ value, path }) => value !== null || /\d/.test(printed(path) ?? ''))) return;
    const blank = own.every(({ path }) => isBlank(printed(path)));
    yield (blank ? fail : open)(blank ? 'undated' : 'unread', {
      at: 'basic.mysteryVisit',
      related: own.map(({ path }) => ({ path, note: fieldName(path) })),
      data: { reported: basic.mysteryVisit },
      words: { field: fieldName(`${base}.${basic.mysteryVisit}`) },
      basis: [],
    });
  },
});
