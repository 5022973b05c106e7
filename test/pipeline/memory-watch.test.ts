import { expect, it } from 'vitest';
import { residentMegabytes, watchMemory } from '../../pipeline/dispatch/memory-watch.js';

it('counts memory outside the JavaScript heap', async () => {
  const before = (await residentMegabytes(process.pid))!;
  const held = Buffer.alloc(80_000_000, 1);
  const after = (await residentMegabytes(process.pid))!;
  expect(held[0]).toBe(1);
  expect(after - before).toBeGreaterThan(60);
});

it('knows nothing of a process that is not there', async () => {
  expect(await residentMegabytes(2 ** 22 + 1)).toBeNull();
});

it('tells once when the limit is exceeded, and what it saw', async () => {
  const looks: number[] = [];
  let told = 0;
  await new Promise<void>((resolve) => {
    watchMemory(
      process.pid,
      1,
      () => {
        told += 1;
        resolve();
      },
      (megabytes) => looks.push(megabytes),
    );
  });
  expect(told).toBe(1);
  expect(looks).toHaveLength(1);
});
