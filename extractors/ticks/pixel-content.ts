import type { Box, TickState } from '../../model/index.js';
import type { GreyImage } from '../image/image.js';
import type { PixelBox } from './pixel-boxes.js';

/** What stands inside a box. Parts are 0..1 of the inner area. */
export interface Content {
  /** Part that is ink, and how dark the inside is as a whole. */
  inked: number;
  darkness: number;
  /** The grey that most of the inside is no lighter than. */
  lightest: number;
  /** Part that is darker than half of the darkest strokes inside. */
  strokes: number;
  /** Part of the strokes' borders that slant. */
  slanting: number;
  /** Ink in the middle below the upper side, where checks and crosses have none. */
  topMiddle: number;
  /** The longest level or upright stroke inside, as a part of the way from side to side. */
  through: number;
  /** How many strokes a row or column through the ink crosses, on the average: a check has one or two, a letter more. */
  crossings: [number, number];
}

/** Width of the strip outside a box in its sizes; it begins a pixel off the outline. */
const RING = 0.08;
/** Feet are no longer than this part of a box's size. */
const FEET_REACH = 0.14;
/** Change of grey over two pixels at the border of a stroke, and how level or upright it may be to count as slanting. */
const EDGE = 60;
const SLANT = 0.35;
/** The inner area begins behind the outline and this part of the box's size. */
const RIM = 0.1;

/** What stands in a box; `ink` is the grey below which a pixel is ink on this page. */
export function contentOf({ width, height, data }: GreyImage, { box, line, solid }: PixelBox, ink: number): Content {
  const size = Math.min(box[2] - box[0], box[3] - box[1]);
  const rim = Math.max(2, Math.round((solid ? 0 : line) + size * RIM));
  const [x0, y0, x1, y1] = [box[0] + rim, box[1] + rim, box[2] - rim, box[3] - rim];
  const values: number[] = [];
  let slanting = 0;
  let straight = 0;
  for (let row = y0; row < y1; row++) {
    for (let column = x0; column < x1; column++) {
      const at = row * width + column;
      values.push(data[at]!);
      if (row === 0 || column === 0 || row + 1 >= height || column + 1 >= width) continue;
      const across = Math.abs(data[at + 1]! - data[at - 1]!);
      const down = Math.abs(data[at + width]! - data[at - width]!);
      if (across + down < EDGE) continue;
      if (Math.min(across, down) > SLANT * Math.max(across, down)) slanting += across + down;
      else straight += across + down;
    }
  }
  const area = Math.max(1, values.length);
  const inked = values.filter((value) => value < ink).length / area;
  const darkness = values.reduce((sum, value) => sum + 255 - value, 0) / area / 255;
  // Strokes are told by half their own darkness: blurred ones would grow together at the page's level.
  values.sort((a, b) => a - b);
  const level = Math.min(ink, ((values[Math.floor(area * 0.04)] ?? 255) + 255) / 2);
  let middle = 0;
  let middleArea = 0;
  for (let row = y0; row < y0 + (y1 - y0) * 0.3; row++) {
    for (let column = Math.ceil(x0 + (x1 - x0) * 0.36); column < x0 + (x1 - x0) * 0.62; column++) {
      middleArea++;
      if (data[row * width + column]! < level) middle++;
    }
  }
  const corner = y0 * width + x0;
  const rows = runsAlong(data, { corner, step: 1, length: x1 - x0, pitch: width, count: y1 - y0 }, level);
  const columns = runsAlong(data, { corner, step: width, length: y1 - y0, pitch: 1, count: x1 - x0 }, level);
  return {
    inked,
    darkness,
    lightest: values[Math.floor(values.length * 0.85)] ?? 255,
    strokes: values.filter((value) => value < level).length / area,
    slanting: slanting + straight === 0 ? 0 : slanting / (slanting + straight),
    topMiddle: middleArea === 0 ? 0 : middle / middleArea,
    through: Math.max(rows.longest / Math.max(1, x1 - x0), columns.longest / Math.max(1, y1 - y0)),
    crossings: [rows.runs, columns.runs],
  };
}

/** Parallel lines of pixels: `length` pixels `step` apart in memory, `count` lines `pitch` apart. */
interface Lines {
  corner: number;
  step: number;
  length: number;
  pitch: number;
  count: number;
}

