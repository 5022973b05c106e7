import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { GreyImage, PagePicture, Picture, Projection } from '../../../extractors/image/image.js';
import { scaling } from '../../../extractors/image/projection.js';

/** A page of A4, in points. */
export const A4 = { width: 595, height: 842 };

/** Segments of a digit as boxes in a cell of 4 x 7: top, upper left, upper right, middle, lower left, lower right, bottom. */
const SEGMENTS = [
  [0, 0, 4, 0.8],
  [0, 0, 0.8, 3.6],
  [3.2, 0, 0.8, 3.6],
  [0, 3.1, 4, 0.8],
  [0, 3.4, 0.8, 3.6],
  [3.2, 3.4, 0.8, 3.6],
  [0, 6.2, 4, 0.8],
] as const;
const DIGITS = ['1110111', '0010010', '1011101', '1011011', '0111010', '1101011', '1101111', '1010010', '1111111', '1111011'];

/** Draws a digit of seven strokes, 7 points high or `size`; needs no font. */
export function digit(context: SKRSContext2D, value: number, x: number, y: number, size = 7): void {
  const unit = size / 7;
  SEGMENTS.forEach(([left, top, width, height], index) => {
    if (DIGITS[value]![index] === '1') context.fillRect(x + left * unit, y + top * unit, width * unit, height * unit);
  });
}

/** Lines of figures with gaps between words, and a ruled table: what a page of a report looks like from afar. */
export function report(context: SKRSContext2D, lines = 40): void {
  let seed = 7;
  const random = (): number => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  context.fillStyle = '#000';
  for (let line = 0; line < lines; line++) {
    const y = 80 + line * 14;
    const end = 330 + random() * 200;
    for (let x = 70; x < end; x += random() < 0.15 ? 11 : 6) digit(context, Math.floor(random() * 10), x, y);
  }
}

/** A ruled table below the lines. */
export function table(context: SKRSContext2D): void {
  context.fillStyle = '#000';
  for (let row = 0; row <= 4; row++) context.fillRect(70, 660 + row * 22, 451, 1);
  for (let column = 0; column <= 5; column++) context.fillRect(70 + column * 90, 660, 1, 89);
}

export interface SheetOptions {
  dpi?: number;
  /** Degrees clockwise by which the sheet lies askew, about its middle. */
  skew?: number;
  paper?: string;
}

/** What is drawn on a white sheet in points, as a picture of the page. */
export function sheet(draw: (context: SKRSContext2D) => void, { dpi = 150, skew = 0, paper = '#fff' }: SheetOptions = {}): PagePicture {
  const scale = dpi / 72;
  const canvas = createCanvas(Math.round(A4.width * scale), Math.round(A4.height * scale));
  const context = canvas.getContext('2d');
  context.fillStyle = paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(scale, scale);
  context.translate(A4.width / 2, A4.height / 2);
  context.rotate((skew * Math.PI) / 180);
  context.translate(-A4.width / 2, -A4.height / 2);
  draw(context);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const pixels = new Uint8Array(canvas.width * canvas.height * 3);
  for (let to = 0, from = 0; to < pixels.length; from++) if (from % 4 !== 3) pixels[to++] = data[from]!;
  return {
    picture: { width: canvas.width, height: canvas.height, channels: 3, data: pixels },
    toPage: scaling(A4.width / canvas.width, A4.height / canvas.height),
    ...A4,
    defects: [],
  };
}

/** The picture with each pixel's colour replaced. `x`, `y` run 0..1. */
export function recoloured(
  page: PagePicture,
  change: (colour: [number, number, number], x: number, y: number) => [number, number, number],
): PagePicture {
  const { width, height, data } = page.picture;
  const pixels = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at += 3) {
    const index = at / 3;
    const [red, green, blue] = change(
      [data[at]!, data[at + 1]!, data[at + 2]!],
      (index % width) / width,
      Math.floor(index / width) / height,
    );
    pixels[at] = red;
    pixels[at + 1] = green;
    pixels[at + 2] = blue;
  }
  return { ...page, picture: { width, height, channels: 3, data: pixels } };
}

/** The picture turned clockwise by quarters, as a scanner delivers a sheet laid in sideways: its page turns along. */
export function turned(page: PagePicture, quarters: number): PagePicture {
  if (quarters === 0) return page;
  const { width, height, channels, data } = page.picture;
  const pixels = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const to = channels * (x * height + (height - 1 - y));
      for (let channel = 0; channel < channels; channel++) pixels[to + channel] = data[channels * (y * width + x) + channel]!;
    }
  }
  const picture: Picture = { width: height, height: width, channels, data: pixels };
  const [a, , , , e] = page.toPage;
  const toPage: Projection = scaling(e, a);
  return turned({ ...page, picture, toPage, width: page.height, height: page.width }, quarters - 1);
}

/** Ink of a grey picture within a box in points: the sum of darkness, in fully black pixels. */
export function inkIn({ width, data }: GreyImage, scale: number, [x0, y0, x1, y1]: readonly [number, number, number, number]): number {
  let ink = 0;
  for (let y = Math.round(y0 * scale); y < Math.round(y1 * scale); y++)
    for (let x = Math.round(x0 * scale); x < Math.round(x1 * scale); x++) ink += 255 - data[y * width + x]!;
  return ink / 255;
}
