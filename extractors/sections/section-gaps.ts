import type { Block, SectionId, TextLine } from '../../model/index.js';
import { headingWords, setLike, type HeadingWords } from './heading-lines.js';
import { SECTION_1_LABELS } from './labels.js';
import { ANY_BOX } from './marks.js';
import { scanLabels } from './scan-labels.js';
import { indicatorCount, nameOnly } from './score-columns.js';
import { GROUP_NAMES } from './score-words.js';

/** Where a section begins among the blocks, and its heading; null where only its content tells it. */
export interface SectionStart {
  id: Exclude<SectionId, 'cover'>;
  index: number;
  line: TextLine | null;
}

const ORDER: readonly SectionStart['id'][] = ['basic', 'result', 'narrative', 'suggestions', 'conclusion'];

/** Fewer distinct labels of section 1 than this may stand on a cover as well. */
const LABELS_OF_BASIC = 5;

/**
 * The sections found by their headings' words, and those between and around them that only their number tells ("三、运行
 * 情况及抽样" between 二 and 四) or their content: the score table, the labels of section 1, the boxes of the conclusion.
 */
export function withGapsFilled(blocks: readonly Block[], found: readonly (SectionStart & { line: TextLine })[]): SectionStart[] {
  if (found.length === 0) return [];
  const starts: SectionStart[] = [...found, ...byNumber(blocks, found)];
  const add = (id: SectionStart['id'], find: (from: number, to: number) => number | null): void => {
    if (starts.some((start) => start.id === id)) return;
    const order = ORDER.indexOf(id);
    const from = Math.max(-1, ...starts.filter((start) => ORDER.indexOf(start.id) < order).map(({ index }) => index)) + 1;
    const to = Math.min(blocks.length, ...starts.filter((start) => ORDER.indexOf(start.id) > order).map(({ index }) => index));
    const index = from < to ? find(from, to) : null;
    if (index !== null) starts.push({ id, index, line: null });
  };
  add('result', (from, to) => scoreTableIn(blocks, from, to));
  add('basic', (_, to) => basicLabelsIn(blocks, to));
  add('conclusion', (from, to) => recommendationIn(blocks, from, to));
  return starts.sort((a, b) => a.index - b.index);
}

interface NumberedLine extends HeadingWords {
  index: number;
  line: TextLine;
}

/** Lines that stand where a heading with this number is missing and are numbered and set like the others. */
function byNumber(blocks: readonly Block[], found: readonly (SectionStart & { line: TextLine })[]): SectionStart[] {
  const headings = found.map((start) => ({ ...start, read: headingWords(start.line.text) }));
  const [first] = headings;
  const style = first?.read?.style;
  // One heading alone does not tell how the others are numbered.
  if (style == null || headings.length < 2 || headings.some(({ read }) => read?.style?.id !== style.id)) return [];
  const offset = first!.read!.number! - ORDER.indexOf(first!.id);
  if (headings.some(({ id, read }) => read!.number !== ORDER.indexOf(id) + offset)) return [];
  const lines = numberedLines(blocks).filter((each) => each.style?.id === style.id);
  return ORDER.filter((id) => !found.some((start) => start.id === id)).flatMap((id) => {
    const order = ORDER.indexOf(id);
    const from = headings.findLast((heading) => ORDER.indexOf(heading.id) < order)?.index ?? -1;
    const to = headings.find((heading) => ORDER.indexOf(heading.id) > order)?.index ?? blocks.length;
    const fits = lines.filter(
      ({ index, number, line }) =>
        index > from &&
        index < to &&
        number === order + offset &&
        headings.every((heading) => setLike(line, heading.line)) &&
        // An item of a list follows the item before it.
        !lines.some((other) => other.index > from && other.index < index && other.number === number - 1),
    );
    return fits.length === 1 ? [{ id, index: fits[0]!.index, line: fits[0]!.line }] : [];
  });
}

/** The lines that could be numbered headings. */
export function numberedLines(blocks: readonly Block[]): NumberedLine[] {
  return blocks.flatMap((block, index) => {
    const read = block.kind === 'line' ? headingWords(block.line.text) : null;
    return block.kind === 'line' && read !== null && read.number !== null ? [{ ...read, index, line: block.line }] : [];
  });
}

function scoreTableIn(blocks: readonly Block[], from: number, to: number): number | null {
  let total = 0;
  let start: number | null = null;
  for (let index = from; index < to; index++) {
    const block = blocks[index]!;
    const count = block.kind === 'table' ? indicatorCount(block.table) : 0;
    if (count > 0) start ??= index;
    total += count;
  }
  if (start === null || total < 3) return null;
  const above = blocks[start - 1];
  return start > from && above?.kind === 'line' && GROUP_NAMES.test(nameOnly(above.line.text.replace(/\s+/gu, ''))) ? start - 1 : start;
}

/** Where section 1 begins before `to`: on the page after the cover, or where the labels begin that the cover has not. */
function basicLabelsIn(blocks: readonly Block[], to: number): number | null {
  const pageOf = (block: Block): number => (block.kind === 'line' ? block.line.page : block.table.parts[0]!.page);
  const labelsFrom = (from: number): number =>
    new Set(scanLabels(blocks.slice(from, to), SECTION_1_LABELS, null).map(({ label }) => label.key)).size;
  const second = blocks.findIndex((block, index) => index < to && pageOf(block) > pageOf(blocks[0]!));
  if (second > 0 && labelsFrom(second) >= LABELS_OF_BASIC) return second;
  const all = labelsFrom(0);
  if (all < LABELS_OF_BASIC) return null;
  for (let index = to - 1; index > 0; index--) if (labelsFrom(index) === all) return index;
  return null;
}

/** The first line or table with boxes to recommend a certification. */
function recommendationIn(blocks: readonly Block[], from: number, to: number): number | null {
  for (let index = from; index < to; index++) {
    const block = blocks[index]!;
    const texts = block.kind === 'line' ? [block.line.text] : block.table.cells.flatMap((cell) => cell.lines.map(({ text }) => text));
    if (texts.some((text) => ANY_BOX.test(text) && /推荐.{0,2}(?:认证|保持|再认证|恢复|变更|注册|通过)/u.test(text))) return index;
  }
  return null;
}
