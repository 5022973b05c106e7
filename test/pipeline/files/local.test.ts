import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocalFileStore } from '../../../pipeline/files/local.js';
import { openFileStore } from '../../../pipeline/files/open.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gouji-local-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const HOST = hostname().replace(/[^\w-]/g, '_');

function leftover(name: string, ageHours = 0): string {
  const path = join(folder, 'tmp', name);
  mkdirSync(join(folder, 'tmp'), { recursive: true });
  writeFileSync(path, 'half a report');
  const time = Date.now() / 1000 - ageHours * 3600;
  utimesSync(path, time, time);
  return path;
}

/** A process number nobody has: of a process that has ended. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => child.once('exit', resolve));
  return child.pid!;
}

describe('temporary files', () => {
  it('of dead processes are cleared when the store is opened; those of living ones and of strangers stay', async () => {
    const gone = [leftover(`${HOST}~${await deadPid()}~a.part`), leftover(`${HOST}~${process.pid}~of-a-predecessor.part`)];
    const old = leftover(`elsewhere~1~b.part`, 25);
    const kept = [leftover(`${HOST}~${process.ppid}~c.part`), leftover('elsewhere~1~d.part', 1), leftover('notes.txt', 100)];
    await openFileStore({ kind: 'local', folder });
    expect([...gone, old].filter(existsSync)).toEqual([]);
    expect(kept.filter((path) => !existsSync(path))).toEqual([]);
  });
  it('are all that a process killed in the middle of a content leaves, and the next start clears them', async () => {
    const program = fileURLToPath(new URL('put-and-hang.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    expect(readdirSync(join(folder, 'tmp'))).toHaveLength(1);
    await openFileStore({ kind: 'local', folder });
    expect(readdirSync(folder)).toEqual(['tmp']);
    expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
  });
});

describe('a volume', () => {
  it('is not filled beyond its reserve', async () => {
    const files = await new LocalFileStore(folder, 1e18).open();
    await expect(files.put(oneByte())).rejects.toMatchObject({ code: 'storage/full' });
    expect(await files.freeSpace()).toBe(0);
    expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
  });
  it('that cannot be written says so', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(openFileStore({ kind: 'local', folder: join(folder, 'file/below') })).rejects.toMatchObject({
      code: 'storage/unavailable',
      details: { reason: 'ENOTDIR' },
    });
    const files = await openFileStore({ kind: 'local', folder: join(folder, 'data') });
    rmSync(join(folder, 'data'), { recursive: true });
    await expect(files.put(oneByte())).rejects.toMatchObject({ code: 'storage/unavailable', details: { reason: 'ENOENT' } });
    await expect(files.ping()).rejects.toMatchObject({ code: 'storage/unavailable' });
  });
});

// eslint-disable-next-line @typescript-eslint/require-await
async function* oneByte(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('x');
}
