import { fork, type ChildProcess } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ErrorCode, ErrorDetails } from '../../model/index.js';
import type { Checked, Job, Report } from './protocol.js';

/** How a child is started and how far it may go. */
export interface ChildLimits {
  /** Wall-clock seconds per document, pictures included. */
  timeoutSeconds: number;
  /** JavaScript heap of the child; a document that needs more kills its child and nobody else. */
  heapMegabytes: number;
  /** The child's entry; another one in tests. */
  entry: URL;
}

/** Why a child gave no answer. */
export interface ChildFailure {
  code: Extract<ErrorCode, 'file/timeout' | 'file/crashed'>;
  details: ErrorDetails;
}

/** What came back; `failure` beside a result means that only the pictures were lost. */
export interface ChildAnswer extends Partial<Checked> {
  failure: ChildFailure | null;
  log: string[];
}

const EXTENSION = extname(fileURLToPath(import.meta.url));

/** The child's entry beside this file: compiled, or from source through tsx. */
export const WORKER_ENTRY = new URL(`./worker${EXTENSION}`, import.meta.url);

/** What a dying engine prints on stderr is kept to name the cause, not to flood the terminal. */
const KEPT_STDERR = 4000;

/**
 * A process that checks one document at a time and can be killed at any moment: parsers loop on the calling thread, so only a
 * signal from outside ends them. Warm between documents.
 */
export class Child {
  readonly #process: ChildProcess;
  readonly #timeoutSeconds: number;
  #stderr = '';
  #killed = false;
  jobs = 0;

  constructor({ timeoutSeconds, heapMegabytes, entry }: ChildLimits) {
    this.#timeoutSeconds = timeoutSeconds;
    const loader = entry.pathname.endsWith('.ts') ? ['--import', import.meta.resolve('tsx')] : [];
    this.#process = fork(entry, {
      serialization: 'advanced',
      execArgv: [...loader, `--max-old-space-size=${heapMegabytes}`, '--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#stderr = (this.#stderr + text).slice(-KEPT_STDERR);
      });
    }
  }

  get alive(): boolean {
    return !this.#killed && this.#process.exitCode === null && this.#process.signalCode === null && this.#process.connected;
  }

  kill(): void {
    this.#killed = true;
    this.#process.kill('SIGKILL');
  }

  /** Resolves in any case: with the answer, or with why there is none; the child is dead then. */
  run(job: Job): Promise<ChildAnswer> {
    this.jobs += 1;
    this.#stderr = '';
    return new Promise((resolve) => {
      const answer: ChildAnswer = { failure: null, log: [] };
      const finish = (failure: ChildFailure | null): void => {
        clearTimeout(timer);
        this.#process.removeAllListeners();
        this.#process.on('error', () => undefined);
        if (failure !== null) this.kill();
        if (failure === null && this.#stderr.trim() !== '') answer.log.push(this.#stderr.trimEnd());
        resolve({ ...answer, failure });
      };
      const timer = setTimeout(
        () => finish({ code: 'file/timeout', details: { seconds: this.#timeoutSeconds } }),
        this.#timeoutSeconds * 1000,
      );
      this.#process.on('message', (report: Report) => {
        if (report.kind === 'done') finish(null);
        else if (report.kind === 'result') answer.result = report.result;
        else if (report.kind === 'snippets') answer.snippets = report.snippets;
        else if (report.kind === 'inspected') answer.inspected = report.inspected;
        else answer.log.push(report.text);
      });
      this.#process.once('close', (code, signal) => finish(crash(causeOfDeath(this.#stderr, code, signal))));
      this.#process.on('error', (error) => finish(crash(error.message)));
      this.#process.send(job, (error) => {
        if (error) finish(crash(causeOfDeath(this.#stderr, null, null) || error.message));
      });
    });
  }
}

function crash(reason: string): ChildFailure {
  return { code: 'file/crashed', details: { reason } };
}

function causeOfDeath(stderr: string, code: number | null, signal: NodeJS.Signals | null): string {
  if (/heap out of memory|allocation failed/i.test(stderr)) return '内存不足 / out of memory';
  const lastLine = stderr.trim().split('\n').at(-1) ?? '';
  return [signal ?? (code === null ? '' : `exit ${code}`), lastLine].filter((part) => part !== '').join(': ');
}
