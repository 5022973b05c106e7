import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { failedResult } from '../../pipeline/stages/failed-result.js';
import type { ReadAnswer, ReadRequest } from './reader-process.js';

const READER = fileURLToPath(new URL('reader-process.ts', import.meta.url));
const TIME_LIMIT = 900_000;

export interface ReadOptions {
  ocr: ReadRequest['ocr'];
  processes: number;
  /** Folder of the results kept; null keeps none. */
  cache: string | null;
}

/**
 * Reads scans in child processes, each of which reads one after another, and gives every result as it comes. With a cache, results
 * of the same bytes under the same options are taken from there; it does not know when the reader itself changed.
 */
export async function readScans(
  paths: readonly string[],
  options: ReadOptions,
  onResult: (path: string, answer: ReadAnswer) => void,
): Promise<void> {
  const folder = options.cache === null ? null : join(options.cache, createHash('sha256').update(options.ocr).digest('hex').slice(0, 12));
  const waiting: string[] = [];
  for (const path of paths) {
    const kept = folder === null ? null : keptAnswer(folder, path);
    if (kept === null) waiting.push(path);
    else onResult(path, kept);
  }
  const readers = Array.from({ length: Math.min(options.processes, waiting.length) }, async () => {
    const reader = new Reader();
    try {
      for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
        const answer = await reader.read({ path, ocr: options.ocr });
        if (folder !== null && !['file/crashed', 'file/timeout'].includes(answer.result.error?.code ?? '')) keep(folder, path, answer);
        onResult(path, answer);
      }
    } finally {
      reader.close();
    }
  });
  await Promise.all(readers);
}

/** One child process; a new one takes its place when it dies or takes too long, and the document it had counts as failed. */
class Reader {
  #child: ChildProcess | null = null;

  async read(request: ReadRequest): Promise<ReadAnswer> {
    this.#child ??= fork(READER, { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const child = this.#child;
    const start = performance.now();
    return new Promise((resolve) => {
      const fail = (code: 'file/crashed' | 'file/timeout', reason: string): void => {
        clearTimeout(limit);
        this.close();
        const result = failedResult(basename(request.path), readFileSync(request.path), code, { reason, seconds: TIME_LIMIT / 1000 }, 'zh');
        const seconds = (performance.now() - start) / 1000;
        resolve({ result, seconds, processorSeconds: seconds });
      };
      const limit = setTimeout(() => fail('file/timeout', 'time limit'), TIME_LIMIT);
      const onExit = (code: number | null, signal: string | null): void => fail('file/crashed', signal ?? String(code));
      child.once('exit', onExit);
      child.once('message', (answer: ReadAnswer) => {
        clearTimeout(limit);
        child.off('exit', onExit);
        resolve(answer);
      });
      child.send(request);
    });
  }

  close(): void {
    this.#child?.removeAllListeners('exit');
    this.#child?.kill('SIGKILL');
    this.#child = null;
  }
}

function keptAnswer(folder: string, path: string): ReadAnswer | null {
  const file = join(folder, `${basename(path)}.json`);
  if (!existsSync(file)) return null;
  const answer = JSON.parse(readFileSync(file, 'utf8')) as Partial<ReadAnswer> & Pick<ReadAnswer, 'result'>;
  // Answers kept before processor time was measured lack it; such scans are read again.
  if (answer.seconds === undefined || answer.processorSeconds === undefined) return null;
  const { result, seconds, processorSeconds } = answer;
  return result.sha256 === createHash('sha256').update(readFileSync(path)).digest('hex') ? { result, seconds, processorSeconds } : null;
}

function keep(folder: string, path: string, answer: ReadAnswer): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${basename(path)}.json`);
  writeFileSync(`${file}.part`, JSON.stringify(answer));
  renameSync(`${file}.part`, file);
}
