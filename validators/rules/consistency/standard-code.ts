import { defineRule, fail } from '../../rule.js';
import { fieldName } from '../../words/fields.js';
import { standardCodes } from '../../words/standard-code.js';

export const standardCode = defineRule({
  id: 'consistency/standard-code',
  severity: 'warning',
  title: { zh: '依据的标准不一致', en: 'Standards differ' },
  description: {
    zh: '封面和 1.8 的标准编号应与本报告所用评价标准的编号、年号一致。写法错误（如 GT/T）由 format/standard-code 说明。',
    en: 'The standard on the cover and in 1.8 has the number and year of the standard the report applies. Slips in writing (GT/T) are stated by format/standard-code.',
  },
  reads: ['cover.standardCode~', 'basic.criteriaStandardCode~'],
  after: ['format/standard-code'],
  usesScheme: true,
  exact: ['number', 'year'],
  messages: {
    number: {
      zh: '{{field}}印为“{{reported}}”，而本报告依据的标准是“{{computed}}”：标准编号不同。',
      en: 'The {{field}} is printed as "{{reported}}", but this report applies "{{computed}}": the numbers differ.',
    },
    year: {
      zh: '{{field}}印为“{{reported}}”，而本报告依据的标准是“{{computed}}”：年号不同。',
      en: 'The {{field}} is printed as "{{reported}}", but this report applies "{{computed}}": the years differ.',
    },
  },
  *check({ report, scheme, stated }) {
    const [wanted] = codes(scheme.standardCode);
    if (wanted === undefined) return;
    const places = [
      { path: 'cover.standardCode', value: report.cover.standardCode },
      { path: 'basic.criteriaStandardCode', value: report.basic.criteriaStandardCode },
    ].flatMap(({ path, value }) => {
      if (value === null || stated('format/standard-code', path)) return [];
      const printed = codes(value);
      const same = printed.find(({ number }) => number === wanted.number);
      const problem =
        printed.length === 0 ? null : same === undefined ? 'number' : same.year !== null && same.year !== wanted.year ? 'year' : null;
      return [{ path, value, problem }];
    });
    const odd = places.find(({ problem }) => problem !== null);
    if (odd?.problem == null) return;
    yield fail(odd.problem, {
      at: odd.path,
      related: places
        .filter((place) => place !== odd)
        .map(({ path, value }) => ({ path, note: { zh: `此处印为“${value}”`, en: `printed as "${value}" here` } })),
      data: { reported: odd.value, computed: scheme.standardCode },
      words: { field: fieldName(odd.path) },
      basis: [],
    });
  },
});

/** The standards a text names, by number and year; a year that is not four digits is left to format/standard-code. */
function codes(text: string): { number: string; year: string | null }[] {
  return standardCodes(text).flatMap((code) => {
    const [, number, year] = /[A-Z](\d[\d.]*)(?:[-:](\d{4}))?$/.exec(code) ?? [];
    return number === undefined ? [] : [{ number, year: year ?? null }];
  });
}
