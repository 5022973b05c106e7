import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { scannedPdf } from './images.js';
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
  writeFileSync(join(folder, 'scan.pdf'), await scannedPdf());
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

/** What reads images, wherever it lies, and the packages it needs. */
const IMAGE_CODE =
  /onnxruntime|tesseract|ocr-models|sharp|extractors\/scan\/|extractors\/ocr\/(?!engine)|extractors\/image\/(?!image|kinds|projection)|pixel-|pdf\/render/;

it.each(['text', 'json'])('a text PDF is checked as %s without anything else', async (format) => {
  const modules = await loaded('check', join(folder, 'a.pdf'), '--format', format);
  expect(modules.some((line) => line.startsWith('worker ') && line.includes('pdfjs-dist'))).toBe(true);
  const unwanted =
    /bullmq|ioredis|kysely|sqlite|libsql|fastify|yauzl|csv-stringify|file-type|formatters\/(csv|html|sarif)|pipeline\/render|intake\/archive/;
  expect(modules.filter((line) => unwanted.test(line) || IMAGE_CODE.test(line))).toEqual([]);
  expect(modules.filter((line) => line.startsWith('cli ') && /pdfjs-dist|canvas|natural|extractors\/|validators\//.test(line))).toEqual([]);
});

it('a scan loads no code for images in the parent, and with --ocr off none in the child', async () => {
  const off = await loaded('check', join(folder, 'scan.pdf'), '--ocr', 'off');
  expect(off.some((line) => line.startsWith('worker ') && line.includes('pdfjs-dist'))).toBe(true);
  expect(off.filter((line) => IMAGE_CODE.test(line))).toEqual([]);
  // The same scan, read: what must not be there above is there by these very names.
  const read = (await loaded('check', join(folder, 'scan.pdf'), '--ocr', 'paddle')).filter((line) => IMAGE_CODE.test(line));
  for (const name of ['extractors/scan/', 'extractors/image/straighten', 'extractors/ocr/paddle', 'onnxruntime'])
    expect(read.some((line) => line.startsWith('worker ') && line.includes(name))).toBe(true);
  expect(read.filter((line) => line.startsWith('cli ') || /node_modules.*tesseract/.test(line))).toEqual([]);
}, 180_000);

it('help loads neither parser nor rules', async () => {
  const modules = await loaded('--help');
  expect(modules.some((line) => line.includes('commander'))).toBe(true);
  expect(modules.filter((line) => /pdfjs-dist|canvas|extractors\/|validators\/|yauzl|dispatch\//.test(line))).toEqual([]);
});
