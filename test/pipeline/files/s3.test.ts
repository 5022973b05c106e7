import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { S3FileStore, type S3Config } from '../../../pipeline/files/s3.js';
import { fakeS3, type FakeS3 } from './fake-s3.js';

let folder: string;
let s3: FakeS3;
const opened: S3FileStore[] = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gouji-s3-'));
  s3 = await fakeS3('reports', 'key');
});
afterEach(async () => {
  for (const files of opened.splice(0)) await files.close();
  await s3.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(changes: Partial<S3Config> = {}): Promise<S3FileStore> {
  const credentials = { accessKeyId: 'key', secretAccessKey: 'secret' };
  const files = new S3FileStore({ kind: 's3', bucket: 'reports', endpoint: s3.endpoint, credentials, spoolFolder: folder, ...changes });
  opened.push(files);
  return files.open();
}

// eslint-disable-next-line @typescript-eslint/require-await
async function* megabytes(count: number): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < count; index += 1) yield Buffer.alloc(1_000_000, index);
}

describe('S3', () => {
  it('is sent length and checksum in headers, and nothing it holds already', async () => {
    const files = await open();
    const { sha256 } = await files.put(megabytes(5));
    const path = `/reports/${sha256.slice(0, 2)}/${sha256}`;
    expect(s3.requests).toEqual([`HEAD ${path}`, `PUT ${path}`]);
    await files.put(megabytes(5));
    expect(s3.requests.slice(2)).toEqual([`HEAD ${path}`]);
    expect((await files.read(sha256)).length).toBe(5_000_000);
  });
  it('that stumbles is asked again', async () => {
    const files = await open();
    s3.failures.push(503, 'cut', 500);
    const { sha256 } = await files.put(megabytes(3));
    expect(s3.objects.get(`${sha256.slice(0, 2)}/${sha256}`)?.length).toBe(3_000_000);
    expect(s3.failures).toEqual([]);
  });
  it('that refuses is not', async () => {
    const files = await open();
    s3.failures.push(403);
    await expect(files.put(megabytes(1))).rejects.toMatchObject({ code: 'storage/unavailable', details: { reason: 'SlowDown' } });
    expect(s3.requests.filter((request) => request.startsWith('PUT'))).toHaveLength(1);
  });
  it('that stays down is unavailable, and nothing is left behind', async () => {
    const files = await open();
    await s3.close();
    await expect(files.put(megabytes(1))).rejects.toMatchObject({ code: 'storage/unavailable' });
    await expect(files.ping()).rejects.toMatchObject({ code: 'storage/unavailable' });
    expect(readdirSync(folder)).toEqual([]);
    s3 = await fakeS3('reports', 'key');
  });
  it.each<[string, Partial<S3Config>]>([
    ['credentials', { credentials: { accessKeyId: 'other', secretAccessKey: 'x' } }],
    ['bucket', { bucket: 'none' }],
  ])('with wrong %s is unavailable at once, not a missing content', async (_, changes) => {
    const files = await open(changes);
    await expect(files.ping()).rejects.toMatchObject({ code: 'storage/unavailable' });
    await expect(files.put(megabytes(1))).rejects.toMatchObject({ code: 'storage/unavailable' });
    await expect(files.read('a'.repeat(64))).rejects.toMatchObject({ code: 'storage/unavailable' });
    expect(s3.objects.size).toBe(0);
  });
});
