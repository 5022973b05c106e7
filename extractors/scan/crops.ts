import type { Box } from '../../model/index.js';
import type { GreyImage } from '../image/image.js';
import type { LineCrop } from '../ocr/engine.js';

/** White round a line of print, in parts of its height: readers lose strokes that touch the border of their crop. */
const MARGIN = { above: 0.12, beside: 0.25 };

/** A piece of a picture with white paper round it; `box` in pixels. `left` and `top`: where the crop's own corner stands on the picture. */
export function cropOf(grey: GreyImage, box: Box): { image: GreyImage; left: number; top: number } {
  const height = Math.max(1, box[3] - box[1]);
  const above = Math.max(2, Math.round(height * MARGIN.above));
  const beside = Math.max(3, Math.round(height * MARGIN.beside));
  const left = Math.floor(box[0]) - beside;
  const top = Math.floor(box[1]) - above;
  const right = Math.ceil(box[2]) + beside;
  const bottom = Math.ceil(box[3]) + above;
  const inner: Box = [Math.floor(box[0]) - 1, Math.floor(box[1]) - 1, Math.ceil(box[2]) + 1, Math.ceil(box[3]) + 1];
  return { image: copy(grey, [left, top, right, bottom], inner), left, top };
}

/** Columns `from` to `to` of a crop, with white added on both sides. */
export function columnsOf(image: GreyImage, from: number, to: number): GreyImage {
  const beside = Math.max(3, Math.round(image.height * 0.2));
  return copy(image, [from - beside, 0, to + beside, image.height], [from, 0, to, image.height]);
}

/** Columns `from` to `to` of a line's crop as a crop of their own, in its place. */
export function pieceOf(crop: LineCrop, from: number, to: number): LineCrop {
  const [x0, y0, x1, y1] = crop.box;
  const place = (column: number): number => x0 + ((x1 - x0) * column) / crop.image.width;
  return { ...crop, image: columnsOf(crop.image, from, to), box: [place(from), y0, place(to), y1] };
}

/** The pixels of `area`; outside `shown` everything is paper. */
function copy(grey: GreyImage, [left, top, right, bottom]: Box, shown: Box): GreyImage {
  const width = right - left;
  const height = bottom - top;
  const data = new Uint8Array(width * height).fill(255);
  const x0 = Math.max(left, shown[0], 0);
  const x1 = Math.min(right, shown[2], grey.width);
  for (let y = Math.max(top, shown[1], 0); y < Math.min(bottom, shown[3], grey.height) && x1 > x0; y++)
    data.set(grey.data.subarray(y * grey.width + x0, y * grey.width + x1), (y - top) * width + x0 - left);
  return { width, height, data };
}

/** Ink of each pixel column, 0 (paper) to about 1 (black over the whole height); greys lighter than `paper` count as paper. */
export function columnInk({ width, height, data }: GreyImage, paper = 190): Float32Array {
  const ink = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = data[y * width + x]!;
      if (value < paper) ink[x]! += (255 - value) / (255 * height);
    }
  }
  return ink;
}
