import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { smallPdf } from './pdfs.js';

const CLI = fileURLToPath(new URL('../../pipeline/cli.ts', import.meta.url));

/** Sees every module an ESM loader loads; runs in the loader's own thread. */
const HOOKS = `
import { appendFileSync } from 'node:fs';
let record, role;
export function initialize(data) { ({ record, role } = data); }
export async function load(url, context, next) { appendFileSync(record, role + ' ' + url + '\\n'); return next(url, context); }`;

/** Preloaded into every process of a run: appends what is loaded to the file GOUJI_MODULES, with the name of the process's script. */
const RECORDER = `
import { appendFileSync } from 'node:fs';
import Module, { register } from 'node:module';
import { basename } from 'node:path';
const record = process.env.GOUJI_MODULES;
const role = basename(process.argv[1] ?? '').replace(/\\.[jt]s$/, '');
register(${JSON.stringify(moduleUrl(HOOKS))}, { data: { record, role } });
const load = Module._load;
Module._load = function (request, ...rest) {
  appendFileSync(record, role + ' ' + request + '\\n');
  return load.call(this, request, ...rest);
};`;

function moduleUrl(source: string): string {
  return `data:text/javascript,${encodeURIComponent(source)}`;
}

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gouji-lazy-'));
  writeFileSync(join(folder, 'a.pdf'), await smallPdf());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** "process module" lines of everything loaded while a command runs, in the command's own process (cli) and its child (worker). */
async function loaded(...argv: string[]): Promise<string[]> {
  const record = join(folder, `${Math.random()}.txt`);
  const env = { ...process.env, GOUJI_MODULES: record, NODE_OPTIONS: `--import ${moduleUrl(RECORDER)}`, NODE_NO_WARNINGS: '1' };
  await new Promise<void>((resolve, reject) => {
    execFile(process.execPath, ['--import', import.meta.resolve('tsx'), CLI, ...argv], { env }, (error, _, stderr) => {
      if (error && typeof error.code !== 'number') reject(new Error(stderr));
      else resolve();
    });
  });
  return readFileSync(record, 'utf8').split('\n');
}

it.each(['text', 'json'])('a text PDF is checked as %s without anything else', async (format) => {
  const modules = await loaded('check', join(folder, 'a.pdf'), '--format', format);
  expect(modules.some((line) => line.startsWith('worker ') && line.includes('pdfjs-dist'))).toBe(true);
  const unwanted =
    /onnxruntime|tesseract|ocr-models|sharp|bullmq|ioredis|kysely|sqlite|libsql|fastify|yauzl|csv-stringify|file-type|formatters\/(csv|html|sarif)|pipeline\/render|intake\/archive/;
  expect(modules.filter((line) => unwanted.test(line))).toEqual([]);
  expect(modules.filter((line) => line.startsWith('cli ') && /pdfjs-dist|canvas|natural|extractors\/|validators\//.test(line))).toEqual([]);
});

it('help loads neither parser nor rules', async () => {
  const modules = await loaded('--help');
  expect(modules.some((line) => line.includes('commander'))).toBe(true);
  expect(modules.filter((line) => /pdfjs-dist|canvas|extractors\/|validators\/|yauzl|dispatch\//.test(line))).toEqual([]);
});
