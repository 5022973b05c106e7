import { tableStructure } from '../../../../validators/rules/reading/table-structure.js';
import { testRule } from '../../test-rule.js';

testRule(tableStructure, {
  valid: [{ name: 'tables that fit together' }],
  invalid: [],
  open: [
    {
      name: 'overlapping cells and ragged rows',
      change: (report) =>
        (report.observed.tableIssues = [
          { page: 4, issue: 'overlapping-cells' },
          { page: 4, issue: 'ragged-rows' },
        ]),
      findings: [
        { message: 'overlapping', at: 'observed.tableIssues[0]', page: 4 },
        { message: 'ragged', at: 'observed.tableIssues[1]', page: 4 },
      ],
    },
  ],
});
