import { defineRule, fail } from '../../rule.js';
import { fieldName } from '../../words/fields.js';
import { codeFault, standardCodes } from '../../words/standard-code.js';

/** Standard codes are written as standards are. Which standard and year it should be is consistency/standard-code's matter. */
export const standardCode = defineRule({
  id: 'format/standard-code',
  severity: 'warning',
  title: { zh: '标准编号书写有误', en: 'A malformed standard code' },
  description: {
    zh: '封面和 1.8 的标准编号应写成“代号 顺序号-年份”，如 GB/T 27922-2011。代号有误（GT/T、GBT）、缺“/T”、缺年份、分隔符有误均在此报告；空格、全角半角和连接号的种类不计。',
    en: 'The standard on the cover and in 1.8 must be written as prefix, number, dash and year, like GB/T 27922-2011. Wrong prefixes (GT/T, GBT), a missing /T, a missing year and wrong separators are reported; spaces, width and kind of dash do not count.',
  },
  clause: '审查报告封面；1.8',
  reads: ['cover.standardCode~', 'basic.criteriaStandardCode~'],
  exact: ['prefix', 'year', 'form'],
  messages: {
    prefix: {
      zh: '{{field}}印为“{{reported}}”，标准代号有误{{expected}}。',
      en: 'The {{field}} is printed as "{{reported}}": the prefix is wrong{{expected}}.',
    },
    year: {
      zh: '{{field}}印为“{{reported}}”，缺少四位年份{{expected}}。',
      en: 'The {{field}} is printed as "{{reported}}": the year of four digits is missing{{expected}}.',
    },
    form: {
      zh: '{{field}}印为“{{reported}}”，不是标准编号的写法{{expected}}。',
      en: 'The {{field}} is printed as "{{reported}}", which is not written as standard codes are{{expected}}.',
    },
  },
  *check({ report }) {
    const fields = [
      { path: 'cover.standardCode', value: report.cover.standardCode },
      { path: 'basic.criteriaStandardCode', value: report.basic.criteriaStandardCode },
    ];
    for (const { path, value } of fields) {
      if (value === null || value.trim() === '') continue;
      const codes = standardCodes(value);
      const fault = codes.length === 0 ? { kind: 'form' as const, expected: null } : codes.map(codeFault).find((one) => one !== null);
      if (!fault) continue;
      const { expected } = fault;
      yield fail(fault.kind, {
        at: path,
        data: { reported: value, ...(expected === null ? {} : { computed: expected }) },
        words: {
          field: fieldName(path),
          expected: expected === null ? '' : { zh: `，应为“${expected}”`, en: `; it should be "${expected}"` },
        },
        basis: [],
      });
    }
  },
});
