import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CheckOutput, type FileResult } from '../../model/index.js';
import { runCheck, type CheckCommand } from '../../pipeline/cli/check.js';
import { gouji, memoryStream, type Outcome } from './memory-io.js';
import { mockPdf } from './pdfs.js';

const MOCK = new URL('./mock-worker.ts', import.meta.url);

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gouji-check-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, words: string): string {
  const path = join(folder, name);
  writeFileSync(path, mockPdf(words));
  return path;
}

/** Runs `check` with children that do what the documents tell them. */
async function check(
  paths: string[],
  changes: Partial<CheckCommand> = {},
  signal?: AbortSignal,
): Promise<Outcome & { files: FileResult[] }> {
  const [stdout, stderr] = [memoryStream(), memoryStream()];
  const command: CheckCommand = {
    paths,
    format: 'json',
    language: 'en',
    ocr: 'auto',
    maxBytes: 1e8,
    maxPages: 300,
    timeoutSeconds: 60,
    memoryMegabytes: 2048,
    color: true,
    child: { entry: MOCK, heapMegabytes: 60, ...changes.child },
    ...changes,
  };
  const code = await runCheck(command, { stdout, stderr, env: {}, ...(signal === undefined ? {} : { signal }) });
  const output = stdout.text();
  return { code, stdout: output, stderr: stderr.text(), files: output.startsWith('{') ? CheckOutput.parse(JSON.parse(output)).files : [] };
}

describe('exit code', () => {
  it.each([
    ['0 when nothing failed', ['x'], 0],
    ['1 for a failed warning', ['x', 'FINDING'], 1],
    ['0 when only form quality failed', ['FINDING INFO'], 0],
    ['0 when a finding is open', ['FINDING OPEN'], 0],
    ['2 when a file could not be read, whatever else was found', ['FINDING', 'CRASH'], 2],
  ])('is %s', async (_, documents, code) => {
    const paths = documents.map((words, index) => put(`${index}.pdf`, words));
    expect((await check(paths)).code).toBe(code);
  });
  it('is 2 for a path that is not there, and the others are still checked', async () => {
    const { code, files } = await check([join(folder, 'none.pdf'), put('a.pdf', 'x')]);
    expect(code).toBe(2);
    expect(files.map(({ status, error }) => [status, error?.code])).toEqual([
      ['failed', 'file/not-found'],
      ['checked', undefined],
    ]);
  });
});

describe('a document that misbehaves costs only itself', () => {
  it('by looping', async () => {
    const { files } = await check([put('a.pdf', 'x'), put('b.pdf', 'LOOP BEFORE'), put('c.pdf', 'x')], { timeoutSeconds: 2, jobs: 1 });
    expect(files.map(({ status }) => status)).toEqual(['checked', 'failed', 'checked']);
    expect(files[1]!.error!.code).toBe('file/timeout');
    expect(files[1]!.error!.message).toContain('2 seconds');
    expect(files[1]!.sha256).toMatch(/^[0-9a-f]{64}$/);
  });
  it('by crashing', async () => {
    const { files } = await check([put('a.pdf', 'CRASH'), put('b.pdf', 'x')], { jobs: 1 });
    expect(files.map(({ error }) => error?.code)).toEqual(['file/crashed', undefined]);
  });
  it('by eating memory', async () => {
    const { files } = await check([put('a.pdf', 'MEMORY'), put('b.pdf', 'x')], { jobs: 1 });
    expect(files.map(({ error }) => error?.code)).toEqual(['file/out-of-memory', undefined]);
    expect(files[0]!.error!.message).toContain('60 MB');
  });
  it('by eating memory that the JavaScript heap does not count', async () => {
    const { files } = await check([put('a.pdf', 'NATIVE'), put('b.pdf', 'x')], { jobs: 1, memoryMegabytes: 400 });
    expect(files.map(({ error }) => error?.code)).toEqual(['file/out-of-memory', undefined]);
    expect(files[0]!.error!.message).toContain('400 MB');
    expect(files[0]!.error!.hint).toContain('--max-memory');
  });
  it('and keeps its result when only its pictures never come', async () => {
    const { files, code, stdout } = await check([put('a.pdf', 'FINDING LOOP AFTER')], { timeoutSeconds: 2, format: 'html' });
    expect(files).toEqual([]);
    expect(code).toBe(1);
    expect(stdout).toContain('score/total-mismatch');
    expect(stdout).toContain('without a picture');
  });
});

