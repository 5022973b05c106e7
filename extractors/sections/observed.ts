import type { Choice, Observed, Page, Section } from '../../model/index.js';
import { headingWords } from './heading-lines.js';
import { join, passageOf, piece, readingOf } from './passage.js';
import type { Evidence } from './record.js';
import { unplacedHeadings } from './unplaced-headings.js';

const PROJECT_NUMBER =
  /(?<![\dA-Za-z])(?:\d{3,8}\s?[-－—–]\s?\d{4}\s?[-－—–]\s?[A-Za-z]{1,6}\d?|[A-Z]{1,6}\d{0,4}[-－—–]\d{4}[-－—–]\d{2,8}(?:[-－—–][A-Z]{1,4})?)(?![\dA-Za-z])/u;

/** What the pages show beside the record. `projectNumbers` are the report's own, to know one of any other form again. */
export function readObserved(
  pages: readonly Page[],
  sections: readonly Section[],
  choices: readonly Choice[],
  projectNumbers: readonly string[],
  evidence: Evidence,
): Observed {
  const runningProjectNumbers: string[] = [];
  const pageNumbers: Observed['pageNumbers'] = [];
  for (const page of pages) {
    for (const line of [...page.header, ...page.footer]) {
      const passage = join([passageOf(line)]);
      const match =
        PROJECT_NUMBER.exec(passage.text) ??
        knownNumber(passage.text, projectNumbers) ??
        /(?:项目|合同|任务)(?:编)?号\s*[:：]\s*([\w-]{4,30})/u.exec(passage.text);
      if (match === null) continue;
      const printed = match[1] ?? match[0];
      const value = printed.normalize('NFKC').replace(/\s+/gu, '').replace(/[—–]/gu, '-');
      if (runningProjectNumbers.includes(value)) continue;
      const start = match.index + match[0].length - printed.length;
      evidence.reading(
        `observed.runningProjectNumbers[${runningProjectNumbers.length}]`,
        readingOf(piece(passage, start, start + printed.length)),
      );
      runningProjectNumbers.push(value);
    }
    if (page.printedNumber === null) continue;
    const line = [...page.footer, ...page.header].find(({ text }) => text.includes(String(page.printedNumber)));
    if (line !== undefined) evidence.reading(`observed.pageNumbers[${pageNumbers.length}]`, readingOf(passageOf(line)));
    pageNumbers.push({ page: page.number, printed: page.printedNumber, total: page.printedTotal });
  }
  const unplaced = unplacedHeadings(sections);
  for (const [index, { line }] of unplaced.entries()) evidence.reading(`observed.unplacedHeadings[${index}]`, readingOf(passageOf(line)));
  return {
    sections: sections.map(({ id }) => id),
    headings: readHeadings(sections, evidence),
    unplacedHeadings: unplaced.map(({ within, line }) => ({ within, text: line.text.trim() })),
    choices: [...choices],
    runningProjectNumbers,
    pageNumbers,
    pageCount: pages.length,
    unreadPages: pages.flatMap(({ number, issues }) => issues.map(({ code }) => ({ page: number, code }))),
    tableIssues: pages.flatMap(({ number, tables }) => tables.flatMap(({ issues }) => issues.map((issue) => ({ page: number, issue })))),
  };
}

function readHeadings(sections: readonly Section[], evidence: Evidence): Observed['headings'] {
  const headings = sections.flatMap(({ id, heading }) => (heading === null ? [] : [{ id, heading }]));
  return headings.map(({ id, heading }, index) => {
    evidence.reading(`observed.headings[${index}]`, readingOf(passageOf(heading)));
    return { section: id, number: headingWords(heading.text)?.number ?? null };
  });
}

function knownNumber(text: string, numbers: readonly string[]): { index: number; 0: string; 1?: string } | null {
  for (const number of numbers) {
    const index = text.indexOf(number);
    if (index >= 0) return { index, 0: number };
  }
  return null;
}
