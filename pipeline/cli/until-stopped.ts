import type { CommandIo } from './io.js';

/** Resolves when the process is asked to end (SIGTERM, Ctrl-C). */
export function untilStopped({ signal }: CommandIo): Promise<void> {
  return new Promise((resolve) => {
    // Without a signal it runs until the process is killed.
    const stay = setInterval(() => undefined, 1 << 30);
    const end = (): void => {
      clearInterval(stay);
      resolve();
    };
    if (signal?.aborted === true) end();
    else signal?.addEventListener('abort', end, { once: true });
  });
}
