import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** Often enough that a process cannot fill a machine between two looks, seldom enough to cost nothing. */
const INTERVAL_MS = 500;

/**
 * Memory a process holds, all of it: image decoders and recognition allocate outside the JavaScript heap. Megabytes; null where it cannot
 * be known (no such process, a system without /proc and ps).
 */
export async function residentMegabytes(pid: number): Promise<number | null> {
  const kilobytes = process.platform === 'linux' ? await fromProc(pid) : await fromPs(pid);
  return kilobytes === null ? null : kilobytes / 1024;
}

async function fromProc(pid: number): Promise<number | null> {
  try {
    const found = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1];
    return found === undefined ? null : Number(found);
  } catch {
    return null;
  }
}

function fromPs(pid: number): Promise<number | null> {
  return new Promise((resolve) => {
    execFile('ps', ['-o', 'rss=', '-p', String(pid)], (error, stdout) => {
      const kilobytes = Number(stdout.trim());
      resolve(error !== null || stdout.trim() === '' || !Number.isFinite(kilobytes) ? null : kilobytes);
    });
  });
}

/** Looks at a process again and again; `onExceeded` is called once, when it holds more than the limit. Returns what ends the watch. */
export function watchMemory(
  pid: number,
  limitMegabytes: number,
  onExceeded: () => void,
  onLook: (megabytes: number) => void = () => undefined,
): () => void {
  let ended = false;
  let timer: NodeJS.Timeout | null = null;
  const look = async (): Promise<void> => {
    const held = await residentMegabytes(pid);
    if (ended) return;
    if (held !== null) onLook(held);
    if (held !== null && held > limitMegabytes) {
      ended = true;
      onExceeded();
    } else {
      timer = setTimeout(() => void look(), INTERVAL_MS);
    }
  };
  timer = setTimeout(() => void look(), INTERVAL_MS);
  return () => {
    ended = true;
    if (timer !== null) clearTimeout(timer);
  };
}
