import {
  describeError,
  type ErrorCode,
  type ErrorDetails,
  type LocalizedText,
  type Page,
  type PageIssue,
  type Tick,
} from '../../model/index.js';
import type { Glyph } from '../pdf/content.js';
import type { PageOutcome } from '../pdf/engine.js';
import { REASONS, refusalReasons } from '../pdf/quality.js';
import { alignedTablesOf } from '../tables/alignment.js';
import { edgesOf } from '../tables/edges.js';
import { gridsOf, tablesOf, type RuledGrid } from '../tables/tables.js';
import { findTicks } from '../ticks/find-ticks.js';
import { inlineTicks } from '../ticks/inline.js';
import { linesOf } from './lines.js';

type Language = keyof LocalizedText;

/** A page of which nothing is known yet but its size. */
export function blankPage({ number, width, height, rotation }: Pick<Page, 'number' | 'width' | 'height' | 'rotation'>): Page {
  return {
    number,
    width,
    height,
    rotation,
    source: 'text',
    issues: [],
    lines: [],
    tables: [],
    ticks: [],
    header: [],
    footer: [],
    printedNumber: null,
    printedTotal: null,
  };
}

/** One drawn page as lines, tables and ticks; running headers and joins over pages come later. */
export function readPage(drawn: PageOutcome, language: Language): Page {
  const { number, width, height } = drawn;
  const page = blankPage(drawn);
  const report = (code: ErrorCode, details: ErrorDetails): void => void page.issues.push(issueOf(code, details, language));
  if ('failure' in drawn) {
    report('page/failed', { reason: drawn.failure });
    return page;
  }
  const { content, widgets, undecoded } = drawn;
  const { glyphs, shapes, ticks } = findTicks({ page: number, glyphs: content.glyphs, shapes: content.shapes, widgets });
  const reasons = refusalReasons({
    width,
    height,
    glyphs,
    images: content.images,
    invisible: content.invisible,
    rotated: content.rotated.length,
  });
  if (undecoded > 0) report('page/image-undecoded', { count: undecoded });
  if (reasons.length > 0) {
    page.source = 'scan';
    const separator = { zh: '；', en: '; ' }[language];
    report('needs-ocr', { reasons: reasons.map((reason) => REASONS[reason][language]).join(separator) });
    return page;
  }
  layOut(page, glyphs, ticks, gridsOf(edgesOf(shapes)));
  return page;
}

/** Lays a page's glyphs out as tables and lines; ticks known by their looks come along, those told by brackets and checks are added. */
export function layOut(page: Page, glyphs: readonly Glyph[], ticks: readonly Tick[], grids: readonly RuledGrid[]): void {
  const ruled = tablesOf(grids, glyphs, page.number);
  const aligned = alignedTablesOf(linesOf(ruled.rest, page.number), page.number);
  const tables = [...ruled.tables, ...aligned.tables].sort((a, b) => a.parts[0]!.box[1] - b.parts[0]!.box[1]);
  const body = inlineTicks(aligned.rest);
  page.lines = body.lines;
  page.ticks = [...ticks, ...body.ticks];
  for (const cell of tables.flatMap((table) => table.cells)) {
    const read = inlineTicks(cell.lines);
    cell.lines = read.lines;
    page.ticks.push(...read.ticks);
  }
  page.ticks.sort((a, b) => a.box[3] - b.box[3] || a.box[0] - b.box[0]);
  page.tables = tables;
}

/** An issue of the catalogue as a page carries it. */
export function issueOf(code: ErrorCode, details: ErrorDetails, language: Language): PageIssue {
  return { code, message: describeError(code, details, language).message };
}
