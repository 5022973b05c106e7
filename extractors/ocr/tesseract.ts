import type { Page, Symbol as TesseractSymbol } from 'tesseract.js';
import type { GreyImage } from '../image/image.js';
import type { CropKind, LineCrop, LineReading, OcrEngine, ReadCharacter } from './engine.js';
import { darkOnLight, isBlank } from './line-ink.js';
import { settleWidths } from './punctuation.js';
import { resample } from './resample.js';
import { startTesseract, type Language, type TesseractWorker } from './tesseract-worker.js';

interface Setting {
  language: Language;
  /** The only characters it may answer with; null: any. */
  characters: string | null;
  /** Height a crop is brought to, in pixels. */
  height: number;
}

const SETTINGS: Record<CropKind, Setting> = {
  text: { language: 'chi_sim', characters: null, height: 48 },
  figure: {
    language: 'eng',
    characters: '0123456789.-/:(),+%@_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
    height: 52,
  },
};
/** White margin around a crop, in pixels: Tesseract loses characters that touch the edge. */
const MARGIN = 12;

/**
 * Tesseract on one line of print at a time: Chinese for text, English with a list of allowed characters for figures. Its threads
 * start at first use and learn from what they read, so an engine belongs to one document.
 */
export function tesseractEngine(): OcrEngine {
  const workers = new Map<CropKind, Promise<TesseractWorker>>();
  const workerFor = (kind: CropKind): Promise<TesseractWorker> => {
    const known = workers.get(kind);
    if (known) return known;
    const { language, characters } = SETTINGS[kind];
    const started = startTesseract(language, characters);
    workers.set(kind, started);
    started.catch(() => workers.delete(kind));
    return started;
  };
  return {
    reader: 'tesseract',
    async read(crops: readonly LineCrop[]): Promise<LineReading[]> {
      const readings: LineReading[] = [];
      for (const { image, kind } of crops) {
        if (isBlank(image)) readings.push({ characters: [] });
        else {
          const worker = await workerFor(kind);
          const line = resized(darkOnLight(image), SETTINGS[kind].height);
          const page = await worker.read(withMargin(line), true);
          readings.push({ characters: settleWidths(charactersOf(page, line.width), line) });
        }
      }
      return readings;
    },
    async close() {
      const started = [...workers.values()];
      workers.clear();
      await Promise.all(started.map((worker) => worker.then((one) => one.close()).catch(() => undefined)));
    },
  };
}

function resized(image: GreyImage, height: number): GreyImage {
  return resample(image, Math.max(1, Math.round((image.width * height) / image.height)), height);
}

function withMargin({ width, height, data }: GreyImage): GreyImage {
  const framed = new Uint8Array((width + 2 * MARGIN) * (height + 2 * MARGIN)).fill(255);
  for (let y = 0; y < height; y++) {
    framed.set(data.subarray(y * width, (y + 1) * width), (y + MARGIN) * (width + 2 * MARGIN) + MARGIN);
  }
  return { width: width + 2 * MARGIN, height: height + 2 * MARGIN, data: framed };
}

function charactersOf(page: Page, width: number): ReadCharacter[] {
  const symbols = (page.blocks ?? []).flatMap(({ paragraphs }) =>
    paragraphs.flatMap(({ lines }) => lines.flatMap(({ words }) => words.flatMap((word) => word.symbols))),
  );
  return symbols.map((symbol) => characterOf(symbol, width));
}

function characterOf({ text, confidence, bbox }: TesseractSymbol, width: number): ReadCharacter {
  const part = (x: number): number => Math.min(1, Math.max(0, (x - MARGIN) / width));
  return { text, score: confidence / 100, from: part(bbox.x0), to: part(bbox.x1), others: [] };
}