/** The longest run of ink on any of the lines, and the number of runs of those that have ink, on the average. */
function runsAlong(data: Uint8Array, { corner, step, length, pitch, count }: Lines, ink: number): { longest: number; runs: number } {
  let longest = 0;
  let runs = 0;
  let inked = 0;
  for (let line = 0; line < count; line++) {
    let run = 0;
    let own = 0;
    for (let at = 0; at < length; at++) {
      if (data[corner + line * pitch + at * step]! < ink) {
        if (run === 0) own++;
        run++;
        if (run > longest) longest = run;
      } else run = 0;
    }
    runs += own;
    if (own > 0) inked++;
  }
  return { longest, runs: inked === 0 ? 0 : runs / inked };
}

/**
 * How far both sides of a box reach below its lower side, in pixels of black: 口 stands on feet, a box does not. Measured by how much
 * ink there is, as feet may be shorter than a pixel.
 */
export function feetOf({ width, height, data }: GreyImage, { box, line }: PixelBox): number {
  const [x0, y0, x1, y1] = box;
  const bottom = Math.min(height, y1 + Math.max(2, Math.round((y1 - y0) * FEET_REACH)));
  const inkBelow = (column: number): number => {
    let sum = 0;
    for (let row = y1 - line; row < bottom; row++) sum += 255 - data[row * width + column]!;
    return sum / 255;
  };
  const corner = Math.max(2, line) + 1;
  const most = (from: number, to: number): number => {
    let found = 0;
    for (let column = Math.max(0, from); column < Math.min(width, to); column++) found = Math.max(found, inkBelow(column));
    return found;
  };
  const middle: number[] = [];
  for (let column = x0 + corner + 1; column < x1 - corner - 1; column++) middle.push(inkBelow(column));
  middle.sort((a, b) => a - b);
  return Math.min(most(x0 - 1, x0 + corner), most(x1 - corner, x1 + 1)) - (middle[middle.length >> 1] ?? 0);
}

/** How much of the strip right outside each side of a box is inked, 0..1: left, top, right, bottom. */
export function ringOf({ width, height, data }: GreyImage, [x0, y0, x1, y1]: Box, ink: number): [number, number, number, number] {
  const reach = Math.max(1, Math.round((x1 - x0) * RING));
  const share = (left: number, top: number, right: number, bottom: number): number => {
    let inked = 0;
    let count = 0;
    for (let row = Math.max(0, top); row < Math.min(height, bottom); row++) {
      for (let column = Math.max(0, left); column < Math.min(width, right); column++) {
        count++;
        if (data[row * width + column]! < ink) inked++;
      }
    }
    return count === 0 ? 0 : inked / count;
  };
  return [
    share(x0 - 1 - reach, y0, x0 - 1, y1),
    share(x0, y0 - 1 - reach, x1, y0 - 1),
    share(x1 + 1, y0, x1 + 1 + reach, y1),
    share(x0, y1 + 1, x1, y1 + 1 + reach),
  ];
}

/** Emptier than this, a box is empty; as dark as this, it is filled. */
const EMPTY_INK = 0.012;
const EMPTY_DARKNESS = 0.045;
const FILLED = 0.9;
/** Greys above the page's print that a filled box may have: letters grown together by blur are lighter. */
const FILLED_ABOVE = 30;
/** A check or cross covers this much of a box, mostly slants, leaves the middle of its top free, and has few strokes side by side. */
const MARK = { inked: 0.05, slanting: 0.55, topMiddle: 0.27, crossings: 1.95, through: 0.84, strokes: 0.6 };
/** A level or upright stroke that runs through the inside belongs to a letter (日, 田). */
const THROUGH = 0.86;
/** With as much ink inside, straight strokes, many of them or a full middle are a letter's (国, 图, 固). */
const LETTER = { inked: 0.1, slanting: 0.4, topMiddle: 0.45, crossings: 2 };

/** What a box's content says if it is a tick box; null when only a letter looks like that. `black` is the grey of the page's print. */
export function stateOf(content: Content, black: number): TickState | null {
  const { inked, darkness, lightest, strokes, slanting, topMiddle, through, crossings } = content;
  if (inked >= FILLED && lightest <= black + FILLED_ABOVE) return 'ticked';
  if (inked <= EMPTY_INK && darkness <= EMPTY_DARKNESS) return 'empty';
  const most = Math.max(...crossings);
  const isSlanted = inked >= MARK.inked && slanting >= MARK.slanting && topMiddle <= MARK.topMiddle;
  if (isSlanted && most <= MARK.crossings && through <= MARK.through && strokes <= MARK.strokes) return 'ticked';
  if (through >= THROUGH && inked >= 0.04) return null;
  if (inked >= LETTER.inked && (slanting < LETTER.slanting || topMiddle > LETTER.topMiddle || most > LETTER.crossings)) return null;
  return 'unknown';
}
