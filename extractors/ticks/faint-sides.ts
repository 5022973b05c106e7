import type { Box } from '../../model/index.js';
import type { GreyImage } from '../image/image.js';
import { barsOf, THICKEST, type PixelBox } from './pixel-boxes.js';

/** A plain side is drawn over this part of its length. */
const PLAIN = 0.9;
/** A side is looked for this far within and about where it should be (points); a faint one is compared with what lies as far beside it. */
const REACH = 0.9;
/** Corners, where the soft edges of the other sides lie, in parts of the side. */
const CORNER = 0.2;
/** By so many greys three lines of a faint side are together darker than what is beside it: as a whole, and at each place, over this part of its length. */
const FAINT = { contrast: 5, each: 3, drawn: 0.85 };
/** Sides of boxes of one form differ by no more than this many pixels, or this part. */
const SAME = { pixels: 2, part: 0.08 };

/**
 * Boxes as large as one of `known` of which one side, or two that meet, are too faint to count as ink: thin outlines often fall between
 * two rows or columns of pixels. Open letters (匚, 区, 厂) have nothing at all there. `ink` is the grey below which a pixel is outline.
 */
export function faintSided(grey: GreyImage, scale: number, ink: number, known: readonly Box[]): PixelBox[] {
  const sizes = sizesOf(known);
  const bars = barsOf(grey, scale, ink, 0).filter((bar) => bar.bottom - bar.top <= THICKEST * scale + 1);
  return bars.flatMap(({ from, to, top, bottom }) =>
    sizes
      .filter(([width]) => isSame(to - from, width))
      .flatMap(([, height]): PixelBox[] => {
        const places: Box[] = [
          [from, top, to, top + height],
          [from, bottom - height, to, bottom],
        ];
        return places.flatMap((box): PixelBox[] => {
          if (box[1] < 0 || box[3] > grey.height) return [];
          const sides = SIDES.map((side) => new Side(grey, box, side, scale));
          const plain = sides.map((side) => side.closed(ink) >= PLAIN);
          const isCornered = (plain[0] || plain[2]) && (plain[1] || plain[3]) && plain.includes(false);
          if (!isCornered || !sides.every((side, index) => plain[index] || side.isFaint())) return [];
          return [{ box, line: bottom - top, closed: PLAIN, solid: false }];
        });
      }),
  );
}

/** Whether a line, however pale, runs down the right side of a box: 区 has none. */
export function hasRightSide(grey: GreyImage, box: Box, scale: number): boolean {
  return new Side(grey, box, 'right', scale).isFaint();
}

const SIDES = ['left', 'top', 'right', 'bottom'] as const;

/** One side of a box: lines of greys along it, at offsets inwards from its outer edge. */
class Side {
  readonly #grey: GreyImage;
  readonly #box: Box;
  readonly #side: (typeof SIDES)[number];
  readonly #reach: number;

  constructor(grey: GreyImage, box: Box, side: (typeof SIDES)[number], scale: number) {
    this.#grey = grey;
    this.#box = box;
    this.#side = side;
    this.#reach = Math.max(2, Math.round(REACH * scale));
  }

  /** The part of the side that has ink, a pixel about and within. */
  closed(ink: number): number {
    const lines = Array.from({ length: this.#reach + 1 }, (_, offset) => this.#line(offset - 1, 0));
    const drawn = lines[0]!.filter((_, at) => lines.some((line) => line[at]! < ink)).length;
    return drawn / lines[0]!.length;
  }

  /** Whether a line, however pale, runs along the side. */
  isFaint(): boolean {
    for (let offset = -this.#reach; offset <= this.#reach; offset++) {
      const beside = Math.max(...[-1, 1].map((way) => darknessOf(this.#stripe(offset + way * Math.max(3, this.#reach)))));
      const own = this.#stripe(offset);
      const drawn = own.filter((dark) => dark >= beside + FAINT.each).length;
      if (darknessOf(own) - beside >= FAINT.contrast && drawn >= FAINT.drawn * own.length) return true;
    }
    return false;
  }

  /** How dark three lines are together, at each place along the side but its corners. */
  #stripe(offset: number): number[] {
    const [before, own, after] = [-1, 0, 1].map((step) => this.#line(offset + step, CORNER));
    return own!.map((grey, at) => 765 - before![at]! - grey - after![at]!);
  }

  #line(offset: number, corner: number): number[] {
    const { width, height, data } = this.#grey;
    const [x0, y0, x1, y1] = this.#box;
    const isUpright = this.#side === 'left' || this.#side === 'right';
    const place = { left: x0 + offset, right: x1 - 1 - offset, top: y0 + offset, bottom: y1 - 1 - offset }[this.#side];
    const [first, last] = isUpright ? [y0, y1] : [x0, x1];
    const trim = Math.round(corner * (last - first));
    const values: number[] = [];
    for (let at = first + trim; at < last - trim; at++) {
      const [column, row] = isUpright ? [place, at] : [at, place];
      values.push(column < 0 || column >= width || row < 0 || row >= height ? 255 : data[row * width + column]!);
    }
    return values;
  }
}

/** Widths and heights, those nearly the same once. */
function sizesOf(boxes: readonly Box[]): [number, number][] {
  const sizes: [number, number][] = [];
  for (const [x0, y0, x1, y1] of boxes) {
    if (!sizes.some(([width, height]) => Math.abs(x1 - x0 - width) <= 1 && Math.abs(y1 - y0 - height) <= 1)) sizes.push([x1 - x0, y1 - y0]);
  }
  return sizes;
}

function isSame(one: number, other: number): boolean {
  return Math.abs(one - other) <= Math.max(SAME.pixels, SAME.part * other);
}

/** Darkness of a stripe without what stands out of it: arms of a cross reach near the sides. */
function darknessOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.3)] ?? 0;
}
