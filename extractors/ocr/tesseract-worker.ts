import type { EventEmitter } from 'node:events';
import type { Page, Worker } from 'tesseract.js';
import { GoujiError } from '../../model/index.js';
import type { GreyImage } from '../image/image.js';
import { bytesBeside, fileBeside } from './assets.js';

/** The trained data that are read with: Chinese text, or figures, dates and codes. */
export type Language = 'chi_sim' | 'eng';

/** A running Tesseract with one language. A hang inside it is not ended here but by the process that supervises this one. */
export interface TesseractWorker {
  /** Reads one picture; `single` says that it holds one line of print, else lines stand below each other. */
  read(image: GreyImage, single: boolean): Promise<Page>;
  close(): Promise<void>;
}

/** Print is given to Tesseract at the size it has at this resolution; without it, it guesses one from the picture. */
const DPI = '300';

/** The program the threads run; where the processor wants another one, threads compile theirs themselves. */
const CORE = 'tesseract-core-simd.wasm';
const { WebAssembly } = globalThis as unknown as { WebAssembly: { compile(program: Uint8Array): Promise<object> } };
let compiled: Promise<object | null> | null = null;

/**
 * Keeps the program compiled for as long as this process lives. V8 shares one compilation among all threads, but only while somebody
 * holds it: without this each thread compiles anew and reads its first lines with code not yet optimized (450 instead of 290 ms of
 * processor to start, 5 instead of 1.3 ms a crop, measured).
 */
function keepCompiled(): Promise<object | null> {
  compiled ??= bytesBeside('tesseract.js-core/package.json', CORE)
    .then((bytes) => WebAssembly.compile(bytes))
    .catch(() => null);
  return compiled;
}

/** @throws GoujiError ocr/engine-missing, ocr/engine-failed */
export async function startTesseract(language: Language, characters: string | null): Promise<TesseractWorker> {
  const tesseract = await import('tesseract.js').catch((error: unknown) => {
    throw new GoujiError('ocr/engine-missing', { name: 'tesseract.js' }, { cause: error });
  });
  const langPath = fileBeside(`@tesseract.js-data/${language}/package.json`, '4.0.0_best_int');
  // Rejections come through the promises as well; without a handler tesseract.js throws them a second time, out of anyone's reach.
  let refused: unknown = null;
  const errorHandler = (error: unknown): void => {
    refused = error;
  };
  await keepCompiled();
  const worker = await Promise.race([
    tesseract.default.createWorker(language, 1, { langPath, cacheMethod: 'none', gzip: true, errorHandler }),
    startRefusal(() => refused),
  ]);
  const death = deathOf(worker);
  const guarded = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await Promise.race([work, death]);
    } catch (error) {
      throw failure(error);
    }
  };
  await guarded(
    worker.setParameters({
      user_defined_dpi: DPI,
      tessedit_char_whitelist: characters ?? '',
      preserve_interword_spaces: '1',
    }),
  );
  let segmentation = '';
  return {
    async read(image, single) {
      const wanted = single ? '7' : '6';
      if (wanted !== segmentation) await guarded(worker.setParameters({ tessedit_pageseg_mode: wanted } as never));
      segmentation = wanted;
      const { data } = await guarded(worker.recognize(portableGreymap(image), {}, { text: false, blocks: true }));
      return data;
    },
    close: async () => {
      await worker.terminate();
    },
  };
}

/** createWorker neither resolves nor rejects when its data cannot be loaded: it only calls its error handler. */
function startRefusal(refused: () => unknown): Promise<never> {
  return new Promise((_, reject) => {
    const look = setInterval(() => {
      if (refused() !== null) {
        clearInterval(look);
        reject(failure(refused()));
      }
    }, 50);
    look.unref();
  });
}

/** tesseract.js does not look after the death of its thread: whoever waits for an answer would wait for ever. */
function deathOf(worker: Worker): Promise<never> {
  const { worker: thread } = worker as unknown as { worker: EventEmitter };
  const death = new Promise<never>((_, reject) => {
    thread.on('error', reject);
    thread.on('exit', (code: number) => reject(new Error(`its thread ended with code ${code}`)));
  });
  death.catch(() => undefined);
  return death;
}

function failure(error: unknown): GoujiError {
  if (error instanceof GoujiError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new GoujiError('ocr/engine-failed', { engine: 'tesseract', reason }, { cause: error });
}

/** Binary PGM: the plainest format Tesseract's picture library reads, and the cheapest to write. */
function portableGreymap({ width, height, data }: GreyImage): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1'), data]);
}
