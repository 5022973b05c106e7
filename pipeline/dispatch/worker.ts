import { dieWithParent } from './orphan-watch.js';
import type { Job, Report } from './protocol.js';

/**
 * Entry of the child process: one job after another, each answered by reports and a final `done`. Ends when the parent does.
 * Interrupts are the parent's business: Ctrl-C reaches the whole process group.
 */
dieWithParent();
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit());
process.on('message', (job: Job) => void run(job));

async function run(job: Job): Promise<void> {
  const { checkDocument } = await import('../stages/check-document.js');
  const result = await checkDocument(job.bytes, job.file, job.options, logStack);
  say({ kind: 'result', result });
  try {
    if (job.kind === 'check' && job.snippets && result.findings.length > 0) {
      const { drawSnippets } = await import('../render/snippets.js');
      say({ kind: 'snippets', snippets: await drawSnippets(job.bytes, result, job.options) });
    }
    if (job.kind === 'inspect' && result.status !== 'failed') {
      const { inspectDocument } = await import('../render/inspect.js');
      say({ kind: 'inspected', inspected: await inspectDocument(job.bytes, result, job.options, job.folder) });
    }
  } catch (error) {
    logStack(error);
  }
  say({ kind: 'done' });
}

function logStack(error: unknown): void {
  say({ kind: 'log', text: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}

function say(report: Report): void {
  process.send?.(report);
}
