import { fork, type ChildProcess } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ErrorCode, ErrorDetails } from '../../model/index.js';
import type { PageProgress } from '../../extractors/index.js';
import { Deadline } from './deadline.js';
import { watchMemory } from './memory-watch.js';
import type { Checked, Job, PagePicture, Report } from './protocol.js';

/** How a child is started and how far it may go. */
export interface ChildLimits {
  /** Wall-clock seconds without progress; the whole document's limit grows with its pages, see {@link Deadline}. */
  timeoutSeconds: number;
  /** JavaScript heap of the child; a document that needs more kills its child and nobody else. */
  heapMegabytes: number;
  /** All memory of the child, pixels and recognition engines included; looked at from outside. */
  memoryMegabytes: number;
  /** The child's entry; another one in tests. */
  entry: URL;
  /** What it will be asked for: its program is loaded at once, and not with the first document. */
  program?: 'check';
}

/** Why a child gave no answer. */
export interface ChildFailure {
  code: Extract<ErrorCode, 'file/timeout' | 'file/out-of-memory' | 'file/crashed'>;
  details: ErrorDetails;
}

/** What came back; `failure` beside a result means that only the pictures were lost. */
export interface ChildAnswer extends Partial<Checked> {
  failure: ChildFailure | null;
  picture?: PagePicture;
  log: string[];
}

const EXTENSION = extname(fileURLToPath(import.meta.url));

/** The child's entry beside this file: compiled, or from source through tsx. */
export const WORKER_ENTRY = new URL(`./worker${EXTENSION}`, import.meta.url);

/** A process that has not loaded its program by then never will; the document's own time begins only afterwards. */
const START_SECONDS = 120;

/** What a dying engine prints on stderr is kept to name the cause, not to flood the terminal. */
const KEPT_STDERR = 4000;

/**
 * A process that checks one document at a time and can be killed at any moment: parsers loop on the calling thread, so only a
 * signal from outside ends them. Warm between documents.
 */
export class Child {
  readonly #process: ChildProcess;
  readonly #limits: ChildLimits;
  #stderr = '';
  #killed = false;
  /** Documents given to it, and pages it read as images. */
  jobs = 0;
  scannedPages = 0;
  /** Memory it held when last looked at. */
  megabytes = 0;

  constructor(limits: ChildLimits) {
    this.#limits = limits;
    const { entry, heapMegabytes, program } = limits;
    const loader = entry.pathname.endsWith('.ts') ? ['--import', import.meta.resolve('tsx')] : [];
    this.#process = fork(entry, program === undefined ? [] : [program], {
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
  run(job: Job, onPage: (progress: PageProgress) => void = () => undefined): Promise<ChildAnswer> {
    this.jobs += 1;
    this.#stderr = '';
    return new Promise((resolve) => {
      const { timeoutSeconds, memoryMegabytes } = this.#limits;
      const answer: ChildAnswer = { failure: null, log: [] };
      let page = 1;
      const finish = (failure: ChildFailure | null): void => {
        deadline.end();
        endWatch();
        this.#process.removeAllListeners();
        this.#process.on('error', () => undefined);
        if (failure !== null) this.kill();
        if (failure === null && this.#stderr.trim() !== '') answer.log.push(this.#stderr.trimEnd());
        resolve({ ...answer, failure });
      };
      const expired = (seconds: number): void => finish({ code: 'file/timeout', details: { seconds, page } });
      let deadline = new Deadline(START_SECONDS, expired);
      const endWatch = watchMemory(
        this.#process.pid ?? -1,
        memoryMegabytes,
        () => finish(outOfMemory(memoryMegabytes)),
        (held) => (this.megabytes = held),
      );
      this.#process.on('message', (report: Report) => {
        if (report.kind === 'progress') {
          const { page: read, pages } = report.progress;
          page = Math.min(read + 1, pages);
          deadline.progress(pages);
          onPage(report.progress);
          return;
        }
        if (report.kind === 'started') {
          deadline.end();
          deadline = new Deadline(timeoutSeconds, expired);
          return;
        }
        deadline.progress();
        if (report.kind === 'done') finish(null);
        else if (report.kind === 'result') {
          answer.result = report.result;
          this.scannedPages += report.result.pages.filter(({ source }) => source === 'scan').length;
        } else if (report.kind === 'snippets') answer.snippets = report.snippets;
        else if (report.kind === 'inspected') answer.inspected = report.inspected;
        else if (report.kind === 'picture') answer.picture = report.picture;
        else if (report.kind === 'log') answer.log.push(report.text);
      });
      this.#process.once('close', (code, signal) => finish(this.#causeOfDeath(code, signal)));
      this.#process.on('error', (error) => finish(crash(error.message)));
      this.#process.send(job, (error) => {
        if (error) finish(this.#causeOfDeath(null, null, error.message));
      });
    });
  }

  #causeOfDeath(code: number | null, signal: NodeJS.Signals | null, otherwise = ''): ChildFailure {
    if (/heap out of memory|allocation failed|std::bad_alloc/i.test(this.#stderr)) return outOfMemory(this.#limits.heapMegabytes);
    // Not by us: the system takes the largest process when its memory is gone.
    if (signal === 'SIGKILL') return crash('SIGKILL，多为系统内存不足 / SIGKILL, mostly: the system ran out of memory');
    const lastLine = this.#stderr.trim().split('\n').at(-1) ?? '';
    const parts = [signal ?? (code === null ? '' : `exit ${code}`), lastLine].filter((part) => part !== '');
    return crash(parts.length > 0 ? parts.join(': ') : otherwise);
  }
}

function crash(reason: string): ChildFailure {
  return { code: 'file/crashed', details: { reason } };
}

function outOfMemory(limit: number): ChildFailure {
  return { code: 'file/out-of-memory', details: { limit } };
}
