import { closeSync, createReadStream, ftruncateSync, openSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mockPdf } from '../pdfs.js';
import { zipOf } from '../zips.js';
import { openDesk, type Desk } from './desk.js';

const MB = 1_000_000;
const SIZE = 300 * MB;
/** Reading the whole file would take 300 MB; buffers in flight and what was not collected yet take some. */
const ROOM = 130 * MB;

let desk: Desk;
beforeEach(async () => (desk = await openDesk()));
afterEach(() => desk.clear());

/** A file of `size` bytes that takes no room on disk: `start`, nothing, `end`. */
function sparse(name: string, size: number, start: Uint8Array, end = new Uint8Array()): string {
  const path = join(desk.folder, name);
  const file = openSync(path, 'w');
  ftruncateSync(file, size);
  writeSync(file, start, 0, start.length, 0);
  writeSync(file, end, 0, end.length, size - end.length);
  closeSync(file);
  return path;
}

/** A ZIP whose only entry is `content` followed by zeros up to SIZE, stored as it is. */
function sparseZip(name: string, content: Buffer): string {
  let checksum = crc32(content);
  const zeros = Buffer.alloc(MB);
  for (let left = SIZE - content.length; left > 0; left -= MB) checksum = crc32(zeros.subarray(0, Math.min(MB, left)), checksum);
  // A whole ZIP of the beginning; then lengths and places are those of the long entry.
  const small = zipOf([{ name: 'long.pdf', bytes: content, method: 0, crc: checksum }]);
  const directory = 30 + 'long.pdf'.length + content.length;
  const head = Buffer.from(small.subarray(0, directory));
  const tail = Buffer.from(small.subarray(directory));
  for (const offset of [18, 22]) head.writeUInt32LE(SIZE, offset);
  for (const offset of [20, 24]) tail.writeUInt32LE(SIZE, offset);
  tail.writeUInt32LE(directory - content.length + SIZE, tail.length - 6);
  return sparse(name, small.length - content.length + SIZE, head, tail);
}

/** How far resident memory rose above its start while `work` ran, in bytes. */
async function growth(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
  try {
    await work();
  } finally {
    clearInterval(watch);
  }
  return Math.max(most, process.memoryUsage.rss()) - before;
}

describe('memory does not grow with what comes', () => {
  it('a file of 300 MB', async () => {
    const path = sparse('long.pdf', SIZE, mockPdf('long'));
    expect(await growth(() => desk.ingest([path]))).toBeLessThan(ROOM);
    expect(desk.lines()).toEqual([['long.pdf', 'accepted']]);
    expect((await desk.files.stat(desk.store.written[0]!.sha256!))?.size).toBe(SIZE);
  }, 30_000);
  it('a ZIP that comes as a stream, with an entry of 300 MB', async () => {
    const path = sparseZip('a.zip', mockPdf('long'));
    const grown = await growth(() => desk.upload([{ name: 'a.zip', content: createReadStream(path) as AsyncIterable<Uint8Array> }]));
    expect(desk.lines()).toEqual([['a.zip/long.pdf', 'accepted']]);
    expect(grown).toBeLessThan(ROOM);
    expect(desk.temporary()).toEqual([]);
  }, 30_000);
});
