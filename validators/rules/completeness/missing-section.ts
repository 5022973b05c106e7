import { leaves, valueAt, type AuditReport, type SectionId } from '../../../model/index.js';
import { defineRule, fail, open } from '../../rule.js';
import { SECTION_NAMES } from '../../words/terms.js';

/** The five numbered sections and where the record keeps what they say. */
const SECTIONS: readonly { id: SectionId; number: number; path: string; also?: string }[] = [
  { id: 'basic', number: 1, path: 'basic' },
  { id: 'result', number: 2, path: 'score', also: 'result' },
  { id: 'narrative', number: 3, path: 'narrative', also: 'internalEvaluation' },
  { id: 'suggestions', number: 4, path: 'suggestions' },
  { id: 'conclusion', number: 5, path: 'conclusion' },
];

export const missingSection = defineRule({
  id: 'completeness/missing-section',
  severity: 'warning',
  title: { zh: '缺少章节', en: 'A section is missing' },
  description: {
    zh: '报告应有基本信息、审查结果、概述、改进建议、评价结论五个部分。只有全部页面都已读出、其余章节也已找到、并且没有读到该部分的任何内容时才判为缺少；否则需要看原件。缺页由 completeness/page-missing 说明。',
    en: 'A report has five sections. One is called missing only when every page was read, the other sections were found and none of its fields was; otherwise a person has to look. Missing pages are stated by completeness/page-missing.',
  },
  reads: [
    'observed.sections',
    'observed.unreadPages',
    'basic?',
    'score?',
    'result?',
    'narrative?',
    'internalEvaluation?',
    'suggestions?',
    'conclusion?',
  ],
  after: ['completeness/page-missing'],
  messages: {
    missing: {
      zh: '缺少第 {{number}} 部分“{{section}}”：全部页面中都没有它的标题和内容。',
      en: 'Section {{number}}, {{section}}, is missing: neither its heading nor its content is on any page.',
    },
    notFound: {
      zh: '没有找到第 {{number}} 部分“{{section}}”，但报告没有全部读出，请看原件是否缺少。',
      en: 'Section {{number}}, {{section}}, was not found, but not all of the report could be read: look whether it is missing.',
    },
  },
  *check({ report, stated }) {
    const { observed } = report;
    if (stated('completeness/page-missing')) return;
    const missing = SECTIONS.filter(
      ({ id, path, also }) => !observed.sections.includes(id) && !hasContent(report, path) && !hasContent(report, also),
    );
    const readWhole = observed.unreadPages.length === 0 && missing.length <= 2;
    for (const { id, number, path } of missing) {
      const verdict = readWhole ? fail : open;
      yield verdict(readWhole ? 'missing' : 'notFound', {
        at: path,
        data: { section: id },
        words: { number, section: SECTION_NAMES[id] },
        basis: [],
      });
    }
  },
});

/** A section whose fields were read is there, whatever its heading says. */
function hasContent(report: AuditReport, path: string | undefined): boolean {
  return path !== undefined && [...leaves(valueAt(report, path))].some(({ value }) => value !== null && value !== undefined);
}
