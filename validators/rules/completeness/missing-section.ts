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
    zh: '报告应有基本信息、审查结果、概述、改进建议、评价结论五个部分。只有全部页面都已读出、没有读到该部分的任何内容、前后章节的编号正好跳过或接上这一部分、而且应在之处没有其他像标题的文字时才判为缺少；否则需要看原件。缺页由 completeness/page-missing 说明。',
    en: 'A report has five sections. One is called missing only when every page was read, none of its fields was, the numbers of the headings around it skip it or close the gap, and no unknown heading stands in its place; otherwise a person has to look. Missing pages are stated by completeness/page-missing.',
  },
  reads: [
    'observed.sections',
    'observed.unreadPages',
    'observed.headings?',
    'observed.unplacedHeadings?',
    'basic?',
    'score?',
    'result?',
    'narrative?',
    'internalEvaluation?',
    'suggestions?',
    'conclusion?',
  ],
  after: ['completeness/page-missing'],
  absence: ['missing'],
  messages: {
    missing: {
      zh: '缺少第 {{number}} 部分“{{section}}”：全部页面中都没有它的标题和内容。',
      en: 'Section {{number}}, {{section}}, is missing: neither its heading nor its content is on any page.',
    },
    notFound: {
      zh: '没有找到第 {{number}} 部分“{{section}}”，但不能确定报告中没有，请看原件是否缺少。',
      en: 'Section {{number}}, {{section}}, was not found, but it cannot be told for sure that it is not there: look whether it is missing.',
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
      const sure = readWhole && numbersTell(observed, id);
      const verdict = sure ? fail : open;
      yield verdict(sure ? 'missing' : 'notFound', {
        at: path,
        data: { section: id },
        words: { number, section: SECTION_NAMES[id] },
        basis: [],
      });
    }
  },
});

/**
 * Whether the headings themselves say that a section was left out: those around it are numbered as if it had been counted
 * (三, 五) or had never been there (三, 四), and no line between them could be its heading in other words.
 */
function numbersTell({ headings, sections, unplacedHeadings }: AuditReport['observed'], missing: SectionId): boolean {
  const order = (id: SectionId): number => SECTIONS.findIndex((section) => section.id === id);
  const found = SECTIONS.filter(({ id }) => sections.includes(id)).map(({ id }) => id);
  if (headings.length < 2 || headings.length < found.length || headings.some(({ number }) => number === null)) return false;
  const before = headings.findLast(({ section }) => order(section) < order(missing));
  const after = headings.find(({ section }) => order(section) > order(missing));
  const place = before?.section ?? 'cover';
  if (unplacedHeadings.some(({ within }) => within === place)) return false;
  const [from, to] = [before?.number ?? 0, after?.number ?? null];
  // Behind the last heading there is no number to tell: those before it must at least count on without a gap.
  if (to === null)
    return headings.every(({ number }, index) => number === headings[0]!.number! + index || number === order(headings[index]!.section) + 1);
  const steps = order(after!.section) - (before === undefined ? -1 : order(before.section));
  return to - from === 1 || to - from === steps;
}

/** A section whose fields were read is there, whatever its heading says. */
function hasContent(report: AuditReport, path: string | undefined): boolean {
  return path !== undefined && [...leaves(valueAt(report, path))].some(({ value }) => value !== null && value !== undefined);
}
