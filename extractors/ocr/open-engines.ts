import type { OcrChoice, OcrEngines } from './engine.js';
import { paddleEngine } from './paddle.js';
import { paddleLineFinder } from './paddle-lines.js';
import { tesseractEngine } from './tesseract.js';

export interface EngineOptions {
  /** Threads one engine may use; default: all cores. */
  threads?: number;
}

/**
 * The engines of one document. `auto`: PP-OCRv4 reads every line, Tesseract what has to be read twice; either also works alone.
 * Models and threads start at first use.
 * @throws GoujiError ocr/engine-missing at first use, when a package or its data are not there
 */
export function openEngines(choice: OcrChoice, options: EngineOptions = {}): Promise<OcrEngines> {
  const engines = enginesFor(choice, options);
  return Promise.resolve({
    ...engines,
    close: async () => {
      await Promise.all([engines.first.close(), engines.second?.close(), engines.finder?.close()]);
    },
  });
}

function enginesFor(choice: OcrChoice, options: EngineOptions): Omit<OcrEngines, 'close'> {
  if (choice === 'tesseract') return { first: tesseractEngine(), second: null, finder: null };
  const finder = paddleLineFinder(options);
  return { first: paddleEngine(options), second: choice === 'auto' ? tesseractEngine() : null, finder };
}
