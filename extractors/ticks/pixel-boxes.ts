import type { Box } from '../../model/index.js';
import type { GreyImage } from '../image/image.js';

/** An outlined or solid square seen on a picture; `box` in pixels round the outside of its outline. */
export interface PixelBox {
  box: Box;
  /** Thickness of its thinnest side in pixels. */
  line: number;
  /** Part of its outline that is inked, the worst side. */
  closed: number;
  solid: boolean;
}

/** A horizontal bar of ink: rows [top, bottom), columns [from, to). */
interface Bar {
  from: number;
  to: number;
  top: number;
  bottom: number;
}

/** Sides of tick boxes (points), and how far from square they may be. */
export const SMALLEST = 5;
export const LARGEST = 17;
const ASPECT = 1.3;
/** Breaks in a side up to this (points) are closed. */
const BREAK = 0.7;
/** The thickest side (points): shadowed boxes have two of them. */
export const THICKEST = 2.6;
/** Sides of one box agree to within this part of its size. */
const AGREE = 0.14;
/** Upper and lower side are straight over this part of the box. */
const STRAIGHT = 0.72;
/** Rows inked over this part of a box's width belong to its upper or lower side. */
const WHOLE = 0.85;
/** A solid square in dots has ink on this part of it. */
export const GRAINY = 0.85;
/** The widest gap in a side, in parts of it. */
const GAP = 0.16;
/** The least part of each side that is drawn. */
const CLOSED = 0.78;
/** The least part of a side of dots that is drawn, in one column or the next. */
const DOTTED = 0.97;

/**
 * Squares by their four sides, wherever those stand: touching letters or strokes that stick out do not hide them. Greys below `ink` are
 * outline, those below `black` can be parts of a solid square.
 */
export function pixelBoxes(grey: GreyImage, scale: number, ink: number, black: number): PixelBox[] {
  // Sides as they are, and with their breaks closed; the latter may reach into a letter beside.
  const breaks = Math.max(1, Math.round(BREAK * scale));
  const outline = inkRuns(grey, ink);
  const filling = inkRuns(grey, black);
  const bars = [...barsAmong(outline, scale, 0), ...barsAmong(outline, scale, breaks)];
  const found: PixelBox[] = [];
  const solids = barsAmong(filling, scale, 0)
    .filter((bar) => isSolid(bar, scale))
    .map((bar): PixelBox => {
      return { box: [bar.from, bar.top, bar.to, bar.bottom], line: bar.bottom - bar.top, closed: 1, solid: true };
    });
  solids.push(...grainy(grey, barsAmong(filling, scale, breaks), scale, black, solids));
  const sides = bars.filter((bar) => bar.bottom - bar.top <= THICKEST * scale + 1).sort((a, b) => a.top - b.top);
  for (let upper = 0; upper < sides.length; upper++) {
    const top = sides[upper]!;
    for (let lower = upper + 1; lower < sides.length; lower++) {
      const bottom = sides[lower]!;
      if (bottom.top - top.top > LARGEST * scale) break;
      for (const between of boxesBetween(top, bottom, scale)) {
        const box = withWholeSides(grey, between, ink, scale);
        const closed = closedOf(grey, box, ink, scale);
        if (closed < CLOSED) continue;
        found.push({ box, line: Math.min(top.bottom - top.top, bottom.bottom - bottom.top), closed, solid: false });
      }
    }
  }
  return [...solids, ...found];
}

/** Runs of ink by rows: run i of a row lies between `ends[2 * i]` and `ends[2 * i + 1]`; a row's runs begin at `rows[row]`. */
interface InkRuns {
  rows: Uint32Array;
  ends: number[];
}

function inkRuns({ width, height, data }: GreyImage, ink: number): InkRuns {
  const rows = new Uint32Array(height + 1);
  const ends: number[] = [];
  for (let row = 0; row < height; row++) {
    const end = (row + 1) * width;
    for (let at = row * width; at < end; at++) {
      if (data[at]! >= ink) continue;
      ends.push(at - row * width);
      while (at < end && data[at]! < ink) at++;
      ends.push(at - row * width);
    }
    rows[row + 1] = ends.length >> 1;
  }
  return { rows, ends };
}

