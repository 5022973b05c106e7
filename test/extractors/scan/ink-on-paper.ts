import type { GreyImage } from '../../../extractors/image/image.js';
import type { AgreedCharacter } from '../../../extractors/scan/agree.js';
import { alone } from '../../../extractors/scan/agree.js';
import type { LineCrop, LineReading, OcrEngine, ReadCharacter } from '../../../extractors/ocr/engine.js';

export function paper(width: number, height: number): GreyImage {
  return { width, height, data: new Uint8Array(width * height).fill(255) };
}

/** Ink over pixels [x0, x1) x [y0, y1). */
export function ink({ width, data }: GreyImage, x0: number, y0: number, x1: number, y1: number, grey = 20): void {
  for (let y = y0; y < y1; y++) data.fill(grey, y * width + x0, y * width + x1);
}

/** A slanting stroke `thick` pixels wide, through points x, y, x, y … */
export function stroke(page: GreyImage, thick: number, ...points: number[]): void {
  for (let at = 0; at + 3 < points.length; at += 2) {
    const [x0, y0, x1, y1] = points.slice(at, at + 4) as [number, number, number, number];
    const steps = Math.ceil(Math.hypot(x1 - x0, y1 - y0)) * 2;
    for (let step = 0; step <= steps; step++) {
      const x = Math.round(x0 + ((x1 - x0) * step) / steps - thick / 2);
      const y = Math.round(y0 + ((y1 - y0) * step) / steps - thick / 2);
      ink(page, Math.max(0, x), Math.max(0, y), Math.min(page.width, x + thick), Math.min(page.height, y + thick));
    }
  }
}

/** Runs of pixel columns with ink, [from, to). */
export function inkedColumns({ width, height, data }: GreyImage): [number, number][] {
  const runs: [number, number][] = [];
  for (let x = 0; x < width; x++) {
    let inked = false;
    for (let y = 0; y < height && !inked; y++) inked = data[y * width + x]! < 128;
    if (!inked) continue;
    if (runs.at(-1)?.[1] === x) runs.at(-1)![1]++;
    else runs.push([x, x + 1]);
  }
  return runs;
}

/** A text as a reader gives it, each character as wide as the others, between two parts of the crop's width. */
export function read(text: string, score = 0.99, from = 0, to = 1): ReadCharacter[] {
  const letters = Array.from(text);
  const place = (at: number): number => from + ((to - from) * at) / letters.length;
  return letters.map((letter, at) => ({ text: letter, score, from: place(at), to: place(at + 1), others: [] }));
}

/** An engine that answers each crop by a function, and keeps what it was asked. */
export function answering(
  answer: (crop: LineCrop, index: number) => readonly ReadCharacter[],
  reader: OcrEngine['reader'] = 'paddle',
): OcrEngine & { asked: LineCrop[] } {
  const asked: LineCrop[] = [];
  return {
    reader,
    asked,
    read: (crops) =>
      Promise.resolve(
        crops.map((crop): LineReading => {
          asked.push(crop);
          return { characters: [...answer(crop, asked.length - 1)] };
        }),
      ),
    close: () => Promise.resolve(),
  };
}

export const PITCH = 40;
export const HEIGHT = 36;
const FIELD = 28;

export interface DrawnLine {
  crop: LineCrop;
  characters: AgreedCharacter[];
  height: number;
}

/**
 * A crop of a line of print as the first reader read it: each character a block of ink in a field of 40 pixels, a space an empty field.
 * Its place on the page is [100, 50] on, at 2 pixels per point.
 */
export function drawnLine(text: string, score = 0.99): DrawnLine {
  const letters = Array.from(text);
  const image = paper(Math.max(1, letters.length) * PITCH, HEIGHT);
  letters.forEach((letter, at) => {
    if (letter !== ' ') block(image, at);
  });
  const crop: LineCrop = { page: 1, box: [100, 50, 100 + image.width / 2, 50 + HEIGHT / 2], image, scale: 2, kind: 'text' };
  return { crop, characters: alone(read(text, score), 'paddle'), height: HEIGHT - 6 };
}

/** The block of ink of the character `at`. */
export function block(image: GreyImage, at: number, left = (PITCH - FIELD) / 2, right = (PITCH + FIELD) / 2): void {
  ink(image, Math.round(at * PITCH + left), 3, Math.round(at * PITCH + right), HEIGHT - 3);
}

export function textOf(characters: readonly { text: string }[]): string {
  return characters.map(({ text }) => text).join('');
}

/** Letters like 上, of 24 x 27 pixels and 30 apart: no box, no ruling, and not the same turned over. */
export function letters(page: GreyImage, x: number, y: number, count: number): void {
  for (let left = x; left < x + count * 30; left += 30) {
    ink(page, left + 10, y, left + 13, y + 27);
    ink(page, left + 10, y + 11, left + 22, y + 14);
    ink(page, left, y + 24, left + 24, y + 27);
  }
}
