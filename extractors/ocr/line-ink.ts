import type { GreyImage } from '../image/image.js';

/** Darkest and lightest pixels closer than this hold no print, only paper grain. */
const LEAST_CONTRAST = 40;
/** A crop whose rim is mostly darker than this is printed white on a dark ground. */
const DARK_GROUND = 110;

/** Whether a crop holds nothing that could be print. */
export function isBlank(image: GreyImage): boolean {
  let dark = 255;
  let light = 0;
  for (const value of image.data) {
    if (value < dark) dark = value;
    if (value > light) light = value;
  }
  return light - dark < LEAST_CONTRAST;
}

/** The same crop as dark print on a light ground: header cells are often printed white on a dark fill. */
export function darkOnLight(image: GreyImage): GreyImage {
  const { width, height, data } = image;
  let dark = 0;
  let rim = 0;
  const look = (value: number): void => {
    rim++;
    if (value < DARK_GROUND) dark++;
  };
  for (let x = 0; x < width; x++) {
    look(data[x]!);
    look(data[(height - 1) * width + x]!);
  }
  for (let y = 0; y < height; y++) {
    look(data[y * width]!);
    look(data[y * width + width - 1]!);
  }
  return dark * 2 > rim ? { width, height, data: data.map((value) => 255 - value) } : image;
}
