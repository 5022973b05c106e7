import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ErrorBody } from '../../../review/server/schemas/common.js';
import { openSite, type Answer, type Client, type Site } from './harness.js';
import { CLEAN, sample, upload, type Uploaded } from './samples.js';

let site: Site;
let auditor: Client;
let ids: string[];
const [TEXT, SCAN, BROKEN] = [0, 1, 2];
beforeAll(async () => {
  site = await openSite();
  auditor = await site.client('auditor');
  const scan = readFileSync(fileURLToPath(new URL('../../../fixtures/scans/single-png-brackets.png', import.meta.url)));
  const files = [
    { name: 'a.pdf', bytes: sample(CLEAN[0]) },
    { name: 'b.png', bytes: scan },
    { name: 'c.pdf', bytes: Buffer.from('%PDF-1.7 broken') },
  ];
  ids = (await upload(await site.client('clerk'), files)).json<Uploaded>().receipts.map(({ documentId }) => documentId!);
});
afterAll(() => site.close());

const page = (document: number, number: number | string, query = '', headers: Record<string, string> = {}): Promise<Answer> =>
  auditor.get(`/api/documents/${ids[document]!}/pages/${number}/image${query}`, headers);
const code = (answer: Answer): [number, string] => [answer.statusCode, answer.json<ErrorBody>().code];

describe('a page', () => {
  it('is a picture of the size asked for, before its document was read', async () => {
    for (const [document, query, points] of [
      [TEXT, '', 1.5],
      [TEXT, '?scale=0.5', 0.5],
      [SCAN, '?scale=1', 1],
    ] as const) {
      const answer = await page(document, 1, query);
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'image/png']);
      const { width, format } = await sharp(answer.rawPayload).metadata();
      expect(format).toBe('png');
      expect(Math.abs(width - 595 * points)).toBeLessThan(points * 6);
    }
    const { channels } = await sharp((await page(TEXT, 2)).rawPayload).stats();
    expect(channels[0]!.min).toBeLessThan(60);
    expect(channels[0]!.mean).toBeGreaterThan(200);
  }, 60_000);

  it('is kept by the browser, which asks each time whether it may still show it', async () => {
    const drawn = await page(TEXT, 1, '?scale=0.5');
    const etag = String(drawn.headers['etag']);
    expect(drawn.headers).toMatchObject({ 'cache-control': 'private, no-cache', vary: 'cookie' });
    const again = await page(TEXT, 1, '?scale=0.51', { 'if-none-match': etag });
    expect([again.statusCode, again.rawPayload.length]).toEqual([304, 0]);
    for (const other of [page(TEXT, 2, '?scale=0.5', { 'if-none-match': etag }), page(TEXT, 1, '?scale=0.6', { 'if-none-match': etag })])
      expect((await other).statusCode).toBe(200);
    const signedOut = await site.anybody({
      method: 'GET',
      url: `/api/documents/${ids[TEXT]!}/pages/1/image`,
      headers: { 'if-none-match': etag },
    });
    expect(signedOut.statusCode).toBe(401);
  });

  it('that is not there, or cannot be drawn, says why; the next one is drawn', async () => {
    for (const [document, number] of [
      [TEXT, 999],
      [SCAN, 2],
      [BROKEN, 1],
    ] as const) {
      const answer = await page(document, number);
      expect(code(answer)).toEqual([422, 'page/not-drawn']);
      expect(answer.json<ErrorBody>().message.zh).toContain(`第 ${number} 页`);
    }
    expect((await page(TEXT, 1, '?scale=0.3')).statusCode).toBe(200);
  });

  it('is asked for by a number, and a size that makes sense', async () => {
    for (const [number, query] of [
      ['0', ''],
      ['x', ''],
      ['1.5', ''],
      ['1', '?scale=0'],
      ['1', '?scale=5'],
      ['1', '?scale=x'],
    ] as const)
      expect([number, query, ...code(await page(TEXT, number, query))]).toEqual([number, query, 400, 'request/invalid']);
  });
});

describe('many pages at once', () => {
  it('are all drawn, and each is the one asked for', async () => {
    const alone = await Promise.all([1, 2, 3].map(async (number) => (await page(TEXT, number, '?scale=0.4')).rawPayload));
    const many = await Promise.all(Array.from({ length: 12 }, (_, i) => page(TEXT, (i % 3) + 1, '?scale=0.4')));
    for (const [i, answer] of many.entries()) expect(answer.rawPayload.equals(alone[i % 3]!)).toBe(true);
    expect(new Set(alone.map((picture) => picture.toString('base64'))).size).toBe(3);
  });

  it('cost nothing for those who have left meanwhile', async () => {
    await site.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = site.app.server.address() as AddressInfo;
    const read = vi.spyOn(site.files, 'read');
    const requests = Array.from({ length: 20 }, (_, i) =>
      httpRequest({ port, path: `/api/documents/${ids[i % 2]!}/pages/1/image?scale=2.${i}`, headers: { cookie: auditor.cookie } })
        .on('error', () => undefined)
        .end(),
    );
    await sleep(150);
    for (const each of requests) each.destroy();
    expect((await page(TEXT, 3, '?scale=0.4')).statusCode).toBe(200);
    // Two were being drawn; the others were not begun. Nobody is told of a fault.
    expect(read.mock.calls.length).toBeLessThan(6);
    expect(site.logged.filter((line) => line.includes('request failed'))).toEqual([]);
    read.mockRestore();
  });
});
