import type { Doubt, Page, TextLine } from '../../../model/index.js';
import { paper, textLine } from './paper.js';

/**
 * A line as two engines give it back: "{读到|另读}" is what the first read and, behind the bar, what the second has there; "{读到}"
 * is doubted with nothing in its place.
 */
export function scannedLine(source: string, confidence = 0.98): TextLine {
  const doubts: Doubt[] = [];
  let text = '';
  for (const part of source.split(/(\{[^}]*\})/u)) {
    const [, read, other] = /^\{([^|}]*)(?:\|([^}]*))?\}$/u.exec(part) ?? [];
    const from = text.length;
    text += read ?? part;
    if (read === undefined) continue;
    doubts.push({
      from,
      to: text.length,
      confidence: 0.5,
      others: other === undefined ? [] : [{ reader: 'tesseract', text: other }],
    });
  }
  const line: TextLine = { ...textLine(1, text, 60, 60), confidence, readers: ['paddle', 'tesseract'] };
  return doubts.length === 0 ? line : { ...line, doubts };
}

/** Pages of plain text (see paper.ts) as scans, all of it sure; `change` puts other lines in place of some. */
export function scannedPaper(text: string, change: (line: TextLine) => TextLine = (line) => line): Page[] {
  const scanned = (line: TextLine): TextLine => change({ ...line, confidence: 0.99, readers: ['paddle', 'tesseract'] });
  return paper(text).map((page) => ({
    ...page,
    source: 'scan',
    lines: page.lines.map(scanned),
    tables: page.tables.map((table) => ({ ...table, cells: table.cells.map((cell) => ({ ...cell, lines: cell.lines.map(scanned) })) })),
  }));
}
