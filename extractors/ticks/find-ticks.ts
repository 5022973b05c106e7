import { TICK_CHARACTER, type Box, type Tick, type TickState } from '../../model/index.js';
import { glyphBox, type Glyph, type Shape } from '../pdf/content.js';
import { isPrivateUse, letteredFonts } from '../pdf/quality.js';
import type { Widget } from '../pdf/widgets.js';
import { isNamed, MARK_CHARACTER, markOf, type Mark } from './marks.js';
import { areaOf, isRectangle, overlap, squaresOf, squareSized, type Square } from './squares.js';

/** Fills darker than this tick a box, lighter than the other leave it empty; between them nobody can say. */
const DARK = 0.55;
const LIGHT = 0.8;
/** A box further than this (points) from any letter of its line belongs to a drawing, not to a form. */
const BESIDE = 24;
/** Checks drawn as paths are no larger than this (points). */
const LARGEST_MARK = 40;

export interface PageDrawing {
  page: number;
  glyphs: readonly Glyph[];
  shapes: readonly Shape[];
  widgets: readonly Widget[];
}

export interface FoundTicks {
  ticks: Tick[];
  /** The page's glyphs with each tick as one glyph whose text is a TICK_CHARACTER; marks inside boxes are gone. */
  glyphs: Glyph[];
  /** Painted shapes that are no part of a tick. */
  shapes: Shape[];
}

interface Candidate {
  box: Box;
  kind: Tick['kind'];
  /** What each observer saw; they may contradict each other. */
  seen: TickState[];
  /** Font size and baseline for the line the tick stands in. */
  size: number;
  y: number;
}

/** Finds tick boxes drawn as glyphs, as shapes and as form widgets, and what stands on them. */
export function findTicks({ page, glyphs, shapes, widgets }: PageDrawing): FoundTicks {
  const marked = glyphs.map((glyph) => ({ glyph, mark: markOf(glyph) }));
  const checks = marked.filter(({ mark, glyph }) => mark === 'check' || mark === 'cross' || /^[xXvV]$/.test(glyph.text));
  const candidates: Candidate[] = widgets.map(({ box, state }) => ({ box, kind: 'widget', seen: [state], ...standing(box) }));
  const consumed = new Set<Glyph>();

  for (const { glyph, mark } of marked) {
    if (mark !== 'ticked' && mark !== 'empty') continue;
    consumed.add(glyph);
    merge(candidates, { box: glyphBox(glyph), kind: 'glyph', seen: [mark], size: glyph.size, y: glyph.y });
  }
  for (const glyph of namelessBoxes(marked)) {
    consumed.add(glyph);
    merge(candidates, { box: glyphBox(glyph), kind: 'glyph', seen: ['unknown'], size: glyph.size, y: glyph.y });
  }
  const isolated = squaresOf(shapes).filter((square, _, all) => !all.some((other) => other !== square && touching(square.box, other.box)));
  for (const square of isolated) {
    const overlapping = candidates.some((candidate) => overlap(candidate.box, square.box) > 0.4);
    if (!overlapping && !standsInLine(square, marked, glyphs)) continue;
    merge(candidates, { box: square.box, kind: 'vector', seen: [stateOfFill(square)], ...standing(square.box) });
  }

  const free = shapes.filter((shape) => !candidates.some(({ box }) => within(shape.box, box, 1)));
  const small = shapes.filter(({ box }) => box[2] - box[0] <= LARGEST_MARK && box[3] - box[1] <= LARGEST_MARK);
  for (const candidate of candidates) {
    for (const { glyph } of checks) {
      if (consumed.has(glyph) || !standsOn(glyphBox(glyph), candidate.box)) continue;
      if (/^[xXvV]$/.test(glyph.text) && candidate.kind === 'glyph') continue;
      consumed.add(glyph);
      candidate.seen.push('ticked');
    }
    if (candidate.kind !== 'widget' && small.some((shape) => isMark(shape, candidate.box))) candidate.seen.push('ticked');
  }

  const ticks = candidates.map(({ box, kind, seen }): Tick => ({ page, box, kind, state: agreed(seen) }));
  const rest = marked.filter(({ glyph }) => !consumed.has(glyph)).map(({ glyph, mark }) => plain(glyph, mark));
  const standIns = candidates.map(({ box, size, y }, index): Glyph => {
    const text = TICK_CHARACTER[ticks[index]!.state];
    return { text, unicode: text, code: 0, font: '', x0: box[0], x1: box[2], y, size };
  });
  return { ticks, glyphs: rest.concat(standIns), shapes: free };
}

/**
 * Signs without a name, of a font that prints no letters, of which a line has several, each before a word: boxes, of which
 * nobody can say what they show. One by itself is a bullet, or stands for anything: it stays as it is.
 */
function namelessBoxes(marked: readonly { glyph: Glyph; mark: Mark | null }[]): Glyph[] {
  const signs = marked.flatMap(({ glyph, mark }, index) => (mark === null && isPrivateUse(glyph.text) ? [{ glyph, index }] : []));
  if (signs.length === 0) return [];
  const lettered = letteredFonts(marked.map(({ glyph }) => glyph));
  const leading = signs.filter(({ glyph, index }) => {
    const next = marked.slice(index + 1, index + 3).find((other) => other.glyph.text !== ' ')?.glyph;
    return !lettered.has(glyph.font) && next !== undefined && beside(glyph, next) && /^\p{L}/u.test(next.text);
  });
  const options = [...leading.map(({ glyph }) => glyph), ...marked.flatMap(({ glyph, mark }) => (isBox(mark) ? [glyph] : []))];
  return leading.flatMap(({ glyph }) =>
    options.some((other) => other !== glyph && Math.abs(other.y - glyph.y) < glyph.size * 0.3) ? [glyph] : [],
  );
}