describe('the time limit', () => {
  it('ends a document that stops at a page, and names the page', async () => {
    const { files } = await check([put('a.pdf', 'PAGES 3 LOOP BEFORE')], { timeoutSeconds: 2 });
    expect(files[0]!.error!.code).toBe('file/timeout');
    expect(files[0]!.error!.message).toContain('at page 4');
  });
});

describe('several documents', () => {
  it('come out in the order they went in, however long each takes', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const paths = names.map((name, index) => put(`${name}.pdf`, index % 2 === 0 ? 'SLOW' : 'x'));
    const { files, stderr } = await check(paths, { jobs: 3 });
    expect(files.map(({ file }) => file)).toEqual(paths);
    expect(stderr).toContain('checked 6/6');
  });
  it('show progress on stderr only, and none for a single one', async () => {
    const one = await check([put('a.pdf', 'x')]);
    expect(one.stderr).toBe('');
  });
  it('of scans show their pages as well', async () => {
    const { stderr } = await check([put('a.pdf', 'PAGES 12')]);
    expect(stderr).toContain(`read page 10 of 20: ${join(folder, 'a.pdf')}`);
    expect(stderr).not.toContain('read page 9 of');
  });
  it('end at once when the user interrupts', async () => {
    const interrupt = new AbortController();
    setTimeout(() => interrupt.abort(), 1500);
    await expect(check([put('a.pdf', 'LOOP BEFORE'), put('b.pdf', 'LOOP BEFORE')], { jobs: 2 }, interrupt.signal)).rejects.toThrow(
      'stopped',
    );
  });
});

describe('--out', () => {
  it('writes the file whole, makes its folders, leaves stdout empty', async () => {
    const out = join(folder, 'new/deep/result.json');
    const { stdout, code } = await check([put('a.pdf', 'FINDING')], { out });
    expect([stdout, code]).toEqual(['', 1]);
    expect(CheckOutput.parse(JSON.parse(readFileSync(out, 'utf8'))).files).toHaveLength(1);
    expect(readdirSync(join(folder, 'new/deep'))).toEqual(['result.json']);
  });
  it('leaves an older file alone when the run is broken off', async () => {
    const out = join(folder, 'result.json');
    writeFileSync(out, 'older');
    const interrupt = new AbortController();
    setTimeout(() => interrupt.abort(), 1000);
    await expect(check([put('a.pdf', 'LOOP BEFORE')], { out }, interrupt.signal)).rejects.toThrow();
    expect(readFileSync(out, 'utf8')).toBe('older');
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
  });
  it('says what is wrong with a place it cannot write to', async () => {
    mkdirSync(join(folder, 'taken'));
    const outcome = await gouji(['check', put('a.pdf', 'x'), '--out', join(folder, 'taken')]);
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain('[output/not-writable]');
    const below = await gouji(['check', put('a.pdf', 'x'), '--out', join(folder, 'a.pdf/x.json')]);
    expect(below.code).toBe(2);
    expect(existsSync(join(folder, 'taken'))).toBe(true);
  });
});

it('names what it skipped', async () => {
  put('a.pdf', 'x');
  writeFileSync(join(folder, 'notes.txt'), 'x');
  writeFileSync(join(folder, '.hidden'), 'x');
  const { stderr } = await check([folder]);
  expect(stderr).toMatch(/Skipped 1 side file.*notes\.txt/);
  expect(stderr).toContain('1 hidden');
});
