import { expect, it } from 'vitest';
import { checkSources } from '../../pipeline/dispatch/pool.js';
import { pageOfShape } from './images.js';

/** Short side over long side of a page -> what the engines of mock-engine-worker.ts do with it. */
const SHAPES = { crash: 0.5, hang: 0.6, read: 0.7, memory: 0.8, throw: 0.9 } as const;

async function check(shapes: (keyof typeof SHAPES)[]): Promise<Record<string, unknown>[]> {
  const sources = await Promise.all(
    shapes.map(async (shape) => {
      const bytes = await pageOfShape(SHAPES[shape]);
      return { file: shape, read: () => Promise.resolve(new Uint8Array(bytes)) };
    }),
  );
  const results = [];
  for await (const { result } of checkSources(sources, {
    check: { maxPages: 10, language: 'en', ocr: 'auto' },
    jobs: 1,
    timeoutSeconds: 10,
    memoryMegabytes: 700,
    snippets: false,
    onLog: () => undefined,
    child: { entry: new URL('./mock-engine-worker.ts', import.meta.url) },
  })) {
    const { file, status, error, pages } = result;
    results.push({ file, status, code: error?.code ?? null, issues: pages.flatMap(({ issues }) => issues.map(({ code }) => code)) });
  }
  return results;
}

it('engines that crash, hang, eat memory or break cost their own document only', async () => {
  expect(await check(['crash', 'hang', 'memory', 'throw', 'read'])).toEqual([
    { file: 'crash', status: 'failed', code: 'file/crashed', issues: [] },
    { file: 'hang', status: 'failed', code: 'file/timeout', issues: [] },
    { file: 'memory', status: 'failed', code: 'file/out-of-memory', issues: [] },
    { file: 'throw', status: 'partial', code: null, issues: ['needs-ocr', 'page/failed'] },
    { file: 'read', status: 'partial', code: null, issues: [] },
  ]);
}, 240_000);
