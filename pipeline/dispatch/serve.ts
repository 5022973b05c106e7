import type { Page } from '../../model/index.js';
import type { ExtractContext } from '../stages/extract.js';
import { dieWithParent } from './orphan-watch.js';
import type { DrawJob, Job, Report } from './protocol.js';

/**
 * Makes this process a child: one job after another, each answered by reports and a final `done`. Ends when the parent does.
 * Interrupts are the parent's business: Ctrl-C reaches the whole process group.
 */
export function serve(engines?: ExtractContext['engines']): void {
  dieWithParent();
  process.on('SIGINT', () => undefined);
  process.on('disconnect', () => process.exit());
  // A program that cannot be loaded is reported with the first job.
  if (process.argv[2] === 'check') loadCheck().catch(() => undefined);
  process.on('message', (job: Job) => void (job.kind === 'draw' ? draw(job) : check(job, engines)));
}

async function draw(job: DrawJob): Promise<void> {
  const { drawPicture } = await import('../render/picture.js');
  say({ kind: 'started' });
  say({ kind: 'picture', picture: await drawPicture(job) });
  say({ kind: 'done' });
}

async function check(job: Exclude<Job, DrawJob>, engines: ExtractContext['engines']): Promise<void> {
  const { checkDocument } = await loadCheck();
  say({ kind: 'started' });
  let pages: Page[] = [];
  const result = await checkDocument(job.bytes, job.file, job.options, logStack, undefined, {
    onPage: (progress) => say({ kind: 'progress', progress }),
    onExtracted: (extracted) => (pages = extracted.pages),
    ...(engines === undefined ? {} : { engines }),
  });
  say({ kind: 'result', result });
  try {
    if (job.kind === 'check' && job.snippets && result.findings.length > 0) {
      const { drawSnippets } = await import('../render/snippets.js');
      say({ kind: 'snippets', snippets: await drawSnippets(job.bytes, result, job.options) });
    }
    if (job.kind === 'inspect' && result.status !== 'failed') {
      const { inspectDocument } = await import('../render/inspect.js');
      const draw = { bytes: job.bytes, pages, result, options: job.options, folder: job.folder };
      say({ kind: 'inspected', inspected: await inspectDocument(draw, () => say({ kind: 'drawn' })) });
    }
  } catch (error) {
    logStack(error);
  }
  say({ kind: 'done' });
}

function loadCheck(): Promise<typeof import('../stages/check-document.js')> {
  return import('../stages/check-document.js');
}

function logStack(error: unknown): void {
  say({ kind: 'log', text: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}

function say(report: Report): void {
  process.send?.(report);
}
