import type { GreyImage } from '../image/image.js';
import { middleAt, type Ruling } from './pixel-ruling.js';

/** Ink darker than this right beside a ruling belongs to something that crosses or touches it. */
const INK = 150;

/** One byte a pixel: 1 where a ruling's ink lies, with the soft edge of its print. */
export function rulingMask({ width, height }: Pick<GreyImage, 'width' | 'height'>, rulings: readonly Ruling[]): Uint8Array {
  const mask = new Uint8Array(width * height);
  for (const ruling of rulings) {
    const { level, from, to, length } = extentOf(ruling, width, height);
    for (let place = from; place < to; place++) {
      const [first, last] = across(ruling, place, length);
      for (let at = first; at <= last; at++) mask[level ? at * width + place : place * width + at] = 1;
    }
  }
  return mask;
}

/**
 * The picture with paper in place of its rulings, a new one. Where ink stands on both sides of a ruling, something written runs
 * across it: its pixels stay.
 */
export function withoutRulings(grey: GreyImage, rulings: readonly Ruling[]): GreyImage {
  const { width, height } = grey;
  const data = grey.data.slice();
  const mask = rulingMask(grey, rulings);
  for (const ruling of rulings) {
    const { level, from, to, length } = extentOf(ruling, width, height);
    const index = (place: number, at: number): number => (level ? at * width + place : place * width + at);
    for (let place = from; place < to; place++) {
      const [first, last] = across(ruling, place, length);
      const before = first > 0 && mask[index(place, first - 1)] === 0 ? grey.data[index(place, first - 1)]! : 255;
      const after = last + 1 < length && mask[index(place, last + 1)] === 0 ? grey.data[index(place, last + 1)]! : 255;
      if (before < INK && after < INK) continue;
      const paper = before >= INK && after >= INK ? Math.max(before, after) : Math.max(before, after, 235);
      for (let at = first; at <= last; at++) data[index(place, at)] = paper;
    }
  }
  return { width, height, data };
}

function extentOf(ruling: Ruling, width: number, height: number): { level: boolean; from: number; to: number; length: number } {
  const level = ruling.direction === 'horizontal';
  const along = level ? width : height;
  const slack = ruling.thickness / 2 + 1;
  return {
    level,
    from: Math.max(0, Math.floor(ruling.from - slack)),
    to: Math.min(along, Math.ceil(ruling.to + slack)),
    length: level ? height : width,
  };
}

/** First and last pixel of a ruling's ink across it. */
function across(ruling: Ruling, place: number, length: number): [number, number] {
  const middle = middleAt(ruling, place);
  const half = ruling.thickness / 2 + 1;
  return [Math.max(0, Math.floor(middle - half)), Math.min(length - 1, Math.ceil(middle + half) - 1)];
}
