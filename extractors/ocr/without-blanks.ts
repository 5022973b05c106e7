import type { Box } from '../../model/index.js';
import type { GreyImage } from '../image/image.js';

/** Rows and columns with nothing darker than this are blank. */
const PAPER = 190;
/** So much paper is kept on either side of print: what surrounds a line helps to find it. */
const KEPT = 16;

/** A picture without its blank stretches, and the way back. */
export interface Packed {
  image: GreyImage;
  /** A box of the packed picture in pixels of the whole one. */
  restored: (box: Box) => Box;
}

/**
 * Leaves out blank rows, and blank columns at the sides, but for a margin: pages of tables, of which only headers and footers are left to
 * search, cost a fraction. Sides are multiples of `stride`. Null where there is nothing but paper.
 */
export function withoutBlanks(image: GreyImage, stride: number): Packed | null {
  const { rows, left, right } = inked(image);
  const bands = bandsOf(rows);
  if (bands.length === 0) return null;
  const from = Math.max(0, left - KEPT);
  const print = Math.min(image.width, right + KEPT) - from;
  const width = Math.ceil(print / stride) * stride;
  const height = Math.ceil(bands.reduce((sum, [top, bottom]) => sum + bottom - top, 0) / stride) * stride;
  const data = new Uint8Array(width * height).fill(255);
  const places: { packed: number; top: number; bottom: number }[] = [];
  let packed = 0;
  for (const [top, bottom] of bands) {
    places.push({ packed, top, bottom });
    for (let y = top; y < bottom; y++, packed++) {
      data.set(image.data.subarray(y * image.width + from, y * image.width + from + print), packed * width);
    }
  }
  return {
    image: { width, height, data },
    restored: ([x0, y0, x1, y1]) => {
      const { packed, top, bottom } = places.findLast((band) => band.packed <= (y0 + y1) / 2) ?? places[0]!;
      const row = (y: number): number => Math.min(bottom, Math.max(top, y - packed + top));
      const column = (x: number): number => Math.min(image.width, Math.max(0, x + from));
      return [column(x0), row(y0), column(x1), row(y1)];
    },
  };
}

/** Which rows hold ink, and between which columns it lies. */
function inked({ width, height, data }: GreyImage): { rows: boolean[]; left: number; right: number } {
  let left = width;
  let right = 0;
  const rows = Array.from({ length: height }, (_, y) => {
    const row = data.subarray(y * width, (y + 1) * width);
    const first = row.findIndex((value) => value < PAPER);
    if (first === -1) return false;
    left = Math.min(left, first);
    right = Math.max(right, row.findLastIndex((value) => value < PAPER) + 1);
    return true;
  });
  return { rows, left, right };
}

/** Stretches of rows with ink and the margins about them. */
function bandsOf(rows: readonly boolean[]): [top: number, bottom: number][] {
  const bands: [number, number][] = [];
  rows.forEach((ink, y) => {
    if (!ink) return;
    const last = bands.at(-1);
    if (last !== undefined && y - KEPT <= last[1]) last[1] = Math.min(rows.length, y + 1 + KEPT);
    else bands.push([Math.max(0, y - KEPT), Math.min(rows.length, y + 1 + KEPT)]);
  });
  return bands;
}
