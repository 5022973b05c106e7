import type { Observed, Section, TextLine } from '../../model/index.js';
import { headingWords, setLike } from './heading-lines.js';
import { numberedLines } from './section-gaps.js';
import { GROUP_NAMES } from './score-words.js';
import { nameOnly } from './score-columns.js';

export interface UnplacedHeading {
  within: Observed['sections'][number];
  line: TextLine;
}

/**
 * Lines set and numbered like the headings of the sections found, or as large as they are where those stand out, which
 * head none: what is under one of them may be a section nobody recognised.
 */
export function unplacedHeadings(sections: readonly Section[]): UnplacedHeading[] {
  const headings = sections.flatMap(({ heading }) => (heading === null ? [] : [heading]));
  const sizes = sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'line' ? Array.from(block.line.text, () => block.line.size) : [])),
  );
  const usual = sizes.sort((a, b) => a - b)[Math.floor(sizes.length / 2)] ?? 0;
  const styles = headings.map(({ text }) => headingWords(text)?.style?.id);
  const large = Math.min(...headings.map(({ size }) => size));
  const firstPage = Math.min(
    ...sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'line' ? [block.line.page] : []))),
  );
  return sections.flatMap(({ id, blocks }) => {
    const numbered = numberedLines(blocks);
    const isItem = (index: number, number: number): boolean => numbered.some((other) => other.index < index && other.number === number - 1);
    const alike = numbered.filter(
      ({ index, style, number, line }) =>
        styles.includes(style?.id) && headings.some((heading) => setLike(line, heading)) && !isItem(index, number ?? 0),
    );
    const printed = blocks.flatMap((block) => {
      if (block.kind === 'line') return [block.line];
      const { cells, columns } = block.table;
      return cells
        .filter(({ columnSpan, lines }) => columns > 1 && columnSpan === columns && lines.length === 1)
        .flatMap(({ lines }) => lines);
    });
    const outstanding = printed.filter(
      (line) =>
        line.size > large - 0.5 &&
        large > usual * 1.08 &&
        !(id === 'cover' && line.page === firstPage) &&
        !/[\d=＝]/u.test(headingWords(line.text)?.words ?? '=') &&
        !GROUP_NAMES.test(nameOnly(line.text)),
    );
    return [...new Set([...alike.map(({ line }) => line), ...outstanding])].map((line) => ({ within: id, line }));
  });
}
