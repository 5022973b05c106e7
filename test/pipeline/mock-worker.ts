/** Stands in for the child program: does what the document's text tells it to, as hostile documents do to the real one. */
import type { Job, Report } from '../../pipeline/dispatch/protocol.js';
import { checkedResult, finding } from './sample-results.js';

const say = (report: Report): void => void process.send?.(report);

process.on('disconnect', () => process.exit());
process.on('message', (job: Job) => void act(job));

async function act(job: Job): Promise<void> {
  const text = Buffer.from(job.bytes).toString('latin1');
  const loop = (): void => {
    for (;;);
  };
  if (text.includes('LOOP BEFORE')) loop();
  if (text.includes('CRASH')) process.exit(7);
  if (text.includes('MEMORY')) for (const kept: number[][] = []; ;) kept.push(new Array<number>(100_000).fill(Math.random()));
  const findings = text.includes('FINDING')
    ? [finding({ severity: /INFO/.test(text) ? 'info' : 'warning', outcome: /OPEN/.test(text) ? 'open' : 'fail' })]
    : [];
  await new Promise((resolve) => setTimeout(resolve, text.includes('SLOW') ? 150 : 0));
  say({ kind: 'result', result: checkedResult({ file: job.file, findings }) });
  if (text.includes('LOOP AFTER')) loop();
  say({ kind: 'done' });
}
