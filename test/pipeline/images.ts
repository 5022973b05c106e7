import { PDFDocument } from '@cantoo/pdf-lib';
import sharp, { type Sharp } from 'sharp';
import type { ImageType } from '../../pipeline/intake/kind.js';

/** A white sheet of `width` x `height` pixels with a black field 40 x 20 whose upper left corner is at (50, 100). */
function sheet(width = 300, height = 420): Sharp {
  const field = { create: { width: 40, height: 20, channels: 3, background: '#000000' } } as const;
  return sharp({ create: { width, height, channels: 3, background: '#ffffff' } }).composite([{ input: field, left: 50, top: 100 }]);
}

/** The sheet as each kind of image file that can be a document. It names no resolution: its page has the area of A4. */
export async function pictures(): Promise<Record<ImageType, Buffer>> {
  const image = sharp(await sheet().png().toBuffer());
  const [png, jpeg, tiff, webp] = await Promise.all([
    image.clone().png().toBuffer(),
    image.clone().jpeg().toBuffer(),
    image.clone().tiff().toBuffer(),
    image.clone().webp().toBuffer(),
  ]);
  return { PNG: png, JPEG: jpeg, TIFF: tiff, WebP: webp };
}

/** The sheet as a photo that lies on its side and says so (EXIF orientation 6: to be turned clockwise). */
export async function lyingPhoto(): Promise<Buffer> {
  const lying = await sharp(await sheet().png().toBuffer())
    .rotate(270)
    .toBuffer();
  return await sharp(lying).withMetadata({ orientation: 6 }).jpeg({ quality: 95 }).toBuffer();
}

/** One page as PNG, its long side 420 pixels, the short one `shape` of that. */
export async function pageOfShape(shape: number): Promise<Buffer> {
  return await sheet(Math.round(420 * shape))
    .png()
    .toBuffer();
}

/** A TIFF of so many sheets. */
export async function tiffOfPages(count: number): Promise<Buffer> {
  const page = await sheet().png().toBuffer();
  return await sharp(new Array<Buffer>(count).fill(page), { join: { animated: true } })
    .tiff()
    .toBuffer();
}

/** A PDF whose pages are one image each, as scanners write them: 300 x 420 points, one per pixel of the sheet. */
export async function scannedPdf(pages = 1): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const image = await document.embedPng(await sheet().png().toBuffer());
  for (let page = 0; page < pages; page++) document.addPage([300, 420]).drawImage(image, { x: 0, y: 0, width: 300, height: 420 });
  return await document.save();
}
