import sharp, { type Sharp } from 'sharp';
import type { ImageType } from '../../pipeline/intake/kind.js';

/** A white sheet of `width` x `height` pixels at 100 dpi with a black field 40 x 20 whose upper left corner is at (50, 100). */
function sheet(width = 300, height = 420): Sharp {
  const field = { create: { width: 40, height: 20, channels: 3, background: '#000000' } } as const;
  return sharp({ create: { width, height, channels: 3, background: '#ffffff' } }).composite([{ input: field, left: 50, top: 100 }]);
}

/** The sheet as each kind of image file that can be a document. */
export async function pictures(): Promise<Record<ImageType, Buffer>> {
  const image = sharp(await sheet().png().toBuffer()).withMetadata({ density: 100 });
  const [png, jpeg, tiff, webp] = await Promise.all([
    image.clone().png().toBuffer(),
    image.clone().jpeg().toBuffer(),
    image.clone().tiff().toBuffer(),
    image.clone().webp().toBuffer(),
  ]);
  return { PNG: png, JPEG: jpeg, TIFF: tiff, WebP: webp };
}
