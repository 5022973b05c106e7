import { dropConclusion, oneFaultOneFinding } from './one-fault.js';

oneFaultOneFinding('dates', [
  {
    name: '30 February',
    change: (r) => {
      r.conclusion.compiledDate = null;
    },
    printed: { 'conclusion.compiledDate': '2024年02月30日' },
    says: ['dates/invalid at conclusion.compiledDate'],
  },
  {
    name: '31 June',
    change: (r) => {
      r.basic.audit.end = null;
    },
    printed: { 'basic.audit.end': '2024年06月31日' },
    says: ['dates/invalid at basic.audit.end'],
  },
  {
    name: 'the audit is reversed',
    change: (r) => {
      r.basic.audit = { start: '2024-06-13', end: '2024-06-12' };
    },
    says: ['dates/order at basic.audit.end'],
  },
  {
    name: 'the audit ends years before its start',
    change: (r) => {
      r.basic.audit.end = '2021-06-13';
    },
    says: ['dates/order at basic.audit.end'],
  },
  {
    name: 'the audit starts years after its end',
    change: (r) => {
      r.basic.audit.start = '2029-06-12';
    },
    says: ['dates/order at basic.audit.end'],
  },
  {
    name: 'the covered period is reversed',
    change: (r) => {
      r.basic.coverage = { start: '2024-06-13', end: '2023-06-01' };
    },
    says: ['dates/order at basic.coverage.end'],
  },
  {
    name: 'the audit lies after the period',
    change: (r) => {
      r.basic.audit = { start: '2024-08-12', end: '2024-08-13' };
    },
    says: ['dates/audit-outside-coverage at basic.audit.end'],
  },
  {
    name: 'the audit lies before the period',
    change: (r) => {
      r.basic.audit = { start: '2021-06-12', end: '2021-06-13' };
    },
    says: ['dates/audit-outside-coverage at basic.audit.start'],
  },
  {
    name: 'compiled before the audit',
    change: (r) => {
      r.conclusion.compiledDate = '2024-06-01';
    },
    says: ['dates/compiled-before-audit at conclusion.compiledDate'],
  },
  {
    name: 'evaluated before the period',
    change: (r) => {
      r.internalEvaluation.date = '2023-04-20';
    },
    says: ['dates/internal-evaluation-outside-period at internalEvaluation.date'],
  },
  {
    name: 'evaluated after the audit',
    change: (r) => {
      r.internalEvaluation.date = '2024-07-20';
    },
    says: ['dates/internal-evaluation-outside-period at internalEvaluation.date'],
  },
]);

oneFaultOneFinding('people and form', [
  {
    name: 'nobody leads',
    change: (r) => {
      r.basic.auditors![0]!.role = '组员';
    },
    says: ['people/lead-auditor-missing at basic.auditors'],
  },
  {
    name: 'the leader listed twice',
    change: (r) => {
      r.basic.auditors!.push({ ...r.basic.auditors![0]!, code: 'C' });
    },
    says: ['people/duplicate-auditor at basic.auditors[2].name'],
  },
  {
    name: 'one certificate number for two',
    change: (r) => {
      r.basic.auditors![1]!.certificateNumber = '2022-S1SC-1204417';
    },
    says: ['people/duplicate-auditor at basic.auditors[1].certificateNumber'],
  },
  {
    name: 'the compiler misspelt',
    change: (r) => {
      r.conclusion.compiler = '陆之远';
    },
    says: ['people/name-variant at conclusion.compiler'],
  },
  {
    name: 'an evaluator misspelt',
    change: (r) => {
      r.internalEvaluation.people = ['顾青和', '祝长风'];
    },
    says: ['people/name-variant at internalEvaluation.people[0]'],
  },
  {
    name: 'the contact audits',
    change: (r) => {
      r.basic.contact.name = '沈若溪';
    },
    says: ['people/auditor-in-organization at basic.auditors[1].name'],
  },
  {
    name: 'section 5 is missing',
    change: (r) => {
      dropConclusion(r);
    },
    says: ['completeness/missing-section at conclusion'],
  },
  {
    name: 'section 4 is missing',
    change: (r) => {
      r.observed.sections = r.observed.sections.filter((one) => one !== 'suggestions');
      r.suggestions = null;
    },
    says: ['completeness/missing-section at suggestions'],
  },
  {
    name: 'no compiler',
    change: (r) => {
      r.conclusion.compiler = null;
    },
    printed: { 'conclusion.compiler': '' },
    says: ['completeness/compiler-missing at conclusion.compiler'],
  },
  {
    name: 'no compiler and no date',
    change: (r) => {
      r.conclusion.compiler = r.conclusion.compiledDate = null;
    },
    printed: { 'conclusion.compiler': '', 'conclusion.compiledDate': '' },
    says: ['completeness/compiler-missing at conclusion.compiler'],
  },
  {
    name: 'the last page with section 5 is missing',
    change: (r) => {
      dropConclusion(r);
      r.observed.pageCount = 2;
      r.observed.pageNumbers.pop();
    },
    says: ['completeness/page-missing at observed.pageNumbers[1]'],
  },
]);