/** Runs of ink as long as a side, those of neighbouring rows with the same ends as one bar; see {@link barsAmong}. */
export function barsOf(grey: GreyImage, scale: number, ink: number, breaks: number): Bar[] {
  return barsAmong(inkRuns(grey, ink), scale, breaks);
}

/** Bars of a page's runs of ink; up to `breaks` pixels of paper part no run. */
function barsAmong({ rows, ends }: InkRuns, scale: number, breaks: number): Bar[] {
  const shortest = Math.max(4, Math.floor(SMALLEST * scale * 0.72));
  const longest = Math.ceil(LARGEST * scale * 1.1);
  const slack = Math.max(2, Math.round(0.9 * scale));
  const bars: Bar[] = [];
  let open: Bar[] = [];
  for (let row = 0; row + 1 < rows.length; row++) {
    const next: Bar[] = [];
    for (let run = rows[row]!; run < rows[row + 1]!; run++) {
      const from = ends[2 * run]!;
      while (run + 1 < rows[row + 1]! && ends[2 * run + 2]! - ends[2 * run + 1]! <= breaks) run++;
      const to = ends[2 * run + 1]!;
      if (to - from < shortest || to - from > longest) continue;
      const same = open.findIndex((bar) => Math.abs(bar.from - from) <= slack && Math.abs(bar.to - to) <= slack);
      if (same === -1) next.push({ from, to, top: row, bottom: row + 1 });
      else {
        const [bar] = open.splice(same, 1);
        bar!.bottom = row + 1;
        bar!.from = Math.min(bar!.from, from);
        bar!.to = Math.max(bar!.to, to);
        next.push(bar!);
      }
    }
    bars.push(...open);
    open = next;
  }
  bars.push(...open);
  return bars;
}

/** Solid squares that a fax or printer has broken into dots: no gap in them is wider than a break, and little of them is paper. */
function grainy(grey: GreyImage, bars: readonly Bar[], scale: number, black: number, solids: readonly PixelBox[]): PixelBox[] {
  const breaks = Math.max(1, Math.round(BREAK * scale));
  return bars.flatMap((bar): PixelBox[] => {
    if (!isSolid(bar, scale)) return [];
    const box: Box = [bar.from, bar.top, bar.to, bar.bottom];
    const share = inkShare(grey, box, black);
    if (share < GRAINY || solids.some((solid) => solid.box.every((edge, side) => Math.abs(edge - box[side]!) <= breaks))) return [];
    return [{ box, line: bar.bottom - bar.top, closed: 1, solid: true }];
  });
}

/** The part of a box that is ink. */
export function inkShare({ width, data }: GreyImage, [x0, y0, x1, y1]: Box, ink: number): number {
  let inked = 0;
  for (let row = y0; row < y1; row++) for (let column = x0; column < x1; column++) if (data[row * width + column]! < ink) inked++;
  return inked / ((x1 - x0) * (y1 - y0));
}

function isSolid({ from, to, top, bottom }: Bar, scale: number): boolean {
  const width = to - from;
  const height = bottom - top;
  return height >= SMALLEST * 0.8 * scale && height <= LARGEST * scale && Math.max(width, height) <= ASPECT * Math.min(width, height);
}

