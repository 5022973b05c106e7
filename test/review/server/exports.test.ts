import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import ExcelJS from 'exceljs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DocumentRow } from '../../../pipeline/store/store.js';
import { spreadsheetText } from '../../../review/server/export/cells.js';
import { finding } from '../../pipeline/sample-results.js';
import { newBatch, stored } from '../../pipeline/store/databases.js';
import { openSite, type Client, type Site } from './harness.js';

const HOSTILE = [
  '=HYPERLINK("http://x.example","a")',
  '+1',
  '-1+2',
  '@x',
  '\t=1',
  '＝1+1',
  '<script>alert(1)</script>',
  'a\u202egpj',
  'x'.repeat(10_000),
  'a\ud800b',
  'a\u0001b\uffff',
  '_x003D_1',
  '"a","b"\r\nc',
  '  =1',
];

let site: Site;
let reviewer: Client;
beforeEach(async () => {
  site = await openSite();
  reviewer = await site.client('reviewer');
});
afterEach(() => site.close());

async function storeHostile(): Promise<void> {
  const batch = await newBatch(site.store);
  for (const [n, name] of HOSTILE.entries())
    await stored(site.store, batch, n + 1, (report) => (report.basic.organization = name), [
      finding({ message: { zh: name, en: name }, fingerprint: `f${n}` }),
    ]);
}

async function sheet(body: Buffer): Promise<ExcelJS.CellValue[][]> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(body as never);
  const rows: ExcelJS.CellValue[][] = [];
  book.worksheets[0]!.eachRow((row) => rows.push((row.values as ExcelJS.CellValue[]).slice(1)));
  return rows;
}

