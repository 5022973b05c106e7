import { createHash } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GoujiError } from '../../../model/index.js';
import { endAbandoned } from '../../../pipeline/intake/abandoned.js';
import { Receiver, type IncomingFile } from '../../../pipeline/intake/receive.js';
import { pictures } from '../images.js';
import { mockPdf } from '../pdfs.js';
import { zipOf } from '../zips.js';
import { openDesk, streamOf, type Desk } from './desk.js';

let desk: Desk;
beforeEach(async () => (desk = await openDesk()));
afterEach(() => desk.clear());

const pdf = mockPdf('a');
const file = (name: string, bytes: Uint8Array | string): IncomingFile => ({ name, content: streamOf(Buffer.from(bytes)) });
const shaOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A stream that breaks off behind `bytes`. */
async function* broken(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield* streamOf(bytes);
  throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
}

describe('an upload', () => {
  it('has one receipt per file, by content, not by name', async () => {
    const png = (await pictures()).PNG;
    const { batch, totals } = await desk.upload([
      file('报告/一.pdf', pdf),
      file('notes.txt', png),
      file('二.pdf', 'just words'),
      file('list.csv', 'a,b'),
      file('空.pdf', ''),
      file(
        'a.pdf',
        zipOf([
          { name: '[Content_Types].xml', bytes: pdf },
          { name: 'word/document.xml', bytes: pdf },
        ]),
      ),
    ]);
    expect(desk.lines()).toEqual([
      ['报告/一.pdf', 'accepted'],
      ['notes.txt', 'accepted'],
      ['二.pdf', 'file/unsupported'],
      ['list.csv', 'file/unsupported'],
      ['空.pdf', 'file/empty'],
      ['a.pdf', 'file/unsupported'],
    ]);
    expect(totals).toEqual({ found: 6, accepted: 2, duplicate: 0, rejected: 4, skipped: 0, bytes: pdf.length + png.length });
    expect(batch).toMatchObject({ name: '2026年归档', state: 'running', priority: 10, created_by: null });
    expect(desk.store.audited).toEqual([{ userId: null, action: 'batch.received', subject: batch.id, after: totals }]);
    expect(desk.store.written.map(({ size }) => size).slice(0, 3)).toEqual([pdf.length, png.length, 10]);
    expect(desk.stored().sort()).toEqual([shaOf(pdf), shaOf(png)].sort());
    expect(desk.temporary()).toEqual([]);
  });
  it('knows the same content again, in the batch and in a later one', async () => {
    const first = await desk.upload([file('a.pdf', pdf), file('b.pdf', pdf), file('c.zip', zipOf([{ name: 'x.pdf', bytes: pdf }]))]);
    const second = await desk.upload([file('again.pdf', pdf)]);
    expect(desk.lines().map(([, outcome]) => outcome)).toEqual(['accepted', 'duplicate', 'duplicate', 'duplicate']);
    expect(new Set(desk.store.written.map(({ document_id }) => document_id)).size).toBe(1);
    expect(first.totals).toMatchObject({ found: 3, accepted: 1, duplicate: 2, bytes: pdf.length });
    expect(second.totals).toMatchObject({ found: 1, accepted: 0, duplicate: 1, bytes: 0 });
    expect(desk.stored()).toEqual([shaOf(pdf)]);
  });
  it('tells each receipt as it is stored, in the language asked for', async () => {
    const told: string[] = [];
    await desk.upload([file('a.pdf', pdf), file('b.pdf', '')], {
      language: 'en',
      onReceipt: ({ number, name, error }) => void told.push(`${number} ${name} ${error ?? ''}`),
    });
    expect(told[0]).toBe('1 a.pdf ');
    expect(told[1]).toContain('The file is empty (0 bytes).');
  });
  it('keeps names that a database would not take', async () => {
    await desk.upload([file('a\0b\ud800.pdf', pdf)], { batchName: 'x\0y' });
    expect(desk.store.written[0]!.name).toBe('a\ufffdb\ufffd.pdf');
    expect(desk.store.rows[0]!.name).toBe('x\ufffdy');
  });
  it.each([
    ['one document', true, pdf, 0],
    ['a ZIP, even of one document', true, zipOf([{ name: 'x.pdf', bytes: pdf }]), 10],
    ['a document among others', false, pdf, 10],
  ])('of %s (single: %s) takes its place in the queue', async (_, single, bytes, priority) => {
    expect((await desk.upload([file('x', bytes)], { single })).batch.priority).toBe(priority);
  });
  it('has its batch from its first file on, receiving', async () => {
    const states: string[] = [];
    await desk.upload([file('a.pdf', pdf), file('b.pdf', '')], { onReceipt: () => void states.push(desk.store.rows[0]!.state) });
    expect(states).toEqual(['receiving', 'receiving']);
  });
  it('of a file above the limit is refused while it comes, and read to its end', async () => {
    const large = Buffer.concat([pdf, Buffer.alloc(50_000)]);
    const { totals } = await desk.upload([file('a.pdf', large), file('b.pdf', pdf)], { limits: { maxBytes: 20_000 } });
    expect(desk.lines()).toEqual([
      ['a.pdf', 'file/too-large'],
      ['b.pdf', 'accepted'],
    ]);
    expect(desk.store.written[0]!.size).toBe(large.length);
    expect(totals).toMatchObject({ found: 2, accepted: 1, rejected: 1 });
    expect(desk.temporary()).toEqual([]);
  });
  it('reads what it refuses to its end, so that the sender can go on', async () => {
    for (const [name, bytes, limits] of [
      ['words.pdf', Buffer.alloc(300_000, 'words '), {}],
      [
        'a.zip',
        zipOf([{ name: 'x.bin', bytes: Buffer.from(Array.from({ length: 90_000 }, (_, i) => (i * i) % 251)), method: 0 }]),
        { maxArchiveBytes: 20_000 },
      ],
    ] as const) {
      const sender = new PassThrough({ highWaterMark: 1000 });
      const sent = new Promise<void>((resolve, reject) =>
        Readable.from(streamOf(bytes)).pipe(sender).once('finish', resolve).once('error', reject),
      );
      await desk.upload([{ name, content: sender }], { limits });
      await sent;
      expect(sender.readableEnded).toBe(true);
      expect(desk.store.written.at(-1)).toMatchObject({ outcome: 'rejected', size: bytes.length });
    }
  });
});

