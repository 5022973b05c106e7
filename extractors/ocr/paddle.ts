import type { GreyImage } from '../image/image.js';
import type { LineCrop, LineReading, OcrEngine } from './engine.js';
import { darkOnLight, isBlank } from './line-ink.js';
import { placeMarks } from './mark-places.js';
import { decode, PADDLE_CLASSES } from './paddle-decode.js';
import { loadModel, type Model, type SessionOptions } from './paddle-session.js';
import { settleWidths } from './punctuation.js';
import { resample } from './resample.js';

/** Height the recognition model was trained for. */
const HEIGHT = 48;
/** The model gives one time step per this many pixels of width. */
const STEP = 8;
/** Narrower crops are padded to this width: tight lone characters are misread (1.9 % against 0.1 % of them, measured at 150 to 300 dpi). */
const LEAST_WIDTH = 200;
/**
 * Reading costs by width, and lines squeezed to this part of theirs read as well (262 lines: error rate 0.07 % at 0.85, 0.08 % at 0.68).
 * Short lines, where mail addresses and codes stand, keep more of it than prose.
 */
const SQUEEZE = { short: 0.82, long: 0.68 };
/** Lines wider than this (at the model's height) are long. */
const LONG = 700;

export interface PaddleOptions extends SessionOptions {
  /** Pixels (of 48-pixel-high lines) one run may hold: what bounds its memory. */
  batchWidth?: number;
}

/** PP-OCRv4 recognition on onnxruntime: reads one line of print per crop. */
export function paddleEngine(options: PaddleOptions = {}): OcrEngine {
  const { batchWidth = 1600 } = options;
  return {
    reader: 'paddle',
    async read(crops: readonly LineCrop[]): Promise<LineReading[]> {
      const readings: LineReading[] = crops.map(() => ({ characters: [] }));
      const lines = crops.flatMap(({ image }, index) => (isBlank(image) ? [] : [{ index, image: atModelHeight(image) }]));
      if (lines.length === 0) return readings;
      const model = await loadModel('recognition', options);
      lines.sort((a, b) => a.image.width - b.image.width);
      for (let from = 0; from < lines.length;) {
        const width = paddedWidth(lines[from]!.image.width);
        let to = from + 1;
        // Cost goes by the pixel, padding included: only lines of one width share a run.
        while (to < lines.length && paddedWidth(lines[to]!.image.width) === width && width * (to + 1 - from) <= batchWidth) to++;
        const batch = lines.slice(from, to);
        const characters = await readBatch(
          model,
          batch.map(({ image }) => image),
        );
        batch.forEach(({ index }, i) => (readings[index] = characters[i]!));
        from = to;
      }
      return readings;
    },
    close: () => Promise.resolve(),
  };
}

/** At the model's height; wide lines squeezed, as far as they then still are wider than {@link LEAST_WIDTH}. */
function atModelHeight(image: GreyImage): GreyImage {
  const natural = (image.width * HEIGHT) / image.height;
  const squeezed = Math.max(Math.min(natural, LONG) * SQUEEZE.short, natural * SQUEEZE.long);
  const width = Math.max(Math.min(natural, LEAST_WIDTH), squeezed);
  return resample(darkOnLight(image), Math.max(STEP, Math.round(width)), HEIGHT);
}

/** Widths are rounded up to whole time steps. */
const paddedWidth = (width: number): number => Math.max(LEAST_WIDTH, Math.ceil(width / STEP) * STEP);

async function readBatch(model: Model, images: readonly GreyImage[]): Promise<LineReading[]> {
  const width = paddedWidth(Math.max(...images.map((image) => image.width)));
  const plane = HEIGHT * width;
  // What is not print stays 0, the mid-grey the model was trained to see behind a line; paper white there brings characters that are not printed.
  const input = new Float32Array(images.length * 3 * plane);
  images.forEach((image, i) => {
    const start = i * 3 * plane;
    for (let y = 0; y < HEIGHT; y++) {
      for (let x = 0; x < image.width; x++) input[start + y * width + x] = image.data[y * image.width + x]! / 127.5 - 1;
    }
    input.copyWithin(start + plane, start, start + plane);
    input.copyWithin(start + 2 * plane, start, start + plane);
  });
  const { data, dimensions } = await model.run(input, [images.length, 3, HEIGHT, width]);
  const steps = dimensions[1]!;
  return images.map((image, i) => {
    const characters = decode(data, i * steps * PADDLE_CLASSES, steps, image.width / STEP);
    return { characters: placeMarks(settleWidths(characters, image), image) };
  });
}
