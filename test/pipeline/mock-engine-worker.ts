/** A child with real extraction whose engines do what the shape of the page tells them to, as broken native code does. */
import type { OcrEngine, OcrEngines } from '../../extractors/ocr/engine.js';
import { serve } from '../../pipeline/dispatch/serve.js';

const engine = (reader: OcrEngine['reader']): OcrEngine => ({
  reader,
  read: (crops) => Promise.resolve(crops.map(() => ({ characters: [] }))),
  close: () => Promise.resolve(),
});

/** `shape` is the short side over the long side. */
function misbehave(shape: number): void {
  if (shape < 0.55) process.abort();
  if (shape < 0.65) for (;;);
  if (shape < 0.75) return;
  if (shape < 0.85) {
    // Held by the process, unknown to the JavaScript heap.
    const kept: Buffer[] = [];
    for (;;) kept.push(Buffer.alloc(10_000_000, 1));
  }
  throw new Error('session lost');
}

const engines: OcrEngines = {
  first: engine('paddle'),
  second: engine('tesseract'),
  finder: {
    find: ({ width, height }) => {
      misbehave(Math.min(width, height) / Math.max(width, height));
      return Promise.resolve([]);
    },
    close: () => Promise.resolve(),
  },
  close: () => Promise.resolve(),
};

serve(() => Promise.resolve(engines));