describe('an upload that breaks off', () => {
  it.each([
    ['in its first bytes', 0],
    ['in the middle', 30_000],
  ])('%s leaves receipts for what came and no half file', async (_, length) => {
    const large = Buffer.concat([pdf, Buffer.alloc(60_000)]);
    const { batch, totals } = await desk.upload([file('a.pdf', pdf), { name: 'b.pdf', content: broken(large.subarray(0, length)) }]);
    expect(desk.lines()).toEqual([
      ['a.pdf', 'accepted'],
      ['b.pdf', 'file/broken-off'],
    ]);
    expect(JSON.parse(desk.store.written[1]!.error!)).toMatchObject({ message: expect.stringContaining('ECONNRESET') as string });
    expect(totals).toEqual({ found: 2, accepted: 1, duplicate: 0, rejected: 1, skipped: 0, bytes: pdf.length });
    expect(batch.state).toBe('running');
    expect(desk.stored()).toEqual([shaOf(pdf)]);
    expect(desk.temporary()).toEqual([]);
  });
  it('in a ZIP has one receipt for the ZIP', async () => {
    const zip = zipOf([
      { name: 'a.pdf', bytes: pdf },
      { name: 'b.pdf', bytes: mockPdf('b') },
    ]);
    await desk.upload([{ name: 'a.zip', content: broken(zip.subarray(0, zip.length - 10)) }]);
    expect(desk.lines()).toEqual([['a.zip', 'file/broken-off']]);
    expect(desk.stored()).toEqual([]);
    expect(desk.temporary()).toEqual([]);
  });
  it('may be one whose stream was destroyed before it was read, or cut by a limit in front', async () => {
    const gone = new PassThrough();
    gone.destroy(new Error('gone'));
    await desk.upload([
      { name: 'a.pdf', content: gone },
      { name: 'b.pdf', content: streamOf(pdf), cut: () => true },
      { name: 'c.pdf', content: streamOf(pdf), cut: () => false },
    ]);
    expect(desk.lines().map(([, outcome]) => outcome)).toEqual(['file/broken-off', 'file/broken-off', 'accepted']);
    expect(desk.stored()).toEqual([shaOf(pdf)]);
  });
  it('because it was stopped ends with the reason, without a receipt for the file under way', async () => {
    const stop = new AbortController();
    const receiver = new Receiver(desk.context({ signal: stop.signal }));
    await receiver.receive(file('a.pdf', pdf));
    const slow = async function* (): AsyncGenerator<Uint8Array> {
      yield* streamOf(Buffer.concat([pdf, Buffer.alloc(10_000)]));
      stop.abort(new Error('stopped'));
      yield Buffer.alloc(10);
    };
    await expect(receiver.receive({ name: 'b.pdf', content: slow() })).rejects.toThrow('stopped');
    const { batch, totals } = await receiver.finish();
    expect(batch.state).toBe('running');
    expect(totals).toMatchObject({ found: 2, accepted: 1 });
    expect(desk.lines()).toEqual([['a.pdf', 'accepted']]);
    expect(desk.temporary()).toEqual([]);
  });
});

