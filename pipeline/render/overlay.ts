import type { SKRSContext2D } from '@napi-rs/canvas';
import { isDoubtful, type Box, type FileResult, type Page, type Table, type TextLine } from '../../model/index.js';
import type { DrawnPicture } from './document.js';

/** What each thing drawn over a page looks like; the index page repeats it as a legend. */
export const OVERLAY_COLORS = {
  line: '#9aa4ae',
  running: '#c9a227',
  cell: '#0d9488',
  field: '#7c3aed',
  doubtful: '#db2777',
  ticked: '#15803d',
  empty: '#64748b',
  unknown: '#ea580c',
  finding: '#dc2626',
  open: '#4f46e5',
} as const;

/**
 * Draws what was read of a page over its picture: text lines and the stretches of them in doubt, table cells, ticks, fields with their
 * paths, numbered findings.
 * `tables` are those of the whole document: one that goes on over a page break is kept with the page it starts on.
 */
export function drawOverlay({ canvas, scale }: DrawnPicture, page: Page, tables: readonly Table[], result: FileResult): void {
  const context = canvas.getContext('2d');
  const pen = new Pen(context, scale);
  for (const line of page.lines) pen.box(line.box, OVERLAY_COLORS.line, 0.4);
  for (const line of [...page.header, ...page.footer]) pen.box(line.box, OVERLAY_COLORS.running, 0.6, [3, 2]);
  for (const table of tables) drawTable(pen, table, page.number);
  for (const tick of page.ticks) if (tick.page === page.number) pen.box(tick.box, OVERLAY_COLORS[tick.state], 1.2);
  for (const line of [...page.lines, ...linesInCells(tables, page.number)]) drawDoubts(pen, line);
  // Doubtful ones first: a whole that holds one doubtful part must not hide its sure parts.
  const readings = Object.entries(result.provenance).sort(([, a], [, b]) => Number(isDoubtful(b)) - Number(isDoubtful(a)));
  for (const [path, reading] of readings) {
    const color = isDoubtful(reading) ? OVERLAY_COLORS.doubtful : OVERLAY_COLORS.field;
    for (const [index, place] of [reading, ...(reading.more ?? [])].entries()) {
      if (place.page !== page.number) continue;
      pen.box(place.box, color, 0.7);
      if (index === 0) pen.label(place.box, shortPath(path), color);
    }
  }
  for (const [index, { at, related, outcome }] of result.findings.entries()) {
    const color = outcome === 'open' ? OVERLAY_COLORS.open : OVERLAY_COLORS.finding;
    for (const place of [at, ...related]) {
      if (place.page !== page.number || place.box === null) continue;
      pen.box(place.box, color, 1.4, place === at ? [] : [4, 2]);
      pen.number(place.box, index + 1, color);
    }
  }
}

function drawTable(pen: Pen, table: Table, page: number): void {
  for (const part of table.parts) if (part.page === page) pen.box(part.box, OVERLAY_COLORS.cell, 1.2);
  for (const cell of table.cells) if (cell.page === page) pen.box(cell.box, OVERLAY_COLORS.cell, 0.5);
}

function linesInCells(tables: readonly Table[], page: number): TextLine[] {
  return tables.flatMap(({ cells }) => cells.filter((cell) => cell.page === page).flatMap(({ lines }) => lines));
}

/** A stretch that its readers are not sure of is underlaid; one that may be missing has no width and gets a little. */
function drawDoubts(pen: Pen, { doubts, spans, box, text }: TextLine): void {
  for (const { from, to } of doubts ?? []) {
    const left = spans[2 * from] ?? spans.at(-1) ?? box[2];
    const right = to > from ? (spans[2 * to - 1] ?? box[2]) : left;
    if (text !== '') pen.shade([Math.min(left, right - 1), box[1], Math.max(right, left + 1), box[3]], OVERLAY_COLORS.doubtful);
  }
}

/** Draws in points on a picture of `scale` pixels per point. */
class Pen {
  constructor(
    readonly context: SKRSContext2D,
    readonly scale: number,
  ) {}

  box(box: Box, color: string, width: number, dash: number[] = []): void {
    const [x0, y0, x1, y1] = this.#pixels(box);
    this.context.strokeStyle = color;
    this.context.lineWidth = width * this.scale;
    this.context.setLineDash(dash.map((length) => length * this.scale));
    this.context.strokeRect(x0, y0, x1 - x0, y1 - y0);
    this.context.setLineDash([]);
  }

  shade(box: Box, color: string): void {
    const [x0, y0, x1, y1] = this.#pixels(box);
    this.context.fillStyle = `${color}40`;
    this.context.fillRect(x0, y0, x1 - x0, y1 - y0);
  }

  /** A small text on the box's upper edge, right end, where the eye does not read. */
  label(box: Box, text: string, color: string): void {
    const [, y0, x1] = this.#pixels(box);
    this.#tag(text, x1, y0, color, 'rgba(255,255,255,0.85)', 4.6, 'right');
  }

  /** The finding's number before the box. */
  number(box: Box, number: number, color: string): void {
    const [x0, y0] = this.#pixels(box);
    this.#tag(String(number), x0, y0, '#ffffff', color, 7, 'right');
  }

  #tag(text: string, x: number, y: number, ink: string, ground: string, size: number, align: 'right'): void {
    const { context, scale } = this;
    context.font = `${size * scale}px "DejaVu Sans", sans-serif`;
    context.textAlign = align;
    context.textBaseline = 'middle';
    const width = context.measureText(text).width + 2 * scale;
    const right = Math.max(x, width);
    context.fillStyle = ground;
    context.fillRect(right - width, y - size * 0.6 * scale, width, size * 1.2 * scale);
    context.fillStyle = ink;
    context.fillText(text, right - scale, y);
  }

  #pixels(box: Box): Box {
    return box.map((value) => value * this.scale) as Box;
  }
}

/** "score.groups[0].indicators[2].score" -> "groups[0].indicators[2].score": the tail tells fields apart, the head is their section. */
function shortPath(path: string): string {
  const steps = path.split('.');
  return steps.length > 2 ? steps.slice(1).join('.') : path;
}
