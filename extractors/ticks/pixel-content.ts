import type { TickState } from '../../model/index.js';
import type { GreyImage } from '../image/image.js';
import type { PixelBox } from './pixel-boxes.js';

/** What stands inside a box. Parts are 0..1 of the inner area. */
export interface Content {
  /** Part that is ink, and how dark the inside is as a whole. */
  inked: number;
  darkness: number;
  /** Part of the strokes' borders that slant. */
  slanting: number;
  /** Ink in the middle below the upper side, where checks and crosses have none. */
  topMiddle: number;
}

/** The inner area begins behind the outline and this part of the box's size. */
const RIM = 0.1;

export function contentOf({ width, height, data }: GreyImage, { box, line, solid }: PixelBox, ink: number): Content {
  const size = Math.min(box[2] - box[0], box[3] - box[1]);
  const rim = Math.max(2, Math.round((solid ? 0 : line) + size * RIM));
  const [x0, y0, x1, y1] = [box[0] + rim, box[1] + rim, box[2] - rim, box[3] - rim];
  let inked = 0;
  let darkness = 0;
  let slanting = 0;
  let straight = 0;
  let middle = 0;
  let middleArea = 0;
  const top = y0 + (y1 - y0) * 0.3;
  const [left, right] = [x0 + (x1 - x0) * 0.36, x0 + (x1 - x0) * 0.62];
  for (let row = y0; row < y1; row++) {
    for (let column = x0; column < x1; column++) {
      const at = row * width + column;
      const value = data[at]!;
      const isInk = value < ink;
      if (isInk) inked++;
      darkness += 255 - value;
      if (row < top && column >= left && column < right) {
        middleArea++;
        if (isInk) middle++;
      }
      if (row === 0 || column === 0 || row + 1 >= height || column + 1 >= width) continue;
      const across = data[at + 1]! - data[at - 1]!;
      const down = data[at + width]! - data[at - width]!;
      const steep = Math.abs(across) + Math.abs(down);
      if (steep < 60) continue;
      const ratio = Math.min(Math.abs(across), Math.abs(down)) / Math.max(Math.abs(across), Math.abs(down));
      if (ratio > 0.35) slanting += steep;
      else straight += steep;
    }
  }
  const area = Math.max(1, (x1 - x0) * (y1 - y0));
  return {
    inked: inked / area,
    darkness: darkness / area / 255,
    slanting: slanting + straight === 0 ? 0 : slanting / (slanting + straight),
    topMiddle: middleArea === 0 ? 0 : middle / middleArea,
  };
}

/** Emptier than this, a box is empty; as dark as this, it is filled. */
const EMPTY_INK = 0.012;
const EMPTY_DARKNESS = 0.035;
const FILLED = 0.78;
/** A check or cross covers this much of a box, mostly slants, and leaves the middle of its top free. */
const MARK_INK = 0.05;
const MARK_SLANTING = 0.42;
const MARK_TOP = 0.34;

/** What a box's content says if it is a tick box; null when only a letter looks like that. */
export function stateOf({ inked, darkness, slanting, topMiddle }: Content): TickState | null {
  if (inked >= FILLED) return 'ticked';
  if (inked <= EMPTY_INK && darkness <= EMPTY_DARKNESS) return 'empty';
  if (inked >= MARK_INK && slanting >= MARK_SLANTING && topMiddle <= MARK_TOP) return 'ticked';
  // Level and upright strokes, or a full middle: 国, 田, 目.
  if (inked >= 0.12 && (slanting < 0.3 || topMiddle > 0.5)) return null;
  return 'unknown';
}