function isBox(mark: Mark | null): boolean {
  return mark === 'ticked' || mark === 'empty';
}

function beside(left: Glyph, right: Glyph): boolean {
  return Math.abs(left.y - right.y) < left.size * 0.3 && right.x0 - left.x1 > -1 && right.x0 - left.x1 < left.size;
}

/** A box is marked by whoever saw a mark; two who saw opposite boxes contradict each other. */
function agreed(seen: readonly TickState[]): TickState {
  if (seen.includes('unknown')) return 'unknown';
  return seen.includes('ticked') ? 'ticked' : 'empty';
}

/** A check in a symbol font is a Latin letter by name: it becomes the character it shows. */
function plain(glyph: Glyph, mark: Mark | null): Glyph {
  const stays = mark === null || mark === 'ticked' || mark === 'empty' || isNamed(glyph.text);
  return stays ? glyph : { ...glyph, text: MARK_CHARACTER[mark] };
}

function merge(candidates: Candidate[], found: Candidate): void {
  const other = candidates.find((candidate) => overlap(candidate.box, found.box) > 0.4);
  if (other === undefined) {
    candidates.push(found);
    return;
  }
  if (other.kind === 'widget') {
    // The widget is drawn over what the page shows below it; a mark below a box that is off contradicts it.
    if (found.seen.includes('ticked') && other.seen.includes('empty')) other.seen.push('unknown');
    return;
  }
  other.seen.push(...found.seen);
  if (areaOf(found.box) > areaOf(other.box) && found.kind === other.kind) other.box = found.box;
}

/** Where a box without a font stands in its line: as if it were a letter of its height. */
function standing([, y0, , y1]: Box): Pick<Candidate, 'size' | 'y'> {
  const height = y1 - y0;
  return { size: height * 1.15, y: y1 - height * 0.1 };
}

function stateOfFill({ fill }: Square): TickState {
  if (fill === null || fill > LIGHT) return 'empty';
  return fill < DARK ? 'ticked' : 'unknown';
}

/** Whether letters stand beside a box, and none in it but a check. */
function standsInLine(
  { box, outlined }: Square,
  marked: readonly { glyph: Glyph; mark: Mark | null }[],
  glyphs: readonly Glyph[],
): boolean {
  const middle = (box[1] + box[3]) / 2;
  let beside: Glyph | null = null;
  for (const [index, glyph] of glyphs.entries()) {
    if (glyph.text === ' ' || middle < glyph.y - glyph.size || middle > glyph.y + glyph.size * 0.3) continue;
    const centre = (glyph.x0 + glyph.x1) / 2;
    if (centre > box[0] && centre < box[2]) {
      const mark = marked[index]!.mark;
      if (mark === null && !/^[xXvV]$/.test(glyph.text)) return false;
    } else if (glyph.x0 - box[2] <= BESIDE && box[0] - glyph.x1 <= BESIDE && (beside === null || glyph.x0 >= box[2])) {
      beside = glyph;
    }
  }
  if (beside === null) return false;
  // A dark square without outline much smaller than the letters is a list bullet.
  return outlined || box[3] - box[1] >= beside.size * 0.55;
}

/** Checks are written large and off centre: their middle must fall on the box, or most of the box under them. */
function standsOn(mark: Box, box: Box): boolean {
  const x = (mark[0] + mark[2]) / 2;
  const y = (mark[1] + mark[3]) / 2;
  const slackX = (box[2] - box[0]) * 0.25;
  const slackY = (box[3] - box[1]) * 0.35;
  return x > box[0] - slackX && x < box[2] + slackX && y > box[1] - slackY && y < box[3] + slackY && overlap(mark, box) > 0.35;
}

/** A painted shape on a box that is neither the box nor its ground: slanting strokes, a filled check or spot. */
function isMark(shape: Shape, box: Box): boolean {
  const [x0, y0, x1, y1] = shape.box;
  const side = box[2] - box[0];
  if (x1 - x0 > side * 2.2 || y1 - y0 > (box[3] - box[1]) * 2.2 || !standsOn([x0, y0, Math.max(x1, x0 + 0.1), Math.max(y1, y0 + 0.1)], box))
    return false;
  if (areaOf(shape.box) > areaOf(box) * 0.8 && squareSized(shape.box) && (shape.curved || isRectangle(shape))) return false;
  if (shape.stroke !== null && shape.stroke < 0.9) return shape.curved || slants(shape.points);
  return shape.fill !== null && Math.min(x1 - x0, y1 - y0) > side * 0.25 && (shape.fill < DARK || !isRectangle(shape));
}

function slants(points: readonly number[]): boolean {
  for (let index = 0; index + 3 < points.length; index += 2) {
    if (Math.abs(points[index + 2]! - points[index]!) > 1.2 && Math.abs(points[index + 3]! - points[index + 1]!) > 1.2) return true;
  }
  return false;
}

function touching(one: Box, other: Box): boolean {
  if (overlap(one, other) > 0.5) return false;
  return one[0] <= other[2] + 1 && other[0] <= one[2] + 1 && one[1] <= other[3] + 1 && other[1] <= one[3] + 1;
}

function within(inner: Box, outer: Box, slack: number): boolean {
  return inner[0] >= outer[0] - slack && inner[1] >= outer[1] - slack && inner[2] <= outer[2] + slack && inner[3] <= outer[3] + slack;
}
