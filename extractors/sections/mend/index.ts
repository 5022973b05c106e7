import type { Block, TextLine } from '../../../model/index.js';
import { isScanned } from '../line-trust.js';
import { withWholeFigures } from './figures.js';
import { withKnownCode, withKnownHeading, withKnownLabels, withKnownOptions, withKnownPhrases, withKnownProvince } from './forms.js';
import { hasWideMarks, isNoise, usualSize, withPlainMarks } from './marks.js';
import { mendTable } from './tables.js';

/**
 * Blocks in which words of closed lists (headings, labels, option words, indicator and role names, standard codes) that an engine
 * misread are put right, so that forms are understood; what was read stays with every line (see MendedLine), and values put right
 * stay doubtful unless another reader reads just them. Born-digital text is not touched.
 */
export function mendBlocks(blocks: readonly Block[]): readonly Block[] {
  const scanned = blocks.some((block) =>
    block.kind === 'line' ? isScanned(block.line) : block.table.cells.some(({ lines }) => lines.some(isScanned)),
  );
  if (!scanned) return blocks;
  const usual = usualSize(blocks);
  const printed = blocks.flatMap((block) => withoutNoise(block, usual));
  const mark = headingMark(printed);
  const wide = hasWideMarks(printed);
  const mend = (line: TextLine): TextLine => mendLine(line, wide);
  return printed.map((block): Block => {
    if (block.kind === 'table') return { kind: 'table', table: withWholeFiguresIn(mendTable(block.table, mend)) };
    if (!isScanned(block.line)) return block;
    const headed = withKnownHeading(block.line, mark);
    return { kind: 'line', line: headed === block.line ? mend(block.line) : headed };
  });
}

const STEPS = [withWholeFigures, withKnownCode, withKnownProvince, withKnownLabels, withKnownPhrases, withKnownOptions] as const;

function mendLine(line: TextLine, wide: boolean): TextLine {
  if (!isScanned(line)) return line;
  // Words that are surely known come first: a label beside them is then found by what is left.
  return STEPS.reduce((mended, step) => step(mended), withPlainMarks(line, wide));
}

function withWholeFiguresIn(table: Extract<Block, { kind: 'table' }>['table']): typeof table {
  const cells = table.cells.map((cell) => ({
    ...cell,
    lines: cell.lines.map((line) => (isScanned(line) ? withWholeFigures(line) : line)),
  }));
  return { ...table, cells };
}

function withoutNoise(block: Block, usual: number): Block[] {
  if (block.kind === 'line') return isNoise(block.line, usual) ? [] : [block];
  const { table } = block;
  if (!table.cells.some(({ lines }) => lines.some((line) => isNoise(line, usual)))) return [block];
  const cells = table.cells.map((cell) => ({
    ...cell,
    lines: cell.lines.filter((line) => cell.lines.length === 1 || !isNoise(line, usual)),
  }));
  return [{ kind: 'table', table: { ...table, cells } }];
}

/** The mark most lines that begin with a number have behind it, for headings that lost theirs; '' for none. */
function headingMark(blocks: readonly Block[]): string {
  const counts = new Map<string, number>();
  for (const block of blocks) {
    const mark = block.kind === 'line' ? /^\s*[\d一二三四五]([.．、])\s*[\u4e00-\u9fff]{2,30}\s*$/u.exec(block.line.text)?.[1] : undefined;
    if (mark !== undefined) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}
