import type { Box } from '../../model/index.js';
import type { GreyImage } from '../image/image.js';
import type { LineCrop, LineReading, OcrEngine } from '../ocr/engine.js';
import { cropOf } from './crops.js';

/** Lines read both ways, and how long (in heights) a piece of each is enough. */
const LINES = 4;
const LENGTH = 10;

/** Chinese characters read this surely, and so many of them, are upright: nothing of the like is read in turned print. */
const PLAIN = { characters: 6, score: 0.9 };
/** So many of the lines are read first: on most pages they are enough. */
const FIRST = 2;

/**
 * Whether the print of a level page stands on its head: a few lines are read as they are and, where those do not read plainly, more of
 * them as they are and turned; the scores of both are compared. `boxes` are lines of print in pixels.
 */
export async function isUpsideDown(grey: GreyImage, boxes: readonly Box[], engine: OcrEngine): Promise<boolean> {
  const crops = sampleOf(grey, boxes);
  if (crops.length === 0) return false;
  const first = await engine.read(crops.slice(0, FIRST));
  if (isPlain(first)) return false;
  const turned = crops.map((crop) => ({ ...crop, image: turnedHalf(crop.image) }));
  const rest = await engine.read([...crops.slice(FIRST), ...turned]);
  const scores = [...first, ...rest].map(scoreOf);
  const sum = (from: number): number => scores.slice(from, from + crops.length).reduce((total, score) => total + score, 0);
  return sum(crops.length) > sum(0);
}

function isPlain(readings: readonly LineReading[]): boolean {
  const chinese = readings.flatMap(({ characters }) => characters.filter(({ text }) => /[\u4e00-\u9fff]/.test(text)));
  return chinese.length >= PLAIN.characters && chinese.every(({ score }) => score >= PLAIN.score);
}

/** How much of the lines of an upright page is read, and how surely: next to nothing on a page that lies on its side. */
export async function legibility(grey: GreyImage, boxes: readonly Box[], engine: OcrEngine): Promise<number> {
  const crops = sampleOf(grey, boxes);
  if (crops.length === 0) return 0;
  const readings = await engine.read(crops);
  const expected = crops.reduce((sum, { image }) => sum + image.width / image.height, 0);
  return readings.reduce((sum, reading) => sum + scoreOf(reading), 0) / expected;
}

/** Some lines of the usual height, or the beginnings of them. */
function sampleOf(grey: GreyImage, boxes: readonly Box[]): LineCrop[] {
  const heights = boxes.map((box) => box[3] - box[1]).sort((a, b) => a - b);
  const usual = heights[heights.length >> 1] ?? 0;
  const lines = boxes
    .filter((box) => Math.abs(box[3] - box[1] - usual) <= 0.4 * usual && box[2] - box[0] >= 2 * (box[3] - box[1]))
    .sort((a, b) => Math.min(length(b), LENGTH) - Math.min(length(a), LENGTH))
    .slice(0, LINES);
  return lines.map(([x0, y0, x1, y1]): LineCrop => {
    const { image } = cropOf(grey, [x0, y0, Math.min(x1, x0 + LENGTH * (y1 - y0)), y1]);
    return { page: 0, box: [x0, y0, x1, y1], image, scale: 1, kind: 'text' };
  });
}

function scoreOf({ characters }: LineReading): number {
  return characters.reduce((sum, { text, score }) => sum + (text === ' ' ? 0 : score), 0);
}

function length([x0, y0, x1, y1]: Box): number {
  return (x1 - x0) / (y1 - y0);
}

function turnedHalf({ width, height, data }: GreyImage): GreyImage {
  return { width, height, data: data.slice().reverse() };
}
