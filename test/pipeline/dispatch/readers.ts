import { failedResult } from '../../../pipeline/stages/failed-result.js';
import { Lane, type LaneOptions } from '../../../pipeline/dispatch/lane.js';
import type { Checked } from '../../../pipeline/dispatch/protocol.js';
import type { Source } from '../../../pipeline/intake/source.js';
import { checkedResult } from '../sample-results.js';

const MOCK_WORKER = new URL('../mock-worker.ts', import.meta.url);

const OPTIONS: LaneOptions = {
  check: { maxPages: 300, language: 'zh', ocr: 'off' },
  timeoutSeconds: 20,
  memoryMegabytes: 512,
  snippets: false,
  onLog: () => undefined,
};

/** A lane with a child process that does what the document tells it to. */
export function mockLane(): Lane {
  return new Lane({ ...OPTIONS, child: { entry: MOCK_WORKER } });
}

/** What lanes of a test read, in one or several dispatchers; a document that says HOLD is read until it is let go. */
export class Readers {
  /** What documents said, in the order they were begun. */
  readonly begun: string[] = [];
  /** Those that some lane was reading while another began them as well. */
  readonly doubled: string[] = [];
  readonly #reading = new Set<string>();
  readonly #held = new Map<string, () => void>();

  lane(): Lane {
    return new ReadingLane(this);
  }

  letGo(words: string): void {
    this.#held.get(words)?.();
  }

  /** Resolves when the document is done, let go, or given up by its lane. */
  async read(words: string, onHeld: (letGo: () => void) => void): Promise<void> {
    this.begun.push(words);
    if (this.#reading.has(words)) this.doubled.push(words);
    this.#reading.add(words);
    await new Promise<void>((resolve) => {
      if (!words.includes('HOLD')) return void setTimeout(resolve, 2);
      this.#held.set(words, resolve);
      onHeld(resolve);
    });
    this.#reading.delete(words);
  }
}

/** Reads in this process, so that a test can say when a reading ends. */
class ReadingLane extends Lane {
  readonly #readers: Readers;
  #letGo = (): void => undefined;
  #end: 'read' | 'abandoned' | 'stopped' = 'read';

  constructor(readers: Readers) {
    super(OPTIONS);
    this.#readers = readers;
  }

  override warm(): void {
    // There is no child.
  }

  override stop(): void {
    this.#end = 'stopped';
    this.#letGo();
  }

  override abandon(): void {
    if (this.#end === 'read') this.#end = 'abandoned';
    this.#letGo();
  }

  override async check({ file, read }: Source): Promise<Checked> {
    if (this.#end !== 'stopped') this.#end = 'read';
    const words = Buffer.from(await read()).toString();
    await this.#readers.read(words, (letGo) => (this.#letGo = letGo));
    if (this.#ended === 'stopped') throw new DOMException('stopped', 'AbortError');
    const code = this.#ended === 'abandoned' ? 'file/crashed' : words.includes('DAMAGED') ? 'pdf/damaged' : null;
    const result = code === null ? checkedResult({ file }) : failedResult(file, null, code, {}, 'zh');
    return { result, snippets: null, inspected: null };
  }

  /** As it is by now, whatever it was before it was waited for. */
  get #ended(): 'read' | 'abandoned' | 'stopped' {
    return this.#end;
  }
}