describe('when storage or database fail', () => {
  it('the upload ends with their error; a content without receipt does no harm', async () => {
    const addReceipt = desk.store.batches.addReceipt;
    desk.store.batches.addReceipt = () => Promise.reject(new GoujiError('store/unavailable', { reason: 'ECONNREFUSED' }));
    await expect(desk.upload([file('a.pdf', pdf)])).rejects.toMatchObject({ code: 'store/unavailable' });
    expect(desk.stored()).toEqual([shaOf(pdf)]);
    expect(desk.temporary()).toEqual([]);
    desk.store.batches.addReceipt = addReceipt;
    expect((await desk.upload([file('a.pdf', pdf)])).totals).toMatchObject({ found: 1, accepted: 1, duplicate: 0 });
    expect(desk.stored()).toEqual([shaOf(pdf)]);
  });
  it('a full disk is nobody’s receipt', async () => {
    const files = { ...desk.files, put: () => Promise.reject(new GoujiError('storage/full', { free: 1, reserve: 2 })) } as Desk['files'];
    const receiver = new Receiver(desk.context({ files }));
    await expect(receiver.receive(file('a.pdf', pdf))).rejects.toMatchObject({ code: 'storage/full' });
    expect((await receiver.finish()).batch.state).toBe('running');
    expect(desk.lines()).toEqual([]);
  });
});

describe('a batch', () => {
  it('that somebody paused or cancelled meanwhile stays so', async () => {
    for (const state of ['paused', 'cancelled'] as const) {
      const { batch } = await desk.upload([file('a.pdf', pdf)], {
        onReceipt: ({ batch_id }) => void desk.store.batches.setState(batch_id, state),
      });
      expect(batch.state).toBe(state);
    }
  });
  it('whose receiver died is running once nothing has come for long', async () => {
    const receive = async (...files: IncomingFile[]): Promise<string> => {
      const receiver = new Receiver(desk.context());
      for (const one of files) await receiver.receive(one);
      return desk.store.rows.at(-1)!.id;
    };
    const [dead, alive] = [await receive(file('a.pdf', pdf)), await receive(file('a.pdf', pdf), file('b.pdf', pdf))];
    for (const row of desk.store.rows) row.created_at = '2026-01-01T00:00:00.000Z';
    for (const receipt of desk.store.written) receipt.created_at = '2026-01-01T00:00:00.000Z';
    desk.store.written.at(-1)!.created_at = '2026-01-02T00:00:00.000Z';
    expect(await endAbandoned(desk.store.batches, '2026-01-01T12:00:00.000Z')).toBe(1);
    expect(desk.store.rows.map(({ id, state }) => [id, state])).toEqual([
      [dead, 'running'],
      [alive, 'receiving'],
    ]);
  });
});
