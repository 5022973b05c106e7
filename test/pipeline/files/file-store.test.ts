import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileStore } from '../../../pipeline/files/file-store.js';
import { openFileStore } from '../../../pipeline/files/open.js';
import { fakeS3, type FakeS3 } from './fake-s3.js';

/** What every file store promises, asked of both. `alter` changes the stored bytes behind its back. */
interface Opened {
  files: FileStore;
  stored: () => string[];
  alter: (sha256: string, bytes: Buffer) => void;
  temporary: () => string[];
}

let folder: string;
let s3: FakeS3 | null = null;
let files: FileStore | null = null;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gouji-files-'))));
afterEach(async () => {
  await files?.close();
  await s3?.close();
  s3 = files = null;
  rmSync(folder, { recursive: true, force: true });
});

async function openLocal(): Promise<Opened> {
  const root = join(folder, 'data/files');
  const path = (sha256: string): string => join(root, sha256.slice(0, 2), sha256);
  files = await openFileStore({ kind: 'local', folder: root });
  return {
    files,
    stored: () => (readdirSync(root, { recursive: true }) as string[]).filter((name) => /[0-9a-f]{64}$/.test(name)),
    alter: (sha256, bytes) => writeFileSync(path(sha256), bytes),
    temporary: () => readdirSync(join(root, 'tmp')),
  };
}

async function openS3(): Promise<Opened> {
  const server = (s3 = await fakeS3('reports', 'key'));
  files = await openFileStore({
    kind: 's3',
    bucket: 'reports',
    prefix: 'gouji',
    endpoint: server.endpoint,
    credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
    spoolFolder: join(folder, 'spool'),
  });
  return {
    files,
    stored: () => [...server.objects.keys()],
    alter: (sha256, bytes) => server.objects.set(`gouji/${sha256.slice(0, 2)}/${sha256}`, bytes),
    temporary: () => readdirSync(join(folder, 'spool')),
  };
}

// eslint-disable-next-line @typescript-eslint/require-await
async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

async function textOf(stream: AsyncIterable<unknown>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

const shaOf = (text: string): string => createHash('sha256').update(text).digest('hex');

describe.each([
  ['local', openLocal],
  ['S3', openS3],
])('the %s file store', (_, open) => {
  it('keeps a content under its hash and gives it back, streamed or whole', async () => {
    const { files, stored, temporary } = await open();
    const put = await files.put(pieces('审查', '报告', ''));
    expect(put).toEqual({ sha256: shaOf('审查报告'), size: 12 });
    expect(await textOf(await files.stream(put.sha256))).toBe('审查报告');
    expect(Buffer.from(await files.read(put.sha256)).toString()).toBe('审查报告');
    expect(await files.stat(put.sha256)).toEqual(put);
    expect(stored()).toHaveLength(1);
    expect(stored()[0]).toMatch(new RegExp(`(^|/)${put.sha256.slice(0, 2)}/${put.sha256}$`));
    expect(temporary()).toEqual([]);
  });
  it('gives a part of a content', async () => {
    const { files } = await open();
    const { sha256 } = await files.put(pieces('0123', '456789'));
    expect(await textOf(await files.range(sha256, 3, 6))).toBe('3456');
    expect(await textOf(await files.range(sha256, 0, 0))).toBe('0');
    await expect(files.range(shaOf('another'), 0, 1)).rejects.toMatchObject({ code: 'storage/missing' });
  });

  it('takes the path of a file, and of an empty one', async () => {
    const { files } = await open();
    writeFileSync(join(folder, 'a.pdf'), 'content');
    writeFileSync(join(folder, 'b.pdf'), '');
    expect(await files.put(join(folder, 'a.pdf'))).toEqual({ sha256: shaOf('content'), size: 7 });
    expect(await files.put(join(folder, 'b.pdf'))).toEqual({ sha256: shaOf(''), size: 0 });
    expect((await files.read(shaOf(''))).length).toBe(0);
    await expect(files.put(join(folder, 'none.pdf'))).rejects.toMatchObject({ code: 'ENOENT' });
    const failed = new PassThrough();
    failed.destroy(new Error('gone before it was read'));
    await expect(files.put(failed)).rejects.toThrow('gone before it was read');
  });
  it('keeps the same content once, also when it comes several times at once', async () => {
    const { files, stored, temporary } = await open();
    await Promise.all(Array.from({ length: 8 }, () => files.put(pieces('same'))));
    await files.put(pieces('sa', 'me'));
    await files.put(pieces('other'));
    expect(stored()).toHaveLength(2);
    expect(temporary()).toEqual([]);
  });
  it('keeps nothing of a content that breaks off, and hands its error on', async () => {
    const { files, stored, temporary } = await open();
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield* pieces('half');
      throw new Error('broke off');
    };
    await expect(files.put(broken())).rejects.toThrow('broke off');
    await expect(files.spool(broken())).rejects.toThrow('broke off');
    expect(stored()).toEqual([]);
    expect(temporary()).toEqual([]);
  });
  it('says that it does not hold a content, or that a name is no hash', async () => {
    const { files } = await open();
    for (const sha256 of [shaOf('none'), '../../etc/passwd', '', shaOf('x').toUpperCase()]) {
      await expect(files.read(sha256)).rejects.toMatchObject({ code: 'storage/missing' });
      await expect(files.stream(sha256)).rejects.toMatchObject({ code: 'storage/missing' });
    }
    expect(await files.has(shaOf('none'))).toBe(false);
  });
  it.each([
    ['a changed byte', 'cOntent'],
    ['a lost end', 'cont'],
    ['an end too many', 'content+'],
  ])('notices %s', async (_, damaged) => {
    const { files, alter } = await open();
    const { sha256 } = await files.put(pieces('content'));
    alter(sha256, Buffer.from(damaged));
    await expect(files.read(sha256)).rejects.toMatchObject({ code: 'storage/corrupt', details: { sha256 } });
    await expect(files.stream(sha256).then(textOf)).rejects.toMatchObject({ code: 'storage/corrupt' });
  });
  it('is healed of a lost end by the same content coming again', async () => {
    const { files, alter } = await open();
    const { sha256 } = await files.put(pieces('content'));
    alter(sha256, Buffer.from('con'));
    await files.put(pieces('content'));
    expect(Buffer.from(await files.read(sha256)).toString()).toBe('content');
  });
  it('puts bytes aside until they are discarded', async () => {
    const { files, stored, temporary } = await open();
    const spooled = await files.spool(pieces('zip'));
    expect(spooled).toMatchObject({ sha256: shaOf('zip'), size: 3 });
    expect(temporary()).toHaveLength(1);
    expect(await files.sweep()).toBe(0);
    await spooled.discard();
    expect(temporary()).toEqual([]);
    expect(stored()).toEqual([]);
  });
  it('tells the free space, and that it answers', async () => {
    const { files } = await open();
    expect(await files.freeSpace()).toBeGreaterThan(0);
    await files.ping();
  });
});
