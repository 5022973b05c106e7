import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Debian's Tesseract with its Chinese data, as its documentation has it: one process a page, one thread each. */
export async function nativeTesseract(picture: string, dpi: number): Promise<string[]> {
  const { stdout } = await run('tesseract', [picture, 'stdout', '-l', 'chi_sim', '--psm', '3', '--dpi', String(dpi)], {
    env: { ...process.env, OMP_THREAD_LIMIT: '1' },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout.split('\n');
}

/** The pages of a scan as grey pictures in `folder`, at the resolution they were scanned with. */
export async function picturesOf(pdf: string, dpi: number, folder: string, pages: number): Promise<string[]> {
  await run('pdftoppm', ['-r', String(dpi), '-gray', pdf, `${folder}/page`]);
  const digits = String(pages).length;
  return Array.from({ length: pages }, (_, i) => `${folder}/page-${String(i + 1).padStart(digits, '0')}.pgm`);
}

/** Runs `task` over all items, `lanes` at a time. */
export async function inLanes<T, R>(items: readonly T[], lanes: number, task: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let i = next++; i < items.length; i = next++) results[i] = await task(items[i]!);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
