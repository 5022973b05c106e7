import { type ChildProcess, fork, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LoopAnswer, LoopRequest } from './loop-process.js';

const CLI = fileURLToPath(new URL('../../pipeline/cli.ts', import.meta.url));
const LOADER = ['--import', 'tsx'];

/** The plain loop in a process of its own, kept warm between slices. */
export class LoopProcess {
  readonly #child: ChildProcess = fork(fileURLToPath(new URL('loop-process.ts', import.meta.url)), { execArgv: LOADER });

  check(request: LoopRequest): Promise<LoopAnswer> {
    return new Promise((resolve, reject) => {
      const died = (code: number | null): void => reject(new Error(`The loop ended with code ${code ?? '?'}.`));
      this.#child.once('exit', died);
      this.#child.once('message', (answer: LoopAnswer) => {
        this.#child.off('exit', died);
        resolve(answer);
      });
      this.#child.send(request);
    });
  }

  stop(): void {
    this.#child.kill();
  }
}

/** A worker that goes on until it is stopped; what it logs at level warn and above is shown. */
export class WorkerProcess {
  readonly #child: ChildProcess;

  constructor(env: Record<string, string>) {
    const all = { ...process.env, ...env, GOUJI_LOG: 'warn' };
    this.#child = spawn(process.execPath, [...LOADER, CLI, 'worker'], { env: all, stdio: ['ignore', process.stderr, process.stderr] });
  }

  /** Megabytes resident now: the worker itself, and its children together. */
  memory(): { own: number; children: number } {
    const pid = this.#child.pid!;
    return { own: residentMegabytes(pid), children: childrenOf(pid).reduce((sum, child) => sum + residentMegabytes(child), 0) };
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGTERM');
    await ended;
  }
}

function childrenOf(pid: number): number[] {
  const tasks = `/proc/${pid}/task`;
  if (!existsSync(tasks)) return [];
  const own = readdirSync(tasks).flatMap((task) => readOr(`${tasks}/${task}/children`, '').split(' ').filter(Boolean).map(Number));
  return [...own, ...own.flatMap(childrenOf)];
}

function residentMegabytes(pid: number): number {
  const line = /^VmRSS:\s+(\d+)/m.exec(readOr(`/proc/${pid}/status`, ''));
  return line === null ? 0 : Number(line[1]) / 1024;
}

/** Processes end between being listed and being looked at. */
function readOr(path: string, otherwise: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return otherwise;
  }
}
