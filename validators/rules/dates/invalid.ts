import { valueAt } from '../../../model/index.js';
import { defineRule, fail, type Verdict } from '../../rule.js';
import { dateProblem, fullDates } from '../../words/dates.js';
import { fieldName } from '../../words/fields.js';

/** Where the form prints dates, and which of several dates in one place is meant. */
const DATES = [
  ['basic.mysteryVisitDates.onsite.start', 'first'],
  ['basic.mysteryVisitDates.onsite.end', 'last'],
  ['basic.mysteryVisitDates.offsite.start', 'first'],
  ['basic.mysteryVisitDates.offsite.end', 'last'],
  ['basic.audit.start', 'first'],
  ['basic.audit.end', 'last'],
  ['basic.coverage.start', 'first'],
  ['basic.coverage.end', 'last'],
  ['internalEvaluation.date', 'first'],
  ['conclusion.compiledDate', 'first'],
] as const;

export const invalidDate = defineRule({
  id: 'dates/invalid',
  severity: 'warning',
  title: { zh: '日期不存在', en: 'A date that does not exist' },
  description: {
    zh: '报告中印出的日期必须是日历上有的一天，例如 2 月 30 日不存在。没有读全的日期不在此列。',
    en: 'A printed date must be a day of the calendar; 30 February is none. Dates that were not read whole are not judged.',
  },
  reads: DATES.map(([path]) => (path.startsWith('basic.mystery') ? `${path}?` : `${path}~`)),
  exact: ['month', 'day'],
  messages: {
    month: {
      zh: '{{field}}印为“{{reported}}”：没有 {{month}} 月。',
      en: 'The {{field}} is printed as "{{reported}}"; there is no month {{month}}.',
    },
    day: {
      zh: '{{field}}印为“{{reported}}”：{{year}} 年 {{month}} 月只有 {{days}} 天，没有这一天。',
      en: 'The {{field}} is printed as "{{reported}}"; month {{month}} of {{year}} has {{days}} days only.',
    },
  },
  *check({ report, printed }) {
    for (const [path, which] of DATES) {
      const text = printed(path);
      if (text === null || valueAt(report, path) !== null) continue;
      const dates = fullDates(text);
      const date = which === 'first' ? dates[0] : dates.at(-1);
      if (date) yield* verdictOn(path, date);
    }
  },
});

function* verdictOn(path: string, date: { year: number; month: number; day: number; text: string }): Generator<Verdict> {
  const problem = dateProblem(date);
  if (problem === null) return;
  const { year, month, day } = date;
  yield fail(problem.kind, {
    at: path,
    data: { reported: date.text, year, month, day },
    words: { field: fieldName(path), days: problem.days },
    basis: [path],
  });
}
