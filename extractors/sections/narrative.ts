import type { AuditReport, Block, TextLine } from '../../model/index.js';
import { freeText } from './normalise/texts.js';
import { paragraphsOf, type Frame } from './paragraphs.js';
import type { Passage } from './passage.js';
import type { Evidence } from './record.js';
import { cellParagraphs } from './scan-labels.js';

/** Sections 3 and 4: prose told into paragraphs. */
export function proseParagraphs(blocks: readonly Block[], frame: Frame | null): Passage[] {
  const result: Passage[] = [];
  let lines: TextLine[] = [];
  const flush = (): void => {
    result.push(...paragraphsOf(lines, frame, { prose: true }));
    lines = [];
  };
  for (const block of blocks) {
    if (block.kind === 'line') lines.push(block.line);
    else {
      flush();
      for (const cell of block.table.cells) result.push(...cellParagraphs(cell));
    }
  }
  flush();
  return result.filter(({ text }) => text.trim() !== '');
}

/** The narrative's paragraphs and, put together, its text. */
export function readNarrative(paragraphs: readonly Passage[], evidence: Evidence): AuditReport['narrative'] {
  const texts = paragraphs.flatMap((each, index) => evidence.value(`narrative.paragraphs[${index}]`, freeText(each.text), each) ?? []);
  const text = texts.join('\n');
  const places = paragraphs.map((_, index) => evidence.provenance[`narrative.paragraphs[${index}]`]).filter((each) => each !== undefined);
  const [first, ...rest] = places.flatMap((each) => [{ page: each.page, box: each.box }, ...(each.more ?? [])]);
  if (first === undefined) return { text: null, paragraphs: [] };
  const confidences = places.map(({ confidence }) => confidence).filter((each) => each !== null);
  evidence.reading('narrative.text', {
    ...first,
    text,
    confidence: confidences.length === 0 ? null : Math.min(...confidences),
    readers: [...new Set(places.flatMap(({ readers }) => readers))],
    more: rest,
  });
  return { text, paragraphs: texts };
}

/** The suggestions, one per paragraph. */
export function readSuggestions(paragraphs: readonly Passage[], evidence: Evidence): string[] {
  return paragraphs.flatMap((each, index) => evidence.value(`suggestions[${index}]`, freeText(each.text), each) ?? []);
}
