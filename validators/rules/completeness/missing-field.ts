import { expandPath, valueAt } from '../../../model/index.js';
import { defineRule, fail } from '../../rule.js';
import { fieldName } from '../../words/fields.js';

/** Fields every edition of the form asks for: one that was not read leaves the question open. */
const ALWAYS = [
  'cover.organization',
  'cover.projectNumber',
  'basic.organization',
  'basic.projectNumber',
  'basic.registeredAddress',
  'basic.auditAddress',
  'basic.contact.name',
  'basic.contact.phone',
  'basic.criteriaStandardCode',
  'basic.scope.text',
  'basic.audit.start',
  'basic.audit.end',
  'basic.coverage.start',
  'basic.coverage.end',
  'basic.auditors[].name',
  'basic.auditors[].role',
] as const;

/** Fields some editions leave out: only a place that is there and blank counts. */
const WHERE_ASKED = [
  'cover.certificationBody',
  'cover.standardCode',
  'cover.address',
  'cover.phone',
  'cover.postcode',
  'basic.contact.position',
  'basic.contact.email',
  'basic.auditors[].code',
  'basic.auditors[].specialtyCode',
  'basic.auditors[].phone',
] as const;

export const missingField = defineRule({
  id: 'completeness/missing-field',
  severity: 'info',
  title: { zh: '应填的项目为空', en: 'A field is blank' },
  description: {
    zh: '表格要求填写的项目不应留空，每个空项单独列出。注册证书号、编制人和编制日期由各自的规则检查；没有读出的项目不算空。',
    en: 'Fields the form asks for should not be blank; each is listed. Certificate numbers, compiler and compiling date have rules of their own; a field that could not be read is not blank.',
  },
  reads: [
    ...ALWAYS.map((path) => `${path}~`),
    ...WHERE_ASKED.map((path) => `${path}?`),
    'conclusion.scope.text?',
    'cover.auditType?',
    'conclusion.outcome?',
  ],
  messages: {
    blank: { zh: '{{field}}未填写。', en: 'The field "{{field}}" is blank.' },
  },
  *check({ report, printed }) {
    // The form wants a recommended scope for a first audit and a recertification that ended well.
    const scopeWanted = report.cover.auditType !== 'surveillance' && report.conclusion.outcome === 'meets';
    const patterns = [...ALWAYS, ...WHERE_ASKED, ...(scopeWanted ? ['conclusion.scope.text'] : [])];
    for (const path of patterns.flatMap((pattern) => expandPath(report, pattern))) {
      const value = valueAt(report, path);
      if ((value !== null && value !== '') || printed(path)?.trim() !== '') continue;
      yield fail('blank', { at: path, data: { reported: '' }, words: { field: fieldName(path) }, basis: [] });
    }
  },
});