/** RFC 4180. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)!.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
    if (end === '') break;
  }
  return rows.filter((row) => row.length > 1);
}

describe('exports of hostile text', () => {
  it('are text in workbooks: no formula, no link, nothing lost', async () => {
    await storeHostile();
    for (const [view, column] of [
      ['documents', 2],
      ['findings', 1],
    ] as const) {
      const answer = await reviewer.get(`/api/exports/${view}?format=xlsx&language=en`);
      expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="gouji-[a-z]+-[\d-]+\.xlsx"$/);
      const rows = await sheet(answer.rawPayload);
      expect(rows).toHaveLength(HOSTILE.length + 1);
      const names = rows.slice(1).map((row) => row[column]);
      expect(names.map((name) => typeof name)).toEqual(HOSTILE.map(() => 'string'));
      expect(names[0]).toBe(`'${HOSTILE[0]!}`);
      expect(names[6]).toBe(HOSTILE[6]);
      expect(names[8]).toBe(HOSTILE[8]);
      for (const name of names as string[]) expect(name).not.toMatch(/^\s*[=+@-]|\u202e|\u0001|\p{Surrogate}/u);
    }
  });

  it('are text in CSV, each in its cell', async () => {
    await storeHostile();
    const { body } = await reviewer.get('/api/exports/documents?format=csv&language=zh');
    expect(body.startsWith('\ufeff文件,')).toBe(true);
    const rows = parseCsv(body.slice(1));
    expect(rows).toHaveLength(HOSTILE.length + 1);
    expect(new Set(rows.map(({ length }) => length)).size).toBe(1);
    for (const row of rows.slice(1)) for (const cell of row) expect(cell).not.toMatch(/^\s*[=+@\uff1d]|^[\t\r]|\u202e|\u0001/);
    expect(rows[13]![2]).toBe('"a","b" c');
  });

  it('are as they were stored in JSON', async () => {
    await storeHostile();
    const answer = await reviewer.get('/api/exports/documents?format=json');
    const { rows } = JSON.parse(answer.body) as { rows: { organization: string }[] };
    expect(rows.map(({ organization }) => organization).slice(0, 9)).toEqual(HOSTILE.slice(0, 9));
  });

  it('hold what XML can hold', () => {
    for (const text of HOSTILE) expect(spreadsheetText(text)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|\p{Surrogate}/u);
  });
});

describe('exports', () => {
  it('keep the filters of their view, and are noted', async () => {
    await storeHostile();
    const { rows } = (await reviewer.get('/api/exports/documents?format=json&organization=%2B1')).json<{ rows: unknown[] }>();
    expect(rows).toHaveLength(1);
    const auditor = await site.client('auditor');
    const log = (await auditor.get('/api/audit?action=export')).json<{ rows: unknown[] }>();
    expect(log.rows).toMatchObject([{ user: 'reviewer', subject: 'documents', after: { format: 'json', filter: { organization: '+1' } } }]);
    expect((await reviewer.get('/api/exports/documents?format=pdf')).statusCode).toBe(400);
  });

  it('are there for receipts, the audit log and statistics; a clerk gets their own batch alone', async () => {
    await storeHostile();
    const [batch] = (await site.store.batches.list({ offset: 0, limit: 1 })).rows;
    const clerk = await site.client('clerk');
    const own = await site.store.batches.create({ name: 'own', priority: 1, created_by: clerk.userId });
    expect(parseCsv((await reviewer.get(`/api/exports/receipts?format=csv&batchId=${batch!.id}`)).body.slice(1))).toHaveLength(
      HOSTILE.length + 1,
    );
    expect((await clerk.get(`/api/exports/receipts?format=csv&batchId=${batch!.id}`)).statusCode).toBe(404);
    expect((await clerk.get(`/api/exports/receipts?format=csv&batchId=${own.id}`)).statusCode).toBe(200);
    const auditor = await site.client('auditor');
    expect((await auditor.get('/api/exports/audit?format=json')).json<{ rows: unknown[] }>().rows.length).toBeGreaterThan(3);
    expect((await reviewer.get('/api/exports/audit?format=json')).statusCode).toBe(403);
    const statistics = (await reviewer.get('/api/exports/statistics?format=json')).json<{ rows: unknown[] }>();
    expect(statistics.rows).toMatchObject([{ rule: 'score/total-mismatch', fail: HOSTILE.length }]);
  });
});

describe('a long export', () => {
  const endless = (list: (offset: number) => void) =>
    vi.spyOn(site.store.documents, 'list').mockImplementation((_, { offset, limit }) => {
      list(offset);
      return Promise.resolve({
        rows: Array.from({ length: limit }, (__, n) => ({ ...sample, id: String(offset + n), name: randomBytes(100).toString('hex') })),
        total: 1e6,
      });
    });
  let sample: DocumentRow;
  beforeEach(async () => {
    await storeHostile();
    sample = (await site.store.documents.list({}, { offset: 6, limit: 1 })).rows[0]!;
  });

  for (const format of ['csv', 'json', 'xlsx']) {
    it(`as ${format} waits for whoever reads it, and ends when they go`, async () => {
      let asked = 0;
      endless((offset) => (asked = offset));
      await site.app.listen({ port: 0, host: '127.0.0.1' });
      const { port } = site.app.server.address() as AddressInfo;
      const socket = connect(port, '127.0.0.1');
      socket.write(`GET /api/exports/documents?format=${format} HTTP/1.1\r\nHost: x\r\nCookie: ${reviewer.cookie}\r\n\r\n`);
      await once(socket, 'readable');
      await settled(() => asked);
      // Nobody reads on: sockets and packer are full, and no more is fetched.
      expect(asked).toBeLessThan(500_000);
      socket.destroy();
      await vi.waitFor(async () => expect(await connections(site)).toBe(0), 5000);
      const before = asked;
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(asked).toBe(before);
      // Its place is free again.
      for (let n = 0; n < 8; n++) expect((await reviewer.get(`/api/exports/findings?format=csv`)).statusCode).toBe(200);
    });
  }

  it('that nobody reads does not keep the server from closing', async () => {
    endless(() => undefined);
    await site.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = site.app.server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(`GET /api/exports/documents?format=csv HTTP/1.1\r\nHost: x\r\nCookie: ${reviewer.cookie}\r\n\r\n`);
    await once(socket, 'readable');
    const start = performance.now();
    await site.app.close();
    expect(performance.now() - start).toBeLessThan(3000);
    socket.destroy();
  });

  it('that breaks off is no whole file', async () => {
    endless((offset) => {
      if (offset > 2000) throw new Error('gone');
    });
    await site.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = site.app.server.address() as AddressInfo;
    for (const format of ['csv', 'json', 'xlsx']) {
      const answer = await fetch(`http://127.0.0.1:${port}/api/exports/documents?format=${format}`, {
        headers: { cookie: reviewer.cookie },
      });
      await expect(answer.arrayBuffer()).rejects.toThrow();
    }
  });
});

function connections({ app }: Site): Promise<number> {
  return new Promise((resolve, reject) => app.server.getConnections((error, count) => (error === null ? resolve(count) : reject(error))));
}

/** The value once it has stopped changing. */
async function settled(value: () => number): Promise<number> {
  for (let last = -1; ;) {
    if (last === value()) return last;
    last = value();
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}
