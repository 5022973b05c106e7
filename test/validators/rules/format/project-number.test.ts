import { projectNumber } from '../../../../validators/rules/format/project-number.js';
import { testRule } from '../../test-rule.js';
import type { AuditReport } from '../../../../model/index.js';

function printed(cover: string, basic = cover): (report: AuditReport) => void {
  return (report) => {
    report.cover.projectNumber = cover;
    report.basic.projectNumber = basic;
  };
}

testRule(projectNumber, {
  valid: [
    { name: 'five digits, year, letters' },
    { name: 'full width and long dashes', change: printed('２０４１７—２０２４—ＳＡ') },
    { name: 'spaces and small letters', change: printed('20417 - 2024 - sa') },
    { name: 'a running number behind', change: printed('20417-2024-SA-1', '20417-2024-SAR1') },
    { name: 'differing, which is another rule’s matter', change: printed('20417-2024-SA', '20418-2024-SA') },
  ],
  invalid: [
    {
      name: 'slashes, in both places',
      change: printed('20417/2024/SA'),
      findings: [
        { message: 'malformed', at: 'cover.projectNumber', data: { reported: '20417/2024/SA' }, related: ['basic.projectNumber'] },
      ],
    },
    {
      name: 'four digits in 1.2',
      change: printed('20417-2024-SA', '2417-2024-SA'),
      findings: [{ message: 'malformed', at: 'basic.projectNumber' }],
    },
    {
      name: 'six digits',
      change: printed('204171-2024-SA', '20417-2024-SA'),
      findings: [{ message: 'malformed', at: 'cover.projectNumber' }],
    },
    { name: 'a short year', change: printed('20417-24-SA'), findings: [{ message: 'malformed', at: 'cover.projectNumber' }] },
    { name: 'a year of another age', change: printed('20417-0224-SA'), findings: [{ message: 'malformed', at: 'cover.projectNumber' }] },
    { name: 'no letters', change: printed('20417-2024'), findings: [{ message: 'malformed', at: 'cover.projectNumber' }] },
    {
      name: 'malformed in two ways',
      change: printed('20417-2024', '20417'),
      findings: [
        { message: 'malformed', at: 'cover.projectNumber' },
        { message: 'malformed', at: 'basic.projectNumber' },
      ],
    },
  ],
  open: [
    { name: 'a number that was not read', change: (report) => (report.basic.projectNumber = null) },
    {
      name: 'a doubtful number',
      change: printed('2O417-2024-SA', '20417-2024-SA'),
      readings: { 'cover.projectNumber': { confidence: 0.7 } },
      findings: [{ message: 'malformed', at: 'cover.projectNumber' }],
    },
  ],
});
