/** Stands in for the child program: does what the document's text tells it to, as hostile documents do to the real one. */
import type { DrawJob, Job, Report } from '../../pipeline/dispatch/protocol.js';
import { checkedResult, finding } from './sample-results.js';

const say = (report: Report): void => void process.send?.(report);

process.on('disconnect', () => process.exit());
process.on('message', (job: Job) => void (job.kind === 'draw' ? draw(job) : act(job)));

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Draws its own process id, the page, and whether it was given the document or had it still. */
async function draw({ bytes, page }: DrawJob): Promise<void> {
  say({ kind: 'started' });
  const text = bytes === null ? '' : Buffer.from(bytes).toString('latin1');
  if (text.includes('CRASH')) process.exit(7);
  while (text.includes('LOOP'));
  await pause(text.includes('SLOW') ? 300 : 0);
  say({
    kind: 'picture',
    picture:
      page > 9 ? { reason: 'no such page' } : { png: Buffer.from(JSON.stringify({ pid: process.pid, page, given: bytes !== null })) },
  });
  say({ kind: 'done' });
}

async function act(job: Exclude<Job, DrawJob>): Promise<void> {
  say({ kind: 'started' });
  const text = Buffer.from(job.bytes).toString('latin1');
  for (let page = 1; page <= Number(/PAGES (\d+)/.exec(text)?.[1] ?? 0); page++) {
    say({ kind: 'progress', progress: { page, pages: 20, source: 'scan' } });
  }
  const loop = (): void => {
    for (;;);
  };
  if (text.includes('LOOP BEFORE')) loop();
  if (text.includes('CRASH')) process.exit(7);
  if (text.includes('MEMORY')) for (const kept: number[][] = []; ;) kept.push(new Array<number>(100_000).fill(Math.random()));
  // Pixels and tensors lie outside the JavaScript heap; only written pages are held by the process.
  for (const kept: Buffer[] = []; text.includes('NATIVE') && kept.length < 100;) {
    kept.push(Buffer.alloc(20_000_000, 1));
    await pause(10);
  }
  const findings = text.includes('FINDING')
    ? [finding({ severity: /INFO/.test(text) ? 'info' : 'warning', outcome: /OPEN/.test(text) ? 'open' : 'fail' })]
    : [];
  await pause(text.includes('SLOW') ? 150 : 0);
  say({ kind: 'result', result: checkedResult({ file: job.file, findings }) });
  if (text.includes('LOOP AFTER')) loop();
  say({ kind: 'done' });
}
