import { Worker } from 'node:worker_threads';

const INTERVAL_MS = 2000;

/**
 * Ends this process when its parent is gone. A parser that loops keeps the main thread from ever seeing the disconnect, and a
 * parent that was killed outright cannot send a signal: a second thread looks after it.
 */
export function dieWithParent(): void {
  const source = `const parent = process.ppid;
setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL'); }, ${INTERVAL_MS});`;
  new Worker(source, { eval: true, execArgv: [], stdout: false, stderr: false }).unref();
}
