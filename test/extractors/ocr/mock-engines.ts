import { GoujiError } from '../../../model/index.js';
import type { LineReading, OcrEngine, OcrEngines } from '../../../extractors/ocr/engine.js';

type Reader = OcrEngine['reader'];

function engine(reader: Reader, read: OcrEngine['read']): OcrEngine {
  return { reader, read, close: () => Promise.resolve() };
}

/** Answers every crop with the same text, each character with the same score. */
export function sayingEngine(text: string, score = 0.99, reader: Reader = 'paddle'): OcrEngine {
  const letters = Array.from(text);
  const characters = letters.map((letter, i) => ({
    text: letter,
    score,
    from: i / letters.length,
    to: (i + 1) / letters.length,
    others: [],
  }));
  return engine(reader, (crops) => Promise.resolve(crops.map((): LineReading => ({ characters }))));
}

/** Fails at every reading, as an engine does whose model cannot be run. */
export function failingEngine(reader: Reader = 'paddle'): OcrEngine {
  return engine(reader, () => Promise.reject(new GoujiError('ocr/engine-failed', { engine: reader, reason: 'mock failure' })));
}

/** Takes its process with it, as a fault in native code does. */
export function crashingEngine(reader: Reader = 'paddle'): OcrEngine {
  return engine(reader, () => {
    process.kill(process.pid, 'SIGSEGV');
    return new Promise<never>(() => undefined);
  });
}

/** Never answers and blocks its thread: only SIGKILL from outside ends it. */
export function hangingEngine(reader: Reader = 'paddle'): OcrEngine {
  return engine(reader, () => {
    for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
  });
}

/** Takes memory outside the JavaScript heap until it is stopped; gives up with a failure at `limit` bytes, for the machine's sake. */
export function memoryEatingEngine(limit: number, reader: Reader = 'paddle'): OcrEngine {
  return engine(reader, async () => {
    const eaten: Buffer[] = [];
    const bite = 16 * 1024 * 1024;
    for (let size = 0; size < limit; size += bite) {
      eaten.push(Buffer.alloc(bite, 1));
      await new Promise((resolve) => setImmediate(resolve));
    }
    throw new GoujiError('ocr/engine-failed', { engine: reader, reason: `nobody stopped it at ${eaten.length * bite} bytes` });
  });
}

/** The engines of a document made of one or two mock engines, without a line finder. */
export function mockEngines(first: OcrEngine, second: OcrEngine | null = null): OcrEngines {
  return { first, second, finder: null, close: () => Promise.resolve() };
}
