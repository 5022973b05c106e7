import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mockPdf } from '../pdfs.js';
import { zipOf, type ZipEntry } from '../zips.js';
import type { ReceiveContext } from '../../../pipeline/intake/receive.js';
import { openDesk, streamOf, type Desk } from './desk.js';

let desk: Desk;
beforeEach(async () => (desk = await openDesk()));
afterEach(() => desk.clear());

const pdf = mockPdf('a');
/** Content that hardly shrinks, begun as a PDF. */
function noise(length: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(length);
  let state = seed;
  for (let index = 0; index < length; index += 1) bytes[index] = (state = (state * 1103515245 + 12345) & 0x7fffffff) >>> 16;
  return Buffer.concat([mockPdf(String(seed)), bytes]);
}

/** The same ZIP in both ways it can come: as a stream that is put aside, and as a file on this machine. */
const WAYS: [string, (bytes: Buffer, changes?: Partial<ReceiveContext>) => ReturnType<Desk['ingest']>][] = [
  ['as a stream', (bytes, changes) => desk.upload([{ name: 'a.zip', content: streamOf(bytes, 50_000) }], changes)],
  ['as a file', (bytes, changes) => desk.ingest([desk.place('a.zip', bytes)], changes)],
];

describe.each(WAYS)('a ZIP that comes %s', (_, take) => {
  it('gives a receipt per file in it; folders are none, traces of systems are counted', async () => {
    const { totals } = await take(
      zipOf([
        { name: '2025/', bytes: new Uint8Array() },
        { name: Buffer.from('b1a8b8e62f31bac52e706466', 'hex'), bytes: pdf }, // 报告/1号.pdf in GBK
        { name: '深/更深/报告二.pdf', bytes: mockPdf('b') },
        { name: '深/更深/报告三.pdf', bytes: mockPdf('c'), utf8: true },
        { name: '深/副本.pdf', bytes: pdf },
        { name: '深/list.csv', bytes: Buffer.from('a,b') },
        { name: '深/.DS_Store', bytes: pdf },
        { name: '__MACOSX/深/._报告二.pdf', bytes: pdf },
        { name: 'Thumbs.db', bytes: pdf },
        { name: '空.pdf', bytes: new Uint8Array() },
      ]),
    );
    expect(desk.lines()).toEqual([
      ['a.zip/报告/1号.pdf', 'accepted'],
      ['a.zip/深/更深/报告二.pdf', 'accepted'],
      ['a.zip/深/更深/报告三.pdf', 'accepted'],
      ['a.zip/深/副本.pdf', 'duplicate'],
      ['a.zip/深/list.csv', 'file/unsupported'],
      ['a.zip/空.pdf', 'file/empty'],
    ]);
    expect(totals).toEqual({ found: 9, accepted: 3, duplicate: 1, rejected: 2, skipped: 3, bytes: 3 * pdf.length });
    expect(desk.stored()).toHaveLength(3);
    expect(desk.temporary()).toEqual([]);
  });
  it.each<[string, ZipEntry, string?]>([
    ['an absolute path', { name: '/etc/a.pdf', bytes: pdf }],
    ['a path upwards', { name: '../../a.pdf', bytes: pdf }],
    ['a path upwards in Windows spelling', { name: 'x\\..\\..\\a.pdf', bytes: pdf }],
    ['a drive', { name: 'C:/a.pdf', bytes: pdf }],
    ['a path upwards to a hidden file', { name: '../.ssh/authorized_keys', bytes: pdf }],
    ['a control character', { name: 'a\u001b[2J.pdf', bytes: pdf }],
    ['encryption', { name: 'a.pdf', bytes: Buffer.alloc(40), encrypted: true }],
    ['an odd compression method', { name: 'a.pdf', bytes: pdf, method: 12 }],
    ['a symbolic link', { name: 'a.pdf', bytes: Buffer.from('/etc/passwd'), externalAttributes: (0o120777 << 16) >>> 0 }],
    ['a ZIP inside', { name: 'inner.pdf', bytes: zipOf([{ name: 'x.pdf', bytes: pdf }]) }],
    ['a bomb', { name: 'bomb.pdf', bytes: Buffer.concat([pdf, Buffer.alloc(20_000_000)]) }],
    ['an office file', { name: 'a.pdf', bytes: zipOf([{ name: 'word/document.xml', bytes: pdf }]) }, 'file/unsupported'],
    ['half a ZIP', { name: 'a.zip', bytes: zipOf([{ name: 'x.pdf', bytes: pdf }]).subarray(0, 40) }, 'archive/damaged'],
    ['a wrong checksum', { name: 'a.pdf', bytes: mockPdf('never stored'), crc: 1 }, 'archive/damaged'],
    ['more than was declared', { name: 'a.pdf', bytes: noise(50_000), claimedSize: 10 }, 'archive/damaged'],
  ])('may hold %s: that is refused, the rest is taken', async (_, entry, code = 'archive/refused-entry') => {
    const { totals } = await take(zipOf([entry, { name: 'good.pdf', bytes: pdf }]));
    expect(desk.lines().map(([, outcome]) => outcome)).toEqual([code, 'accepted']);
    expect(totals).toMatchObject({ found: 2, accepted: 1, rejected: 1, skipped: 0 });
    expect(desk.stored()).toHaveLength(1);
    expect(desk.temporary()).toEqual([]);
  });
  it('is refused whole when it has too many entries, is damaged or empty', async () => {
    const many = zipOf(Array.from({ length: 21 }, (_, index) => ({ name: `${index}.pdf`, bytes: pdf })));
    const whole = zipOf([{ name: 'a.pdf', bytes: pdf }]);
    for (const [bytes, found] of [
      [many, 1],
      [whole.subarray(0, whole.length - 30), 1],
      [zipOf([]), 1],
      [zipOf([{ name: '.DS_Store', bytes: pdf }]), 2],
    ] as const) {
      const { totals } = await take(bytes, { limits: { maxEntries: 20 } });
      expect(totals).toEqual({ found, accepted: 0, duplicate: 0, rejected: 1, skipped: found - 1, bytes: 0 });
    }
    expect(desk.lines()).toEqual([
      ['a.zip', 'archive/damaged'],
      ['a.zip', 'archive/damaged'],
      ['a.zip', 'archive/empty'],
      ['a.zip', 'archive/empty'],
    ]);
    expect(desk.store.written[0]).toMatchObject({ size: many.length, error: expect.stringContaining('21 > 20') as string });
    expect(desk.stored()).toEqual([]);
    expect(desk.temporary()).toEqual([]);
  });
  it('may have 20,000 entries and no more', async () => {
    const many = (count: number): Buffer =>
      zipOf(Array.from({ length: count }, (_, index) => ({ name: `.${index}`, bytes: Buffer.alloc(0), method: 0 })));
    expect((await take(many(20_000))).totals).toMatchObject({ found: 20_001, skipped: 20_000 });
    expect((await take(many(20_001))).totals).toMatchObject({ found: 1, rejected: 1 });
  });
  it('is inflated up to its limit; every entry beyond has its receipt', async () => {
    const bytes = zipOf(Array.from({ length: 5 }, (_, index) => ({ name: `${index}.pdf`, bytes: noise(100_000, index + 1) })));
    const { totals } = await take(bytes, { limits: { maxInflated: 250_000 } });
    expect(desk.lines().map(([, outcome]) => outcome)).toEqual([
      'accepted',
      'accepted',
      'archive/refused-entry',
      'archive/refused-entry',
      'archive/refused-entry',
    ]);
    expect(totals).toMatchObject({ found: 5, accepted: 2, rejected: 3 });
  });
  it('has entries of limited size, whatever they declare', async () => {
    const large = noise(60_000);
    await take(
      zipOf([
        { name: 'honest.pdf', bytes: large },
        { name: 'lying.pdf', bytes: large, claimedSize: 500 },
        { name: 'good.pdf', bytes: pdf },
      ]),
      { limits: { maxBytes: 10_000 } },
    );
    expect(desk.lines().map(([, outcome]) => outcome)).toEqual(['file/too-large', 'archive/damaged', 'accepted']);
    expect(desk.stored()).toHaveLength(1);
  });
});

it('a bomb of which many entries share the same bytes is stopped by the sum', async () => {
  const single = zipOf([{ name: 'x.pdf', bytes: Buffer.concat([pdf, Buffer.alloc(9_000_000)]) }]);
  const shared = sharingZip(single, 300);
  const { totals } = await desk.ingest([desk.place('bomb.zip', shared)]);
  expect(totals).toMatchObject({ found: 300, accepted: 1 });
  expect(totals.rejected).toBeGreaterThan(150);
  expect(desk.lines().at(-1)![1]).toBe('archive/refused-entry');
});

/** A ZIP whose directory names the one entry of `single` many times over. */
function sharingZip(single: Buffer, count: number): Buffer {
  const end = single.subarray(single.length - 22);
  const [size, start] = [end.readUInt32LE(12), end.readUInt32LE(16)];
  const directory = Buffer.concat(Array.from({ length: count }, () => single.subarray(start, start + size)));
  const newEnd = Buffer.from(end);
  newEnd.writeUInt16LE(count, 8);
  newEnd.writeUInt16LE(count, 10);
  newEnd.writeUInt32LE(directory.length, 12);
  return Buffer.concat([single.subarray(0, start), directory, newEnd]);
}
