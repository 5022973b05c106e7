import { missingSection } from '../../../../validators/rules/completeness/missing-section.js';
import type { AuditReport, SectionId } from '../../../../model/index.js';
import { testRule } from '../../test-rule.js';

/** Takes a section out of the record. */
function drop(report: AuditReport, section: SectionId): void {
  report.observed.sections = report.observed.sections.filter((one) => one !== section);
  report.observed.headings = report.observed.headings.filter((heading) => heading.section !== section);
  if (section === 'suggestions') report.suggestions = null;
  if (section === 'conclusion')
    report.conclusion = {
      outcome: null,
      ticked: null,
      recommendation: null,
      tickedRecommendations: null,
      scope: { text: null, star: null },
      compiler: null,
      compiledDate: null,
    };
  if (section === 'narrative')
    Object.assign(report, { narrative: { text: null, paragraphs: null }, internalEvaluation: { date: null, score: null, people: null } });
  if (section === 'result') {
    report.score = {
      groups: null,
      specialDeduction: null,
      specialBonus: null,
      totalMax: null,
      total: null,
      formulaResult: null,
      deductionLimit: { table: null, principles: null },
    };
    report.result = { score: null, star: null };
  }
}

testRule(missingSection, {
  valid: [
    { name: 'all five' },
    {
      name: 'the cover is no numbered section',
      change: (r) => {
        r.observed.sections.shift();
      },
    },
    {
      name: 'a heading that was not recognised, over fields that were read',
      change: (r) => {
        r.observed.sections = r.observed.sections.filter((one) => one !== 'result');
      },
    },
    {
      name: 'missing pages are stated elsewhere',
      change: (r) => {
        drop(r, 'suggestions');
      },
      stated: { 'completeness/page-missing': 'observed.pageNumbers[1]' },
    },
  ],
  invalid: [
    {
      name: 'no suggestions',
      change: (r) => {
        drop(r, 'suggestions');
      },
      findings: [{ message: 'missing', at: 'suggestions', data: { section: 'suggestions' } }],
    },
    {
      name: 'the headings count on as if it had never been there',
      change: (r) => {
        drop(r, 'suggestions');
        r.observed.headings[3]!.number = 4;
      },
      findings: [{ message: 'missing', at: 'suggestions' }],
    },
    {
      name: 'no conclusion, behind headings that count on',
      change: (r) => {
        drop(r, 'conclusion');
      },
      findings: [{ message: 'missing', at: 'conclusion' }],
    },
    {
      name: 'a strange heading somewhere else',
      change: (r) => {
        drop(r, 'suggestions');
        r.observed.unplacedHeadings = [{ within: 'basic', text: '附表' }];
      },
      findings: [{ message: 'missing', at: 'suggestions' }],
    },
    {
      name: 'no narrative and no suggestions',
      change: (r) => {
        drop(r, 'narrative');
        drop(r, 'suggestions');
      },
      findings: [
        { message: 'missing', at: 'narrative' },
        { message: 'missing', at: 'suggestions' },
      ],
    },
  ],
  open: [
    {
      name: 'a page was not read',
      change: (r) => {
        drop(r, 'suggestions');
        r.observed.unreadPages = [{ page: 3, code: 'needs-ocr' }];
      },
      findings: [{ message: 'notFound', at: 'suggestions' }],
    },
    {
      name: 'headings without numbers do not tell',
      change: (r) => {
        drop(r, 'suggestions');
        for (const heading of r.observed.headings) heading.number = null;
      },
      findings: [{ message: 'notFound', at: 'suggestions' }],
    },
    {
      name: 'a heading in unknown words stands in its place',
      change: (r) => {
        drop(r, 'suggestions');
        r.observed.unplacedHeadings = [{ within: 'narrative', text: '四、后续工作' }];
      },
      findings: [{ message: 'notFound', at: 'suggestions' }],
    },
    {
      name: 'numbers that neither skip it nor close the gap',
      change: (r) => {
        drop(r, 'suggestions');
        r.observed.headings[3]!.number = 7;
      },
      findings: [{ message: 'notFound', at: 'suggestions' }],
    },
    {
      name: 'a section next to it was found by its content alone',
      change: (r) => {
        drop(r, 'suggestions');
        r.observed.headings.pop();
      },
      findings: [{ message: 'notFound', at: 'suggestions' }],
    },
    {
      name: 'most sections were not found',
      change: (r) => {
        drop(r, 'result');
        drop(r, 'narrative');
        drop(r, 'suggestions');
      },
      findings: ['score', 'narrative', 'suggestions'].map((at) => ({ message: 'notFound', at })),
    },
  ],
});
