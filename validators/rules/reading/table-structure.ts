import { defineRule, open } from '../../rule.js';

/** A table whose cells do not fit together: figures may have landed in the wrong cell. */
export const tableStructure = defineRule({
  id: 'reading/table-structure',
  severity: 'warning',
  title: { zh: '表格结构存疑', en: 'A table of doubtful structure' },
  description: {
    zh: '表格的单元格相互重叠，或各行宽度不一，数据可能归错了格，请对照页面确认。',
    en: 'Cells of a table overlap, or its rows are of unequal width: figures may have landed in the wrong cell. A person has to look.',
  },
  reads: ['observed.tableIssues'],
  messages: {
    overlapping: {
      zh: '第 {{page}} 页的表格有单元格相互重叠，数据可能归错了格，请对照页面确认。',
      en: 'Cells of the table on page {{page}} overlap: figures may be in the wrong cell. Please look at the page.',
    },
    ragged: {
      zh: '第 {{page}} 页的表格各行宽度不一，数据可能归错了格，请对照页面确认。',
      en: 'The rows of the table on page {{page}} are of unequal width: figures may be in the wrong cell. Please look at the page.',
    },
  },
  *check({ report }) {
    for (const [index, { page, issue }] of report.observed.tableIssues.entries()) {
      const message = issue === 'overlapping-cells' ? 'overlapping' : 'ragged';
      yield open(message, { at: `observed.tableIssues[${index}]`, page, data: { page, issue } });
    }
  },
});