/** Boxes that two bars can be the upper and lower side of: one of them may be drawn out by a check or a letter that touches it. */
function boxesBetween(top: Bar, bottom: Bar, scale: number): Box[] {
  const height = bottom.bottom - top.top;
  if (height < SMALLEST * scale || height > LARGEST * scale) return [];
  const slack = Math.max(2, AGREE * height);
  if (Math.abs(top.from - bottom.from) > slack && Math.abs(top.to - bottom.to) > slack) return [];
  // Where the bars end a little apart, a letter's stroke has drawn one out, or blur has cut the other short.
  const lefts = new Set([top.from, bottom.from]);
  const rights = new Set([top.to, bottom.to]);
  return [...lefts].flatMap((left) =>
    [...rights].flatMap((right): Box[] => {
      const width = right - left;
      const size = Math.max(width, height);
      if (size > LARGEST * scale || width < SMALLEST * scale || size > ASPECT * Math.min(width, height)) return [];
      // The upper and lower ends of a round letter are short.
      const least = STRAIGHT * width;
      const covered = (bar: Bar): number => Math.min(bar.to, right) - Math.max(bar.from, left);
      return covered(top) < least || covered(bottom) < least ? [] : [[left, top.top, right, bottom.bottom]];
    }),
  );
}

/** Rows above and below that are inked as well are of the same sides: a letter's stroke at their end made them too long to be found. */
function withWholeSides({ width, height, data }: GreyImage, [x0, y0, x1, y1]: Box, ink: number, scale: number): Box {
  const isSide = (row: number): boolean => {
    if (row < 0 || row >= height) return false;
    let inked = 0;
    for (let column = x0; column < x1; column++) if (data[row * width + column]! < ink) inked++;
    return inked >= WHOLE * (x1 - x0);
  };
  const most = Math.round((THICKEST * scale) / 2);
  let [top, bottom] = [y0, y1];
  while (y0 - top < most && isSide(top - 1)) top--;
  while (bottom - y1 < most && isSide(bottom)) bottom++;
  return [x0, top, x1, bottom];
}

/** The part of a box's left and right side that is drawn, the worse of them. Sides of dots lie a pixel beyond the ends of the others too. */
function closedOf(grey: GreyImage, box: Box, ink: number, scale: number): number {
  const closed = (beyond: 0 | 1): number =>
    Math.min(sideClosed(grey, box, 0, beyond, ink, scale), sideClosed(grey, box, 1, beyond, ink, scale));
  const dotted = closed(1);
  return dotted >= DOTTED ? dotted : closed(0);
}

/** The part of the left (0) or right (1) side's rows that have ink at the side, or a pixel `beyond` it; 0 when it has a wide gap. */
function sideClosed({ width, data }: GreyImage, [x0, y0, x1, y1]: Box, side: 0 | 1, beyond: 0 | 1, ink: number, scale: number): number {
  const reach = Math.max(2, Math.round(1.1 * scale));
  const widest = Math.max(2, GAP * (y1 - y0));
  let missing = 0;
  let gap = 0;
  for (let row = y0; row < y1; row++) {
    gap++;
    for (let step = -beyond; step < reach; step++) {
      const column = side === 0 ? x0 + step : x1 - 1 - step;
      if (column >= 0 && column < width && data[row * width + column]! < ink) {
        gap = 0;
        break;
      }
    }
    if (gap > 0) missing++;
    if (gap > widest) return 0;
  }
  return 1 - missing / (y1 - y0);
}

/** Of boxes one within another or nearly the same, the best closed, then the largest: what stands inside is its content. */
export function outermost<T extends PixelBox>(boxes: readonly T[]): T[] {
  const kept: T[] = [];
  const rank = ({ closed, box }: PixelBox): number => (closed >= 0.9 ? 1e6 : 0) + areaOf(box);
  for (const found of boxes.toSorted((a, b) => rank(b) - rank(a))) {
    const covers = kept.some(({ box }) => {
      const width = Math.min(box[2], found.box[2]) - Math.max(box[0], found.box[0]);
      const height = Math.min(box[3], found.box[3]) - Math.max(box[1], found.box[1]);
      return width > 0 && height > 0 && width * height > 0.4 * Math.min(areaOf(found.box), areaOf(box));
    });
    if (!covers) kept.push(found);
  }
  return kept;
}

function areaOf([x0, y0, x1, y1]: Box): number {
  return (x1 - x0) * (y1 - y0);
}
