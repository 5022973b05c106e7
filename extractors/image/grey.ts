import type { GreyImage, Picture } from './image.js';

/** The picture's perceived lightness (ITU-R BT.601), as pixels of its own. */
export function greyOf({ width, height, channels, data }: Picture): GreyImage {
  if (channels === 1) return { width, height, data: data.slice() };
  const grey = new Uint8Array(width * height);
  for (let index = 0, from = 0; index < grey.length; index++, from += 3)
    grey[index] = (77 * data[from]! + 150 * data[from + 1]! + 29 * data[from + 2]! + 128) >> 8;
  return { width, height, data: grey };
}
