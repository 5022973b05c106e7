import { createCanvas, ImageData, type Canvas } from '@napi-rs/canvas';
import { readImageFile } from '../../extractors/image/files.js';
import type { PagePicture, Picture } from '../../extractors/image/image.js';
import { boundedScale, type DrawnPicture, type RenderedDocument } from './document.js';

/** An image file opened for drawing: the very pixels that were read, placed on the page as they were placed for reading. */
export function openImageFile(bytes: Uint8Array, maxPages?: number): RenderedDocument {
  return {
    draw: async (number, scale) => drawPicture(await pictureOf(bytes, number, maxPages), scale),
    missingFonts: new Set(),
    close: () => Promise.resolve(),
  };
}

async function pictureOf(bytes: Uint8Array, number: number, maxPages: number | undefined): Promise<PagePicture> {
  for await (const page of readImageFile(bytes, maxPages === undefined ? {} : { maxPages })) {
    if (page.number !== number) continue;
    if ('failure' in page) throw new Error(page.failure);
    return await page.picture();
  }
  throw new Error(`no page ${number}`);
}

function drawPicture({ picture, toPage, width, height }: PagePicture, wantedScale: number): DrawnPicture {
  const scale = boundedScale(wantedScale, { width, height });
  const canvas = createCanvas(Math.max(1, Math.ceil(width * scale)), Math.max(1, Math.ceil(height * scale)));
  const context = canvas.getContext('2d');
  const [a, b, c, d, e, f] = toPage.map((value) => value * scale) as [number, number, number, number, number, number];
  context.setTransform(a, d, b, e, c, f);
  context.imageSmoothingQuality = 'high';
  context.drawImage(canvasOf(picture), 0, 0);
  context.resetTransform();
  return { canvas, scale };
}

function canvasOf({ width, height, channels, data }: Picture): Canvas {
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++) rgba[4 * pixel + channel] = data[channels * pixel + (channels === 1 ? 0 : channel)]!;
  }
  const canvas = createCanvas(width, height);
  canvas.getContext('2d').putImageData(new ImageData(rgba, width, height), 0, 0);
  return canvas;
}
